import { type Rule, refuse, required } from "../field.js";
import { wellFormed } from "../values/well-formed.js";

/** A first or last name: trimmed text; undefined when it is left out or blank, null when it is null. */
export const contactName: Rule<string | null | undefined> = required((value, problems) => {
  if (value === undefined || value === null) return value;
  if (typeof value !== "string") return refuse(problems, "must be text");
  const text = wellFormed(value.trim());
  return text === "" ? undefined : text;
});
