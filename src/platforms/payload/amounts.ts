/** The sum, or undefined when there is nothing to add or a part of it is not known. */
export function sumOf(amounts: readonly (number | undefined)[]): number | undefined {
  if (amounts.length === 0 || amounts.includes(undefined)) return undefined;
  return amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
}

/** How many items there are; undefined when that is not a whole number, such as 1.5 kg of cheese. */
export function itemCount(counts: readonly number[] | undefined): number | undefined {
  const sum = counts?.reduce((count, quantity) => count + quantity, 0);
  return sum !== undefined && Number.isSafeInteger(sum) && sum >= 0 ? sum : undefined;
}

/** One amount as a list of one; undefined when it is zero or not known. */
export function oneLine<Line extends object>(
  amount: number | undefined,
  line: Line,
): [Line & { amount: number }] | undefined {
  return amount === undefined || amount === 0 ? undefined : [{ ...line, amount }];
}

/** What refunds make of an order: undefined when there are none. A cent that binary fractions hide does not count. */
export function refundedStatus(
  refunded: number | undefined,
  total: number | undefined,
): "refunded" | "partially_refunded" | undefined {
  if (refunded === undefined || refunded <= 0) return undefined;
  return total === undefined || refunded > total - 1e-6 ? "refunded" : "partially_refunded";
}
