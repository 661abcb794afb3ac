import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { currencyCode, expectedCurrency } from "../schemas/values/currency.js";
import { currencyExponent } from "../schemas/values/currency-exponent.js";
import { withoutNoise } from "../schemas/values/without-noise.js";

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/;

/** The digits of a finite number, without an exponent. */
function digitsOf(amount: number): string {
  const text = String(amount);
  if (!text.includes("e")) return text;
  // Amounts below a millionth of a unit or beyond 10^21: the first are nothing, the second no safe integer.
  return Math.abs(amount) < 1 ? "0" : "";
}

/**
 * Converts an amount in major units to its currency's minor unit, exactly: 95.5 "USD" is 9550, 9500 "JPY" is 9500, 9.5
 * "KWD" is 9500. It works on the decimal digits, so it adds no binary noise (1.1 × 100 is 110.00000000000001), and removes
 * that of a sum, as `parseOrder` does: 0.1 + 0.2 "EUR" is 30.
 *
 * @param amount a finite number, or decimal text such as "95.50"
 * @param currency an ISO 4217 code, in any case
 * @throws InvalidInputError when the amount is not a number, has a fraction of the minor unit, or is too large; when the currency is unknown
 */
export function toMinorUnits(amount: number | string, currency: string): number {
  const issues: InputIssue[] = [];
  const exponent = currencyExponent(currencyCode(currency) ?? "");
  if (exponent === undefined)
    issues.push({ code: "invalid", path: ["currency"], message: `must be ${expectedCurrency}` });
  const isNumber = typeof amount === "number" && Number.isFinite(amount);
  const text = isNumber ? digitsOf(withoutNoise(amount, exponent ?? 2)) : amount;
  const parts = typeof text === "string" ? decimal.exec(text.trim()) : null;
  if (parts === null)
    issues.push({
      code: "invalid",
      path: ["amount"],
      message: "must be a finite number or decimal text such as 95.50",
    });
  if (parts === null || exponent === undefined) throw new InvalidInputError("No amount was made", issues);
  const [, sign = "", whole = "", fraction = ""] = parts;
  const cents = Number(whole + fraction.slice(0, exponent).padEnd(exponent, "0"));
  if (/[1-9]/.test(fraction.slice(exponent))) {
    issues.push({
      code: "invalid",
      path: ["amount"],
      message: `has a fraction of the minor unit; this currency has ${exponent} decimals`,
    });
  }
  if (!Number.isSafeInteger(cents))
    issues.push({ code: "too_large", path: ["amount"], message: "is too large to be held exactly" });
  if (issues.length > 0) throw new InvalidInputError("No amount was made", issues);
  return cents === 0 ? 0 : Number(`${sign}${cents}`);
}
