import { tagOf } from "../objects/tag-of.js";
/**
 * The time of a `Date` in milliseconds (NaN for an invalid one), or undefined for any other object. Not by `instanceof`,
 * since a Date of another realm (a test's sandbox) is one as well; not by its tag alone, which any object can claim.
 */
export function dateValue(value: object): number | undefined {
  if (tagOf(value) !== "Date") return undefined;
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}
