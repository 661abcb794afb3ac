/** Iterates over the items of all pages; reads each page when the one before is used up, and ends at an empty one. */
export async function* eachOfPages<Item>(
  read: (after: string) => readonly Item[] | Promise<readonly Item[]>,
  idOf: (item: Item) => string,
): AsyncIterable<Item> {
  for (let after = "0"; ; ) {
    const page = await read(after);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = idOf(last);
  }
}
