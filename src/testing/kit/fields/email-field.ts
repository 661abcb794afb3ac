import type { Checked } from "./checked.js";

/** A local part in quotes may contain blanks, commas and even @. */
const shape =
  /^(?:"(?:[^"\\\p{C}]|\\[ -~])+"|[^\s@(),:;<>[\]\\"]+)@[^\s@.(),:;<>[\]\\"]+(?:\.[^\s@.(),:;<>[\]\\"]+)+$/u;

/**
 * Reads `email` without changing it. Only its form is checked. Dots may stand anywhere before the @, since some
 * Japanese providers issued such addresses.
 */
export function readEmailField(value: unknown): Checked<string> {
  if (typeof value !== "string") return { problem: "must be a string" };
  const at = value.lastIndexOf("@");
  const isEmail = value.length <= 254 && at <= 64 && shape.test(value);
  return isEmail ? { value } : { problem: "is invalid" };
}
