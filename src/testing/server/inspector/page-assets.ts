/** The three files of the page, as text. */
export interface PageAssets {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

let built: Promise<PageAssets> | undefined;

/**
 * Returns the page. This module runs only from the sources, where the page is built at its first use; in the built
 * package the three texts replace it (see `build/inspector.ts`).
 */
export function loadPage(): Promise<PageAssets> {
  built ??= import("../../../build/inspector.js").then(({ buildInspector }) => buildInspector());
  return built;
}
