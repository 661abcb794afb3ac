/** The three files of the page, as text. */
export interface PageAssets {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

/**
 * Gives the page. This module runs only from the sources, where the page is built when it is asked for; in the built package
 * the three texts stand in its place (see `build/inspector.ts`).
 */
export async function loadPage(): Promise<PageAssets> {
  const { buildInspector } = await import("../../../build/inspector.js");
  return buildInspector();
}
