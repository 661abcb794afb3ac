import type { InputIssue } from "../../errors/invalid-input-error.js";
import { isObject } from "./is-object.js";
import { issuesOf } from "./issues-of.js";

/** Returns what is wrong with an option that is given, as the end of a sentence; undefined when all is well. */
export type OptionRule = (value: unknown) => string | undefined;

/** An option that must fit, and the message when it does not. */
/* @__NO_SIDE_EFFECTS__ */
export function must(fits: (value: unknown) => boolean, message: string): OptionRule {
  return (value) => (fits(value) ? undefined : message);
}

/** An option that is one of two texts. */
/* @__NO_SIDE_EFFECTS__ */
export function either(first: string, second: string): OptionRule {
  return must((value) => value === first || value === second, `must be "${first}" or "${second}"`);
}

/** An option that is switched on or off. */
/* @__NO_SIDE_EFFECTS__ */
export function onOrOff(): OptionRule {
  return must((value) => typeof value === "boolean", "must be true or false");
}

/** An issue for every option that is given and breaks its rule, or for options that are none: `orders.map(parseOrder)` passes an index. */
export function optionIssues(
  options: object,
  rules: { readonly [option: string]: OptionRule },
): InputIssue[] {
  if (!isObject(options))
    return [{ code: "invalid", path: [], message: "must be an object of options, or be left out" }];
  const issues: InputIssue[] = [];
  for (const option of Object.keys(rules)) {
    const value: unknown = Reflect.get(options, option);
    issues.push(...issuesOf(value === undefined ? undefined : rules[option]?.(value), option));
  }
  return issues;
}
