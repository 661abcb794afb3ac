import { optional, type Rule, report } from "../field.js";
import { isObject } from "../objects/is-object.js";
import { readOpenObject } from "../objects/open-object.js";
import { quotableKey } from "../objects/quotable-key.js";

/** Custom fields as they are sent. */
export type CustomFields = { [key: string]: string | number | boolean | null };

/** Custom fields that may be left out (flat, nested objects are not allowed). */
export const customFields: Rule<CustomFields | undefined> = optional((value, problems) => {
  const copy = readOpenObject(value, problems);
  // After a problem there is no copy.
  for (const [key, member] of Object.entries(copy ?? {})) {
    if (!isObject(member)) continue;
    const message = "must be text, a number, true, false or null: Privy's custom fields are one level deep";
    report(problems, "invalid", message, [quotableKey(key)]);
  }
  // What is nested has just been reported; the rest is what the type says.
  return copy as CustomFields;
});
