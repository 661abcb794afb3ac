/** Returns the sum; undefined when there is nothing to add or a part is unknown. */
export function sumOf(amounts: readonly (number | undefined)[]): number | undefined {
  if (amounts.length === 0 || amounts.includes(undefined)) return undefined;
  return amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
}

/** Returns the number of items; undefined when it is not a whole number, such as 1.5 kg. */
export function itemCount(counts: readonly number[] | undefined): number | undefined {
  const sum = counts?.reduce((count, quantity) => count + quantity, 0);
  return sum !== undefined && Number.isSafeInteger(sum) && sum >= 0 ? sum : undefined;
}

/** Returns one amount as a list; undefined when it is zero or unknown. */
export function oneLine<Line extends object>(
  amount: number | undefined,
  line: Line,
): [Line & { amount: number }] | undefined {
  return amount === undefined || amount === 0 ? undefined : [{ ...line, amount }];
}

/** Returns the financial status after refunds; undefined without any. Differences of binary fractions do not count. */
export function refundedStatus(
  refunded: number | undefined,
  total: number | undefined,
): "refunded" | "partially_refunded" | undefined {
  if (refunded === undefined || refunded <= 0) return undefined;
  return total === undefined || refunded > total - 1e-6 ? "refunded" : "partially_refunded";
}
