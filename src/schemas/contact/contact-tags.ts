import { optional, type Rule, refuse, report } from "../field.js";
import { wellFormed } from "../values/well-formed.js";

const mostTags = 10_000;

/** Tags that may be left out. Each is trimmed; a blank one is refused, since it is a mistake in most cases. */
export const tags: Rule<string[] | undefined> = optional((value, problems) => {
  if (!Array.isArray(value)) return refuse(problems, "invalid", 'must be an array of texts, such as ["vip"]');
  if (value.length > mostTags) return refuse(problems, "too_large", `must have at most ${mostTags} elements`);
  // Array.from, since a hole in an array must be seen too.
  return Array.from(value, (element: unknown, index) => {
    if (typeof element !== "string") {
      report(problems, "invalid", "must be text", [index]);
      return "";
    }
    const text = wellFormed(element.trim());
    if (text === "") report(problems, "invalid", "is blank; leave it out", [index]);
    return text;
  });
});
