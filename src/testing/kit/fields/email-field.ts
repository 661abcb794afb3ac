import type { Checked } from "./checked.js";

/** A local part in quotes may hold what stands between addresses elsewhere: blanks, commas, even @. */
const shape =
  /^(?:"(?:[^"\\\p{C}]|\\[ -~])+"|[^\s@(),:;<>[\]\\"]+)@[^\s@.(),:;<>[\]\\"]+(?:\.[^\s@.(),:;<>[\]\\"]+)+$/u;

/**
 * `email`, as it came: whether it looks like one, not whether somebody reads it. Dots may stand anywhere before the
 * @: some Japanese providers gave out such addresses.
 */
export function readEmailField(value: unknown): Checked<string> {
  if (typeof value !== "string") return { problem: "must be a string" };
  const at = value.lastIndexOf("@");
  const isEmail = value.length <= 254 && at <= 64 && shape.test(value);
  return isEmail ? { value } : { problem: "is invalid" };
}
