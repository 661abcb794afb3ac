/** The longest number of any plan has 17 digits. */
const lengths = 20;

/**
 * How many digits a number can have that fits a pattern of a numbering plan: each digit of the pattern is replaced by a zero,
 * so that one number of each length can be tried. Lookaheads of a pattern are not considered.
 */
export function lengthsOf(pattern: unknown): number[] {
  const zeros = String(pattern).replace(/\\d|\[.*?\]|\d(?![^{]*\})/g, "0");
  const fits = new RegExp(`^(?:${zeros})$`);
  return [...Array(lengths).keys()].filter((length) => fits.test("0".repeat(length)));
}
