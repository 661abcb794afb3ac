import type { IssueCode } from "../../errors/issue-code.js";
import { optional, type Rule, refuse } from "../field.js";
import { nearestName } from "../objects/nearest-name.js";

/**
 * One of a few words, which may be left out.
 *
 * @param hints what to do instead of a word, in lower case, that others are known to use
 */
/* @__NO_SIDE_EFFECTS__ */
export function oneOf<Word extends string>(
  words: readonly Word[],
  code: IssueCode,
  hints: ReadonlyMap<string, string>,
): Rule<Word | undefined> {
  return optional((value, problems) => {
    const word = words.find((known) => known === value);
    if (word !== undefined) return word;
    const text = typeof value === "string" ? value.trim().toLowerCase() : "";
    const nearest = nearestName(text, words);
    const hint = hints.get(text) ?? (nearest && `did you mean "${nearest}"?`);
    return refuse(problems, code, `must be one of ${words.join(", ")}${hint ? `; ${hint}` : ""}`);
  });
}
