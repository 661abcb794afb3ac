import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDecimals } from "../../../../src/testing/privy/orders/amount-field.js";

/** The same by whole numbers alone, one digit at a time. */
function byDigits(text: string, digits: number): string {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const all = [...whole, ...fraction.slice(0, digits).padEnd(digits, "0")].map(Number);
  let carry = Number(fraction[digits] ?? "0") >= 5 ? 1 : 0;
  for (let index = all.length - 1; index >= 0; index -= 1) {
    const sum = (all[index] ?? 0) + carry;
    all[index] = sum % 10;
    carry = sum > 9 ? 1 : 0;
  }
  const written = (carry === 1 ? "1" : "") + all.join("");
  const end = written.length - digits;
  const before = written.slice(0, end).replace(/^0+(?=\d)/, "");
  const isZero = /^0*$/.test(written);
  return `${isZero ? "" : sign}${before}${digits === 0 ? "" : `.${written.slice(end)}`}`;
}

describe("an amount as a decimal string", () => {
  it("has the currency's digits, halves rounded away from zero, whatever was sent", () => {
    const amount = fc.stringMatching(/^-?\d{1,15}(?:\.\d{1,20})?$/);
    const rounding = fc.stringMatching(/^-?[09]{1,4}\.[0-9]{0,4}[459]0?$/);
    fc.assert(
      fc.property(fc.oneof(amount, rounding), fc.constantFrom(0, 2, 3, 4), (text, digits) => {
        expect(toDecimals(text, digits)).toBe(byDigits(text, digits));
      }),
      { numRuns: 2000 },
    );
  });

  for (const [text, digits, written] of [
    ["95", 2, "95.00"],
    ["95.5", 2, "95.50"],
    ["95.25", 2, "95.25"],
    ["95.005", 2, "95.01"],
    ["-0.004", 2, "0.00"],
    ["007", 0, "7"],
    ["1500", 0, "1500"],
  ] as const) {
    it(`${text} with ${digits} digits is ${written}`, () => {
      expect(toDecimals(text, digits)).toBe(written);
    });
  }
});
