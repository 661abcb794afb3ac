import type { Payload } from "../payload/payload.js";
import type { CommercetoolsMoney } from "./commercetools-order.js";

/**
 * An amount in major units. The amount itself carries the number of its decimals: 0 for the yen, and more than the
 * currency has where the project uses high precision.
 *
 * @see https://docs.commercetools.com/api/types#centprecisionmoney
 */
export function commercetoolsAmount(money: Payload<CommercetoolsMoney> | undefined): number | undefined {
  if (money === undefined) return undefined;
  const precise = money.text("type") === "highPrecision" ? money.number("preciseAmount") : undefined;
  const amount = precise ?? money.number("centAmount");
  // Two is what commercetools assumes where the digits were left out.
  const digits = money.number("fractionDigits") ?? 2;
  if (amount === undefined || !(Number.isInteger(digits) && digits >= 0 && digits <= 20)) {
    return money.report(
      "invalid",
      "centAmount",
      "must be an amount of commercetools, with its fractionDigits",
    );
  }
  return amount / 10 ** digits;
}
