import { type Rule, refuse, required } from "../field.js";
import { currencyExponent } from "./currency-exponent.js";
import { refusalOf } from "./refusal-of.js";

/** The code as ISO 4217 writes it, or undefined when it is none. */
export function currencyCode(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (currencyExponent(value) !== undefined) return value;
  // Of ASCII letters only: other letters become these in upper case, the dotless i of Turkish for one.
  if (!/^\s*[A-Za-z]{3}\s*$/.test(value)) return undefined;
  const code = value.trim().toUpperCase();
  return currencyExponent(code) === undefined ? undefined : code;
}

/** What is expected of a currency; a symbol or a name is not guessed ("$" is thirty currencies). */
export const expectedCurrency: string = "the ISO 4217 code of a currency, three letters such as USD or EUR";

/** Reads a currency into its upper-case ISO 4217 code (`currency`). */
export const currency: Rule<string> = required((value, problems) => {
  const currency = currencyCode(value);
  if (currency !== undefined) return currency;
  const { code, message } = refusalOf(value, expectedCurrency);
  return refuse(problems, code, message);
});
