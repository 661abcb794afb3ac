/** The three files of the page, as text. */
export interface PageAssets {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

let built: Promise<PageAssets> | undefined;

/**
 * Gives the page. This module runs only from the sources, where the page is built when it is first asked for; in the built
 * package the three texts stand in its place (see `build/inspector.ts`).
 */
export function loadPage(): Promise<PageAssets> {
  built ??= import("../../../build/inspector.js").then(({ buildInspector }) => buildInspector());
  return built;
}
