import { minorAmount } from "../payload/minor-amount.js";
import type { Key, Payload } from "../payload/payload.js";

/** What Stripe counts in other units than those of ISO 4217: the ariary whole, two currencies without decimals in hundredths. */
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
  const divisor = ownDivisors.get(currency?.trim().toUpperCase() ?? "");
  return divisor !== undefined && Number.isSafeInteger(amount)
    ? Number(amount) / divisor
    : minorAmount(payload, key, currency);
}
