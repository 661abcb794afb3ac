import type { Attribution } from "../../testing/privy/engines/attribution.js";
import { moneyText } from "./show-numbers.js";

/** What one message is credited with. */
export interface MessageRevenue {
  readonly message: string;
  readonly channel: string;
  /** One amount for each currency. */
  readonly amounts: readonly string[];
  readonly orders: number;
}

/** The revenue of each message, added up exactly, the largest number of orders first. */
export function revenueByMessage(attributions: readonly Attribution[]): MessageRevenue[] {
  const groups = new Map<string, Attribution[]>();
  for (const one of attributions) {
    const key = `${one.channel} ${one.message}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .map((group) => {
      const sums = new Map<string, string>();
      for (const { currency, amount } of group)
        sums.set(currency, addAmounts(sums.get(currency) ?? "0", amount));
      return {
        message: group[0]?.message ?? "",
        channel: group[0]?.channel ?? "",
        amounts: [...sums].map(([currency, sum]) => moneyText(sum, currency)),
        orders: group.length,
      };
    })
    .sort((one, other) => other.orders - one.orders);
}

/** Adds two decimal texts without the noise of binary fractions. */
function addAmounts(one: string, other: string): string {
  const placesOf = (text: string): number => text.split(".")[1]?.length ?? 0;
  const places = Math.max(placesOf(one), placesOf(other));
  const whole = (text: string): bigint => {
    const [units = "0", rest = ""] = text.split(".");
    return BigInt(units + rest.padEnd(places, "0"));
  };
  const digits = String(whole(one) + whole(other)).padStart(places + 1, "0");
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
