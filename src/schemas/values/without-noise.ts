/**
 * The amount that was meant: 0.1 + 0.2 is 0.30000000000000004 in binary, and is 0.3 here.
 *
 * It is rounded to the currency's minor unit only when it lies so close to it that the rest can only be binary noise,
 * that is within a ten-billionth of itself and within a thousandth of the minor unit. Any other amount is a real
 * fraction of the minor unit, such as a unit price of 0.005, and is kept, cleaned to the 15 digits that a number holds
 * exactly. Applying it twice changes nothing more.
 */
export function withoutNoise(amount: number, exponent: number): number {
  if (Number.isInteger(amount)) return amount === 0 ? 0 : amount;
  const scale = 10 ** exponent;
  const toMinorUnit = (value: number): number => Math.round(value * scale) / scale;
  if (toMinorUnit(amount) === amount) return amount;
  const cleaned = Number(amount.toPrecision(15));
  const noise = Math.min(Math.max(Math.abs(cleaned), 1) * 1e-10, 1e-3 / scale);
  const rounded = toMinorUnit(cleaned);
  const meant = Math.abs(cleaned - rounded) <= noise ? rounded : cleaned;
  return meant === 0 ? 0 : meant;
}
