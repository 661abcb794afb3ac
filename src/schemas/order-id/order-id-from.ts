import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { positiveInt64 } from "./order-id.js";
import { sha256 } from "./sha256.js";

function refused(message: string): InvalidInputError {
  return new InvalidInputError("No order id was made", [{ code: "invalid", path: [], message }]);
}

/**
 * Makes the `order_id` that Privy needs from an id that is not a number: a UUID, a ULID, `cs_…`, `#1001`.
 *
 * The same text gives the same id in every version of this package and on every runtime. Blanks around the text do not
 * count; upper and lower case do, so spell an id the same way each time. The id is the first 63 bits that follow the
 * top bit of the text's SHA-256 (UTF-8), as a number from 1 to 2^63 − 1, so that any other program can compute it too:
 * `int.from_bytes(sha256(text).digest()[:8]) & (2**63 - 1)`, and 1 where that is 0.
 *
 * Text that already is a positive int64 (`"1001"`, `"007"`) is taken as that number, without leading zeros. So an id
 * made here stays itself when it passes through again, and numbers and other ids can share one call. `"#1001"` is
 * not a number: it becomes another order than `"1001"`.
 *
 * Two ids can collide, and then the second order updates the first: among n orders of a store with a chance of
 * about n² / 2^64, which is one in 18 million for a million orders, and one in 1,800 for a hundred million.
 *
 * @throws InvalidInputError when the text is empty, blank or only zeros (an id that was never set), or is not text
 */
export function orderIdFrom(text: string): string {
  // Callers without types pass numbers, which may be rounded already.
  if (typeof text !== "string")
    throw refused("must be text; a number or a bigint goes into order_id as it is");
  const id = text.trim();
  if (/^0*$/.test(id)) throw refused("must not be empty or zero: many orders would share one id");
  const number = /^[0-9]+$/.test(id) ? positiveInt64(id) : undefined;
  if (number !== undefined) return number;
  const [high = 0, low = 0] = sha256(new TextEncoder().encode(id));
  const hash = (BigInt(high & 0x7fffffff) << 32n) | BigInt(low);
  return hash === 0n ? "1" : hash.toString();
}
