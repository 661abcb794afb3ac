import { readChoice, readInteger } from "./parameters.js";
import type { ControlCall } from "./route.js";

/** One part of a list. */
export interface Page<Item> {
  readonly data: readonly Item[];
  /** The `after` of the next part; null at the end. */
  readonly next: number | null;
  /** The length of the whole list. */
  readonly total: number;
}

/** The most items of one part. */
export const mostItems = 10_000;
export const defaultItems = 100;

/** Returns the part of a list that a call asks for with `after`, `limit` and `order`; only its items are described. */
export function pageOfList<Stored, Item>(
  { query }: Pick<ControlCall, "query">,
  items: readonly Stored[],
  describe: (item: Stored) => Item,
): Page<Item> {
  const after = readInteger(query, "after", { most: 1_000_000_000, otherwise: 0 });
  const limit = readInteger(query, "limit", { least: 1, most: mostItems, otherwise: defaultItems });
  const order = readChoice(query, "order", ["asc", "desc"], "asc");
  const sorted = order === "asc" ? items : items.toReversed();
  const part = sorted.slice(after, after + limit);
  const end = after + part.length;
  return { data: part.map(describe), next: end < items.length ? end : null, total: items.length };
}
