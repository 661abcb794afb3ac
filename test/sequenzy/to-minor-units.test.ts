import { toMinorUnits } from "privy-orders/sequenzy";
import { describe, expect, it } from "vitest";

describe("an amount in minor units", () => {
  it.each([
    [0.1 + 0.2, "EUR", 30],
    [1.1 * 3, "USD", 330],
    [-(0.1 + 0.2), "EUR", -30],
    [1.005 * 100, "USD", 10050],
    [95.5, "USD", 9550],
    [9500, "JPY", 9500],
    [9.5, "KWD", 9500],
    ["95.50", "usd", 9550],
  ])("of %d %s is %d, whatever noise a sum has brought along", (amount, currency, minor) => {
    expect(toMinorUnits(amount, currency)).toBe(minor);
  });

  it.each([
    [0.005, "EUR"],
    [95.005, "EUR"],
    [0.5, "JPY"],
    ["0.30000000000000004", "EUR"],
  ])("is refused for a real fraction of the minor unit: %s %s", (amount, currency) => {
    expect(() => toMinorUnits(amount, currency)).toThrow("fraction of the minor unit");
  });
});
