import { type BigCommerceOrder, bigCommerceVersion, fromBigCommerce } from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { fixtureOrder, payload, problemOf, refusal, statusesOf } from "../support.js";

const sample = fixtureOrder<BigCommerceOrder>("platforms/bigcommerce-multi-currency.json");
const withOrder = (fields: object): BigCommerceOrder => ({
  ...sample,
  order: { ...sample.order, ...fields },
});

describe("fromBigCommerce", () => {
  it.each([
    [1, ["pending", "pending"]],
    [2, ["paid", "fulfilled"]],
    [3, ["paid", "partially_fulfilled"]],
    [4, ["refunded", undefined]],
    [5, ["voided", undefined]],
    [6, ["voided", undefined]],
    [7, ["pending", "unfulfilled"]],
    [8, ["paid", "scheduled"]],
    [9, ["paid", "in_progress"]],
    [10, ["paid", "fulfilled"]],
    [11, ["paid", "unfulfilled"]],
    [12, ["pending", "on_hold"]],
    [13, [undefined, undefined]],
    [14, ["partially_refunded", undefined]],
  ])("maps the status_id %i", (status_id, expected) => {
    expect(statusesOf(fromBigCommerce(withOrder({ status_id, payment_status: "" })))).toEqual(expected);
  });

  it.each([
    ["authorized", "authorized"],
    ["captured", "paid"],
    ["paid", "paid"],
    ["capture pending", "pending"],
    ["pending", "pending"],
    ["held for review", "pending"],
    ["declined", "voided"],
    ["void", "voided"],
    ["void pending", "voided"],
    ["Partially Refunded", "partially_refunded"],
    ["refunded", "refunded"],
  ])("lets the payment_status %s decide about the money", (payment_status, expected) => {
    const of = (status_id: number) =>
      fromBigCommerce(withOrder({ status_id, payment_status })).financial_status;
    expect(of(11)).toBe(expected);
    expect([of(4), of(5), of(14)]).toEqual(["refunded", "voided", "partially_refunded"]);
  });

  it("refuses statuses that BigCommerce does not publish", () => {
    expect(problemOf(() => fromBigCommerce(withOrder({ status_id: 15 })))).toMatchObject(
      refusal("order.status_id", "unknown_status"),
    );
    expect(problemOf(() => fromBigCommerce(withOrder({ payment_status: "lost" })))).toMatchObject(
      refusal("order.payment_status", "unknown_status"),
    );
  });

  it("reads what was refunded of an order that is not marked so", () => {
    const of = (fields: object) => fromBigCommerce(withOrder(fields)).financial_status;
    expect(of({ status_id: 10, refunded_amount: "5.0000" })).toBe("partially_refunded");
    expect(of({ status_id: 5, refunded_amount: "85.0000" })).toBe("refunded");
  });

  it.each([
    ["status_id", { status_id: 0 }, "pending"],
    ["is_deleted", { is_deleted: true }, "paid"],
  ])("refuses what is not an order by its %s, unless Privy has it already", (path, fields, expected) => {
    const draft = withOrder({ ...fields, payment_status: "" });
    expect(problemOf(() => fromBigCommerce(draft))).toMatchObject(refusal(`order.${path}`, "not_an_order"));
    expect(fromBigCommerce(draft, { wasReported: true }).financial_status).toBe(expected);
  });

  it("counts the items by the order where its products were not fetched, and sums the coupons up", () => {
    const { products: _products, coupons: _coupons, ...bare } = sample;
    expect(payload(fromBigCommerce(bare))).toMatchObject({ total_items: 2, discounts: [{ amount: 10 }] });
    expect(fromBigCommerce(bare)).not.toHaveProperty("line_items");
  });

  it("asks for the wrapper where the bare order was given", () => {
    const bare = sample.order as unknown as BigCommerceOrder; // the mistake that is likely
    expect(problemOf(() => fromBigCommerce(bare))).toMatchObject(refusal("order", "missing"));
  });

  it("offers the time of the last change as the version", () => {
    expect(bigCommerceVersion(sample)).toEqual(new Date("2026-01-14T21:06:00Z"));
  });
});
