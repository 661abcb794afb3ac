import { fromMagento2, type Magento2Order, magento2Version } from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { fixtureOrder, problemOf, refusal, statusesOf } from "../support.js";

const order = fixtureOrder<Magento2Order>("platforms/magento2-configurable-partly-shipped.json");

describe("fromMagento2", () => {
  it.each([
    ["new", "unfulfilled"],
    ["pending_payment", "unfulfilled"],
    ["payment_review", "unfulfilled"],
    ["complete", "fulfilled"],
    ["holded", "on_hold"],
    ["closed", undefined],
    ["canceled", undefined],
  ])("maps the goods of the state %s to %s", (state, expected) => {
    expect(fromMagento2({ ...order, state }).fulfillment_status).toBe(expected);
  });

  it("refuses a state that Magento does not have", () => {
    expect(problemOf(() => fromMagento2({ ...order, state: "shipped" }))).toMatchObject(
      refusal("state", "unknown_status"),
    );
  });

  it.each([
    [{ total_paid: null }, "pending"],
    [{ total_paid: null, payment: { amount_authorized: 102.43 } }, "authorized"],
    [{ total_paid: "50.00" }, "partially_paid"],
    [{ total_paid: 102.43 }, "paid"],
    [{ total_paid: null, grand_total: 0 }, "paid"],
    [{ total_refunded: 10 }, "partially_refunded"],
    [{ total_refunded: 102.43 }, "refunded"],
    [{ total_paid: 50, total_refunded: 50 }, "refunded"],
    [{ state: "canceled" }, "voided"],
    [{ state: "canceled", total_refunded: 10 }, "partially_refunded"],
    [{ state: "closed", total_paid: null }, "refunded"],
  ])("knows where the money stands by its amounts: %j", (amounts, expected) => {
    expect(fromMagento2({ ...order, ...amounts }).financial_status).toBe(expected);
  });

  const row = (item_id: number, qty_shipped: number | null, more: object = {}) => ({
    item_id,
    product_id: item_id,
    price: 5,
    qty_ordered: 2,
    qty_shipped,
    ...more,
  });
  it.each([
    ["nothing", [row(1, 0), row(2, null)], "unfulfilled"],
    ["a part of a row", [row(1, 1)], "partially_fulfilled"],
    ["one of two rows", [row(1, 2), row(2, 0)], "partially_fulfilled"],
    ["everything", [row(1, 2), row(2, 2)], "fulfilled"],
    ["all that was not canceled", [row(1, 2), row(2, 0, { qty_canceled: 2 })], "fulfilled"],
    ["all but the downloads", [row(1, 2), row(2, 0, { is_virtual: "1" })], "fulfilled"],
    ["every part of a bundle", [row(1, 0), row(2, 2, { parent_item_id: 1 })], "fulfilled"],
    [
      "some parts of a bundle",
      [row(1, 0), row(2, 2, { parent_item_id: 1 }), row(3, 0, { parent_item_id: 1 })],
      "partially_fulfilled",
    ],
  ])("knows what was sent of an order in processing: %s", (_, items, expected) => {
    expect(fromMagento2({ ...order, items }).fulfillment_status).toBe(expected);
  });

  it("has no goods to send where everything is a download", () => {
    expect(statusesOf(fromMagento2({ ...order, state: "complete", is_virtual: 1 }))).toEqual([
      "paid",
      undefined,
    ]);
  });

  it("takes PHP's empty list for the object that it stands for", () => {
    // PHP has one word for an empty list and an empty object.
    const empty = { ...order, extension_attributes: [] as never };
    expect(fromMagento2(empty)).toMatchObject({ tax_lines: [{ title: "Tax", amount: 7.43 }] });
  });

  it("offers the time of the last change as the version", () => {
    expect(magento2Version(order)).toEqual(new Date("2026-01-19T08:00:00Z"));
  });

  it.each([
    ["a configurable product's only row below", "configurable", [2], 2],
    ["no part of a bundle", "bundle", [2], undefined],
    ["none of several rows below a product of an unknown kind", undefined, [2, 3], undefined],
  ])("takes as the variant %s", (_, product_type, parts, expected) => {
    const below = parts.map((id) => row(id, 0, { parent_item_id: 1 }));
    const { line_items = [] } = fromMagento2({ ...order, items: [row(1, 0, { product_type }), ...below] });
    expect(line_items?.map((item) => item.variant_id)).toEqual([expected]);
  });

  it("finds the buyer by the billing address where the order itself has no e-mail address", () => {
    expect(fromMagento2({ ...order, customer_email: null }).email).toBe("lena.orr@example.com");
  });

  it("leaves the number of items out when a quantity cannot be read", () => {
    const items = [row(1, 0), row(2, 0, { qty_ordered: "some" })];
    expect(fromMagento2({ ...order, items })).not.toHaveProperty("total_items");
  });
});
