/** A whole number with its thousands apart: 10,000. */
export function countText(count: number | undefined): string {
  return String(count ?? "").replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A number with its noun: "1 fault", "2 faults". */
export function plural(count: number, one: string): string {
  return `${countText(count)} ${one}${count === 1 ? "" : "s"}`;
}

/** An amount with two places at least, and its currency: "66.00 USD". The digits of a text stay as they are. */
export function moneyText(amount: string | number | undefined, currency: string | undefined): string {
  if (amount === undefined) return "";
  const text = Number.isInteger(amount) ? Number(amount).toFixed(2) : amount;
  return currency ? `${text} ${currency}` : String(text);
}
