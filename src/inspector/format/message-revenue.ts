import type { Attribution } from "../../testing/privy/engines/attribution.js";

/** What one message is credited with. */
export interface MessageRevenue {
  readonly message: string;
  readonly channel: string;
  /** One amount for each currency. */
  readonly amounts: readonly string[];
  readonly orders: number;
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): [key: string, items: Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}

/** The revenue of each message, the largest number of orders first. */
export function revenueByMessage(attributions: readonly Attribution[]): MessageRevenue[] {
  return groupBy(attributions, ({ channel, message }) => `${channel} ${message}`)
    .map(([key, group]) => ({
      message: group[0]?.message ?? key,
      channel: group[0]?.channel ?? key,
      amounts: groupBy(group, (one) => one.currency).map(
        ([currency, ones]) => `${sumOf(ones.map(({ amount }) => amount))} ${currency}`,
      ),
      orders: group.length,
    }))
    .sort((one, other) => other.orders - one.orders);
}

/** Adds decimal texts, to as many places as the longest has: binary noise lies far behind them. */
function sumOf(amounts: readonly string[]): string {
  const places = Math.max(...amounts.map((amount) => amount.split(".")[1]?.length ?? 0));
  return amounts.reduce((sum, amount) => sum + Number(amount), 0).toFixed(places);
}
