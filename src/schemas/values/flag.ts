import { optional, type Rule, refuse } from "../field.js";

/** A yes or no that may be left out. Strict: a consent must not depend on what counts as truthy. */
export const flag: Rule<boolean | undefined> = optional((value, problems) =>
  typeof value === "boolean" ? value : refuse(problems, "invalid", "must be true or false, without quotes"),
);
