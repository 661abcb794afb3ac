import type { Key, Payload } from "./payload.js";

/** The status of Privy for each status of a platform; undefined where Privy has none. */
export type StatusTable<Word extends string, Status> = Readonly<Record<Word, Status | undefined>>;

/**
 * Maps a platform's status. A status that the table does not have is reported, not guessed: guessed, it could make a
 * refund a sale.
 *
 * @param spelled how the table spells the platform's status; by default as it came
 */
export function mappedStatus<Shape, Status>(
  payload: Payload<Shape>,
  key: Key<Shape>,
  table: StatusTable<string, Status>,
  spelled: (word: string) => string = (word) => word,
): Status | undefined {
  if (!payload.has(key)) return undefined;
  const value = payload.value(key);
  const word =
    typeof value === "string" || typeof value === "number" ? spelled(String(value).trim()) : undefined;
  if (word !== undefined && Object.hasOwn(table, word)) return table[word];
  const known = Object.keys(table).join(", ");
  return payload.report(
    "unknown_status",
    key,
    `is a status that this version does not know; it knows ${known}`,
  );
}
