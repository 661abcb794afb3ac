const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** A whole number with its thousands apart: 10,000. */
export function countText(count: number | undefined): string {
  return count === undefined ? "" : group(String(count));
}

/** A number with its noun: "1 fault", "2 faults". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** An amount with two places at least, and its currency: "66.00 USD". The digits of a text stay as they are. */
export function moneyText(amount: string | number | undefined, currency: string | undefined): string {
  if (amount === undefined) return "";
  const text =
    typeof amount === "string" ? amount : Number.isInteger(amount) ? amount.toFixed(2) : String(amount);
  return currency === undefined ? text : `${text} ${currency}`;
}
