import { InvalidInputError } from "../errors/invalid-input-error.js";

/** What a platform's status means in Privy's words; nothing where Privy has no word for it. */
export type StatusTable<Word extends string, Status> = Readonly<Record<Word, Status | undefined>>;

/**
 * Looks a platform's status up. A word that the table does not have is refused: guessed, it could make a refund a sale.
 *
 * @param field where the word stands in the platform's object
 * @throws InvalidInputError naming the field
 */
export function mappedStatus<Status>(
  platform: string,
  field: string,
  table: StatusTable<string, Status>,
  word: string,
): Status | undefined {
  if (Object.hasOwn(table, word)) return table[word];
  const known = Object.keys(table).join(", ");
  const message = `is a status of ${platform} that this version does not know; it knows ${known}`;
  throw new InvalidInputError("The order was not mapped", [
    { code: "unknown_status", path: [field], message },
  ]);
}
