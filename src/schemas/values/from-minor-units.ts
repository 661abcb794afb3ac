import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import { currencyCode, expectedCurrency } from "./currency.js";
import { currencyExponent } from "./currency-exponent.js";

/**
 * Turns an amount in a currency's minor unit, as payment providers count, into the major units that Privy expects:
 * 9500 cents of "USD" are 95, 9500 yen of "JPY" are 9500, 9500 fils of "KWD" are 9.5.
 *
 * The number of decimals is ISO 4217's. Some payment providers count a few currencies otherwise (Stripe, for one, counts
 * ISK and UGX with two decimals): convert such amounts yourself.
 *
 * @param amount a whole number or bigint between −(2^53 − 1) and 2^53 − 1
 * @param currency an ISO 4217 code, in any case
 * @throws InvalidInputError when the amount is no such number or the currency is none
 */
export function fromMinorUnits(amount: number | bigint, currency: string): number {
  const issues: InputIssue[] = [];
  const whole = typeof amount === "bigint" ? Number(amount) : amount;
  if (!Number.isSafeInteger(whole)) {
    const message =
      "must be a whole number of minor units, at most 2^53 − 1; an amount in major units needs no conversion";
    issues.push({ code: "invalid", path: ["amount"], message });
  }
  const exponent = currencyExponent(currencyCode(currency) ?? "");
  if (exponent === undefined)
    issues.push({ code: "invalid", path: ["currency"], message: `must be ${expectedCurrency}` });
  if (issues.length > 0 || exponent === undefined) throw new InvalidInputError("No amount was made", issues);
  // One division of integers is rounded once, so the result is the number nearest to the exact amount.
  return whole === 0 ? 0 : whole / 10 ** exponent;
}
