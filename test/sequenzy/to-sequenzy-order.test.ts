import fc from "fast-check";
import { fromMinorUnits, InvalidInputError, type OrderInput, parseOrder } from "privy-orders";
import {
  FINANCIAL_STATUS_TABLE,
  FULFILLMENT_STATUS_TABLE,
  sequenzyStatusOf,
  toMinorUnits,
  toSequenzyOrder,
} from "privy-orders/sequenzy";
import { describe, expect, it } from "vitest";
import { currencyExponent } from "../../src/schemas/values/currency-exponent.js";

const payload = (more: Partial<OrderInput> = {}) =>
  parseOrder({
    order_id: 1001,
    email: "jane@example.com",
    customer_id: "c-7",
    total: "19.99",
    currency: "USD",
    order_date: "2026-01-05T10:00:00Z",
    line_items: [{ product_id: 7, variant_id: 70, title: "Mug", quantity: 2, price: 9.95, sku: "MUG" }],
    shipping_address: { first_name: "Jane", last_name: "Roe" },
    ...more,
  }).order;

const issuesOf = (run: () => unknown): string[] => {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInputError) return error.issues.map(({ path }) => path.join("."));
  }
  return [];
};

/** Every code of three letters that ISO 4217 knows. */
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const currencies = [...letters]
  .flatMap((a) => [...letters].flatMap((b) => [...letters].map((c) => a + b + c)))
  .filter((code) => currencyExponent(code) !== undefined);

describe("toSequenzyOrder", () => {
  it("converts the same order to Sequenzy's format", () => {
    expect(
      toSequenzyOrder(payload({ financial_status: "paid", fulfillment_status: "delivered" }), {
        orderNumber: "#1001",
      }),
    ).toEqual({
      orderId: "1001",
      orderNumber: "#1001",
      status: "fulfilled",
      totalCents: 1999,
      currency: "USD",
      orderedAt: "2026-01-05T10:00:00Z",
      customer: { email: "jane@example.com", externalId: "c-7", firstName: "Jane", lastName: "Roe" },
      items: [{ productId: "7", title: "Mug", quantity: 2, variantId: "70", sku: "MUG", priceCents: 995 }],
    });
  });

  it("takes names from the billing address when the shipping address has none, and splits a whole name", () => {
    const order = payload({
      shipping_address: { city: "Rome" },
      billing_address: { name: "Ada King Lovelace" },
    });
    expect(toSequenzyOrder(order).customer).toMatchObject({ firstName: "Ada", lastName: "King Lovelace" });
  });

  it("refunds the total, or the amount that it is given", () => {
    expect(toSequenzyOrder(payload({ financial_status: "refunded" }))).toMatchObject({
      status: "refunded",
      refundAmountCents: 1999,
    });
    expect(
      toSequenzyOrder(payload({ financial_status: "partially_refunded" }), { refundAmount: "5.5" }),
    ).toMatchObject({ refundAmountCents: 550 });
    expect(issuesOf(() => toSequenzyOrder(payload({ financial_status: "partially_refunded" })))).toEqual([
      "refundAmount",
    ]);
  });

  it("refuses what Sequenzy cannot express, by path and all at once", () => {
    const byPhone = payload({
      email: null,
      phone: "+12025550123",
      line_items: [{ quantity: 1 }, { product_id: 1, quantity: 0.5 }],
    } as never);
    expect(issuesOf(() => toSequenzyOrder(byPhone))).toEqual([
      "email",
      "line_items.0.product_id",
      "line_items.0.title",
      "line_items.1.title",
      "line_items.1.quantity",
    ]);
  });

  it("takes titles by product id", () => {
    const order = payload({ line_items: [{ product_id: "7", quantity: 1 }] });
    expect(toSequenzyOrder(order, { titles: { "7": "Mug" } }).items?.[0]?.title).toBe("Mug");
    expect(
      issuesOf(() =>
        toSequenzyOrder(payload({ line_items: [{ product_id: "toString", quantity: 1 }] }), { titles: {} }),
      ),
    ).toEqual(["line_items.0.title"]);
  });

  it("refuses an amount with a fraction of the minor unit", () => {
    expect(
      issuesOf(() =>
        toSequenzyOrder(
          payload({ line_items: [{ product_id: 1, title: "Nail", quantity: 1, price: 0.005 }] }),
        ),
      ),
    ).toEqual(["line_items.0.price"]);
  });

  it("turns every pair of Privy's statuses into one event", () => {
    const rows = Object.keys(FINANCIAL_STATUS_TABLE).flatMap((financial) =>
      Object.keys(FULFILLMENT_STATUS_TABLE).map((fulfillment) =>
        sequenzyStatusOf(financial as never, fulfillment as never),
      ),
    );
    expect(rows).toHaveLength(8 * 12);
    expect(new Set(rows)).toEqual(new Set(["placed", "cancelled", "fulfilled", "refunded"]));
    expect(sequenzyStatusOf(undefined, undefined)).toBe("placed");
    expect(sequenzyStatusOf("refunded", "delivered")).toBe("refunded");
    expect(sequenzyStatusOf("paid", "request_declined")).toBe("placed");
  });
});

describe("toMinorUnits", () => {
  it("is exact there and back, for every currency of ISO 4217", () => {
    expect(currencies.length).toBeGreaterThan(150);
    fc.assert(
      fc.property(
        fc.constantFrom(...currencies),
        fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
        (currency, cents) => {
          expect(toMinorUnits(fromMinorUnits(cents, currency), currency)).toBe(cents);
        },
      ),
      { numRuns: 5_000 },
    );
    for (const currency of currencies)
      expect(toMinorUnits(fromMinorUnits(123_456_789, currency), currency)).toBe(123_456_789);
  });

  it.each([
    [1.1, "USD", 110],
    ["95.50", "usd", 9550],
    [-0.01, "EUR", -1],
    [9500, "JPY", 9500],
    [9.5, "KWD", 9500],
    [0, "USD", 0],
    [1e-9, "USD", 0],
  ])("turns %s %s into %s", (amount, currency, cents) => {
    expect(toMinorUnits(amount, currency)).toBe(cents);
  });

  it.each([
    [0.005, "USD"],
    ["1,000.00", "USD"],
    [Number.NaN, "USD"],
    [1, "XYZ"],
    [1e21, "USD"],
    ["99999999999999999", "USD"],
  ])("refuses %s %s", (amount, currency) => {
    expect(() => toMinorUnits(amount, currency)).toThrow(InvalidInputError);
  });
});
