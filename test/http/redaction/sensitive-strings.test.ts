import { describe, expect, it } from "vitest";
import { maskText } from "../../../src/http/redaction/mask.js";
import { sensitiveStrings } from "../../../src/http/redaction/sensitive-strings.js";

describe("what no error may repeat of a payload", () => {
  it("is every text in it, whole and word by word", () => {
    const found = sensitiveStrings({ address: { city: "St. John's Wood" }, tags: ["big spender"] });
    expect(found).toEqual(["St. John's Wood", "St.", "John's", "Wood", "big spender", "big", "spender"]);
  });

  it("is both halves of an e-mail address", () => {
    expect(sensitiveStrings({ email: "ada@example.com" })).toEqual(["ada@example.com", "ada", "example.com"]);
  });

  it("is every word of a name, however short", () => {
    expect(sensitiveStrings({ name: "Li O", first_name: "Bo" })).toEqual(["Li O", "Li", "O", "Bo"]);
  });

  it("is every amount, but no single digit", () => {
    expect(
      sensitiveStrings({ total: 95, subtotal: 9.5, line_items: [{ quantity: 2, price: -120.25 }] }),
    ).toEqual(["95", "9.5", "-120.25"]);
  });

  it("is a key that is more than a field's name", () => {
    expect(sensitiveStrings({ custom: { "Ada's note": true, plain_key: true } })).toEqual(["Ada's note"]);
  });

  it("is not a field that the destination declares harmless, at any depth", () => {
    const harmless = {
      order_id: "450789469",
      order_date: "2026-01-01T00:00:00Z",
      currency: "USD",
      financial_status: "paid",
      fulfillment_status: "open",
      shipping_address: { country_code: "US" },
    };
    const names = new Set([
      "order_id",
      "order_date",
      "currency",
      "country_code",
      "financial_status",
      "fulfillment_status",
    ]);
    expect(sensitiveStrings(harmless, names)).toEqual([]);
    expect(sensitiveStrings(harmless)).toContain("450789469");
  });

  it("is a field whose name only resembles those", () => {
    expect(sensitiveStrings({ birth_date: "1815-12-10", marital_status: "married" })).toEqual([
      "1815-12-10",
      "married",
    ]);
  });

  it("covers own keys named like a prototype's, and ignores the prototype", () => {
    expect(sensitiveStrings(JSON.parse('{"__proto__":{"city":"London"}}'))).toEqual(["London"]);
    expect(sensitiveStrings(Object.create({ city: "London" }))).toEqual([]);
  });

  it("is too much to look for in a very large payload, so that nothing is quoted", () => {
    const payload = { line_items: Array.from({ length: 100_000 }, (_, index) => ({ sku: `sku-${index}` })) };
    const found = sensitiveStrings(payload);
    expect(found.length).toBeLessThan(10_000);
    expect(maskText("sku-99999 is bad", found)).toContain("withheld");
  });
});
