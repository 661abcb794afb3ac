import { readFileSync } from "node:fs";
import { fromSaleor, SALEOR_ORDER_FRAGMENT, type SaleorOrder, saleorVersion } from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { fixtureOrder, payload, problemOf, refusal } from "../support.js";

const { order } = fixtureOrder<{ order: SaleorOrder }>("platforms/saleor-placed-with-voucher.json");

describe("fromSaleor", () => {
  it.each([
    ["UNCONFIRMED", "unfulfilled"],
    ["UNFULFILLED", "unfulfilled"],
    ["PARTIALLY_FULFILLED", "partially_fulfilled"],
    ["FULFILLED", "fulfilled"],
    ["PARTIALLY_RETURNED", undefined],
    ["RETURNED", "restocked"],
    ["CANCELED", undefined],
    ["EXPIRED", undefined],
  ])("maps the goods of the status %s to %s", (status, expected) => {
    expect(fromSaleor({ ...order, status }).fulfillment_status).toBe(expected);
  });

  it.each([
    ["NOT_CHARGED", "NONE", "pending"],
    ["NOT_CHARGED", "PARTIAL", "authorized"],
    ["NOT_CHARGED", "FULL", "authorized"],
    ["NOT_CHARGED", null, "pending"],
    ["PENDING", "FULL", "pending"],
    ["PARTIALLY_CHARGED", "FULL", "partially_paid"],
    ["FULLY_CHARGED", "NONE", "paid"],
    ["PARTIALLY_REFUNDED", "NONE", "partially_refunded"],
    ["FULLY_REFUNDED", "NONE", "refunded"],
    ["REFUSED", "NONE", "voided"],
    ["CANCELLED", "NONE", "voided"],
  ])(
    "maps the paymentStatus %s with the authorization %s to %s",
    (paymentStatus, authorizeStatus, expected) => {
      expect(fromSaleor({ ...order, paymentStatus, authorizeStatus }).financial_status).toBe(expected);
    },
  );

  it.each([
    ["NONE", "NONE", 0, "pending"],
    ["NONE", "FULL", 0, "authorized"],
    ["PARTIAL", "NONE", 0, "partially_paid"],
    ["FULL", "NONE", 0, "paid"],
    ["OVERCHARGED", "NONE", 0, "paid"],
    ["FULL", "NONE", 10, "partially_refunded"],
    ["FULL", "NONE", 54.45, "refunded"],
  ])(
    "maps the transactions %s, %s and %d refunded to %s",
    (chargeStatus, authorizeStatus, amount, expected) => {
      const byTransactions = {
        ...order,
        paymentStatus: null,
        chargeStatus,
        authorizeStatus,
        totalRefunded: { amount },
      };
      expect(fromSaleor(byTransactions).financial_status).toBe(expected);
    },
  );

  it.each([
    ["CANCELED", "FULLY_CHARGED", "voided"],
    ["CANCELED", "FULLY_REFUNDED", "refunded"],
    ["EXPIRED", "NOT_CHARGED", "expired"],
  ])("maps an order that is %s and %s to %s", (status, paymentStatus, expected) => {
    expect(fromSaleor({ ...order, status, paymentStatus }).financial_status).toBe(expected);
  });

  it.each(["status", "paymentStatus", "authorizeStatus"])("refuses an unknown %s", (field) => {
    expect(problemOf(() => fromSaleor({ ...order, [field]: "LOST" }))).toMatchObject(
      refusal(field, "unknown_status"),
    );
  });

  it("refuses a draft, unless Privy has the order already", () => {
    const draft = { order: { ...order, status: "DRAFT" } };
    expect(problemOf(() => fromSaleor(draft))).toMatchObject(refusal("order.status", "not_an_order"));
    expect(fromSaleor(draft, { wasReported: true }).fulfillment_status).toBe("pending");
  });

  it("leaves the subtotal out where a line was asked for without its price before discounts", () => {
    const lines = [...(order.lines ?? []), { quantity: 1, unitPrice: { gross: { amount: 5 } } }];
    const mapped = payload(fromSaleor({ ...order, lines }));
    expect(mapped).not.toHaveProperty("subtotal");
    expect(mapped.line_items?.[1]).toMatchObject({ quantity: 1, price: 5 });
  });

  it("reads a discount under its new name, too", () => {
    const discounts = [
      { type: "MANUAL", total: { amount: 3 } },
      { type: "VOUCHER", amount: { amount: 5 } },
    ];
    expect(payload(fromSaleor({ ...order, discounts })).discounts).toEqual([
      { amount: 3 },
      { code: "SPRING", amount: 5 },
    ]);
  });

  it("names what must be asked for", () => {
    expect(problemOf(() => fromSaleor({ ...order, total: {} }))).toMatchObject(
      refusal("total.gross", "missing"),
    );
  });

  it("offers the time of the last change as the version", () => {
    expect(saleorVersion({ order })).toEqual(new Date("2026-03-02T08:16:00.654Z"));
  });

  it("is asked for with a fragment that names every field of the types", () => {
    const asked = new Set(SALEOR_ORDER_FRAGMENT.match(/\w+/g));
    const source = readFileSync(
      new URL("../../../src/platforms/saleor/saleor-order.ts", import.meta.url),
      "utf8",
    );
    const fields = [...source.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name = ""]) => name);
    expect(fields.length).toBeGreaterThan(30);
    expect(fields.filter((name) => !asked.has(name))).toEqual([]);
  });
});
