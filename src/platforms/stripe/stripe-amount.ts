import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { fromMinorUnits } from "../../schemas/values/from-minor-units.js";
import type { Key, Payload } from "../payload/payload.js";

/** What Stripe counts in other units than ISO 4217 says: the ariary whole, two currencies without decimals in hundredths. */
const ownDivisors: ReadonlyMap<string, number> = new Map([
  ["MGA", 1],
  ["ISK", 100],
  ["UGX", 100],
]);

/**
 * An amount that Stripe counts in minor units, in major units.
 *
 * @see https://docs.stripe.com/currencies#zero-decimal
 */
export function stripeAmount<Shape>(
  payload: Payload<Shape>,
  key: Key<Shape>,
  currency: string | undefined,
): number | undefined {
  const amount = payload.number(key);
  if (amount === undefined || currency === undefined) return undefined;
  const divisor = ownDivisors.get(currency.trim().toUpperCase());
  if (divisor !== undefined && Number.isSafeInteger(amount)) return amount / divisor;
  try {
    return fromMinorUnits(amount, currency);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    for (const { code, message } of error.issues) payload.report(code, key, message);
    return undefined;
  }
}
