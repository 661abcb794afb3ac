/** The three files of the page, as text. */
export interface PageAssets {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

/** Where the built page is put, for a server that was asked for it; undefined where it was not built. */
export async function loadPage(): Promise<PageAssets | undefined> {
  return undefined;
}
