import type { CsvNumbers } from "../mapping/csv-mapping.js";
import type { CellResult } from "./cell-result.js";

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

/** Creates a reader of amounts in one format; it returns plain decimal text. `signs` are dropped besides the format's own. */
export function amountReader(
  { decimal = ".", thousands, signs = [] }: CsvNumbers,
  moreSigns: readonly string[],
): (text: string) => CellResult {
  const point = escaped(decimal);
  const group =
    thousands === undefined ? undefined : thousands === " " ? "[ \\u00a0\\u202f]" : escaped(thousands);
  const dropped = [...signs, ...moreSigns].sort((left, right) => right.length - left.length).map(escaped);
  const signed = dropped.length === 0 ? undefined : new RegExp(dropped.join("|"), "g");
  // Only before three digits: 1.50 must not become 150.
  const grouped =
    group === undefined ? undefined : new RegExp(`^[+-]?\\d{1,3}(?:${group}\\d{3})+(?:${point}\\d*)?$`);
  const groups = group === undefined ? undefined : new RegExp(group, "g");
  const plain = new RegExp(`^[+-]?(?:\\d+(?:${point}\\d*)?|${point}\\d+)$`);
  const problem = `must be an amount such as 1234${decimal}50; set "numbers" in the mapping if the file writes thousands and currency signs`;
  return (text) => {
    let amount = signed === undefined ? text : text.replace(signed, "");
    if (amount.length > 100) return { problem };
    if (!plain.test(amount)) {
      // Accounting programs write blanks between the sign and the digits, and trailing minus signs.
      amount = amount
        .replace(/^([+-]?)[\s\u00a0\u202f]+|[\s\u00a0\u202f]+$/g, "$1")
        .replace(/^(.*\d)-$/, "-$1");
      if (groups !== undefined && grouped?.test(amount)) amount = amount.replace(groups, "");
      if (!plain.test(amount)) return { problem };
    }
    return { value: decimal === "." ? amount : amount.replace(decimal, ".") };
  };
}

/** Adds decimal texts exactly. */
export function decimalSum(amounts: readonly string[]): string {
  const places = Math.max(0, ...amounts.map((amount) => (amount.split(".")[1] ?? "").length));
  let sum = 0n;
  for (const amount of amounts) {
    const [whole = "", fraction = ""] = amount.replace(/^[+-]/, "").split(".");
    const units = BigInt(`${whole}${fraction.padEnd(places, "0")}` || "0");
    sum += amount.startsWith("-") ? -units : units;
  }
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return sum < 0n ? `-${text}` : text;
}
