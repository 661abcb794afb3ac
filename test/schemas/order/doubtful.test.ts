import { inspect } from "node:util";
import { parseOrder } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { parseOrderAt } from "../../../src/schemas/order/order.js";
import { createAccount } from "../../support/fake.js";
import { least } from "../support.js";

const now = Date.parse("2026-03-01T00:00:00Z");
const warned = (fields: object): string[] =>
  parseOrderAt(now, { ...least, ...fields }, {}).warnings.map(
    ({ code, path }) => `${code} ${path.join(".")}`,
  );

describe("what is sent and is surely meant otherwise", () => {
  it.each([
    [{ shipping_address: { zip: "10115" } }, ["address_key_unknown shipping_address.zip"]],
    [
      { billing_address: { state: "NY", countryCode: "US", postcode: "10001" } },
      ["state", "countryCode", "postcode"].map((key) => `address_key_unknown billing_address.${key}`),
    ],
    [{ shipping_address: { country: "Germany" } }, ["address_key_unknown shipping_address.country"]],
    [{ shipping_address: { country: "Germany", country_code: "DE" } }, []],
    [
      { shipping_address: { country_code: "Germany" } },
      ["country_code_unknown shipping_address.country_code"],
    ],
    [{ billing_address: { country_code: "ZZ" } }, ["country_code_unknown billing_address.country_code"]],
    [{ billing_address: { country_code: "ıt" } }, ["country_code_unknown billing_address.country_code"]],
    [{ billing_address: { country_code: " de " }, shipping_address: { country_code: "UK" } }, []],
    [{ billing_address: { country_code: null }, shipping_address: { country_code: "AQ", geo: {} } }, []],
    [{ order_date: new Date(1_772_271_000) }, ["date_unlikely order_date"]],
    [{ order_date: "1989-12-31T23:59:59Z" }, ["date_unlikely order_date"]],
    [{ order_date: "1990-01-01T00:00:00Z" }, []],
    [{ order_date: "2026-03-02T23:59:59Z" }, []],
    [{ order_date: "2026-03-03T00:00:01Z" }, ["date_unlikely order_date"]],
    [{ total: 95.005 }, ["amount_too_fine total"]],
    [{ total: 95.5, subtotal: 90.5, currency: "JPY" }, ["amount_too_fine total", "amount_too_fine subtotal"]],
    [{ total: 0.1 + 0.2, subtotal: 1.005 * 100, line_items: [{ price: 0.005 }] }, []],
    [{ total: 9.123, currency: "KWD" }, []],
  ])("%j is sent with the warnings %j", (fields, warnings) => {
    expect(warned(fields)).toEqual(warnings);
  });

  it("is reported without its value", () => {
    const { order, warnings } = parseOrder({
      ...least,
      shipping_address: { zip: "SW1A 1AA", country_code: "Freedonia" },
    });
    expect(order.shipping_address).toEqual({ zip: "SW1A 1AA", country_code: "Freedonia" });
    expect(warnings).toHaveLength(2);
    expect(inspect(warnings)).not.toMatch(/SW1A|Freedonia/);
    expect(warnings[0]?.message).toContain('did you mean "postal_code"?');
  });

  it("is judged by the client's own clock", async () => {
    const { privy } = createAccount();
    const client = privy.client();
    await privy.clock.advance("90d");
    const order_date = new Date(privy.clock.now());
    expect((await client.orders.upsert({ ...least, order_date })).warnings).toEqual([]);
  });
});
