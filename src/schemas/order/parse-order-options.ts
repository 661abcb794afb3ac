import type { InputIssue } from "../../errors/invalid-input-error.js";
import { isCountryCode } from "../../phone/country.js";
import { either, must, optionIssues } from "../objects/option-rules.js";

/**
 * How an order is read. A choice is named for what happens: `"throw"` is the one that makes the call throw an
 * `InvalidInputError`, in every option of a client.
 */
export interface ParseOrderOptions {
  /**
   * The country (ISO 3166-1 alpha-2, upper case, such as "US") by whose rules a national phone number is read when
   * none of the order's addresses names one. Default: none, and such a number counts as invalid.
   */
  defaultCountry?: string | undefined;
  /**
   * What happens to a phone number that cannot exist. `"drop"` (default): it is left out with a warning when the order
   * has an email, and refused when it has none. `"throw"`: it is refused.
   */
  invalidPhone?: "drop" | "throw" | undefined;
  /**
   * What happens to an email that cannot be read. `"drop"` (default): it is left out with a warning when the order has a
   * phone that can be read, and refused when it has none. `"throw"`: it is refused.
   */
  invalidEmail?: "drop" | "throw" | undefined;
  /**
   * What happens to a field that this version does not know. `"throw"` (default): an issue that names the nearest known
   * field. `"send"`: it is sent as it is, for a field that Privy has added since.
   */
  unknownFields?: "throw" | "send" | undefined;
}

const rules = {
  defaultCountry: must(
    isCountryCode,
    "must be the ISO 3166-1 code of a country, two capital letters such as US, DE or GB (not UK)",
  ),
  invalidPhone: either("drop", "throw"),
  invalidEmail: either("drop", "throw"),
  unknownFields: either("throw", "send"),
};

/** What is wrong with the options themselves, each with the option's name as its path. */
export function parseOrderOptionIssues(options: ParseOrderOptions): InputIssue[] {
  return optionIssues(options, rules);
}
