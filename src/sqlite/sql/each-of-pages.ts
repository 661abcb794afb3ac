/** Gives the items of all pages, each page read when the one before it is used up. It ends at an empty one. */
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
