import { orderIdFrom } from "privy-orders";
import { fromVendure, type VendureOrder, vendureVersion } from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { fixtureOrder, payload, problemOf, refusal, statusesOf } from "../support.js";

const order = fixtureOrder<VendureOrder>("platforms/vendure-placed-coupon-gift-abroad.json");

const cancelled = { state: "Cancelled", totalWithTax: 0 };

describe("fromVendure", () => {
  it.each([
    ["PaymentAuthorized", ["authorized", "unfulfilled"]],
    ["PaymentSettled", ["paid", "unfulfilled"]],
    ["PartiallyShipped", ["paid", "partially_fulfilled"]],
    ["Shipped", ["paid", "fulfilled"]],
    ["PartiallyDelivered", ["paid", "partially_fulfilled"]],
    ["Delivered", ["paid", "delivered"]],
    ["Modifying", [undefined, undefined]],
    ["ArrangingAdditionalPayment", ["partially_paid", undefined]],
    ["Cancelled", ["voided", undefined]],
  ])("maps the state %s", (state, expected) => {
    expect(statusesOf(fromVendure({ ...order, state }))).toEqual(expected);
  });

  it.each(["Created", "Draft", "AddingItems", "ArrangingPayment"])(
    "refuses the state %s, unless Privy has the order already",
    (state) => {
      expect(problemOf(() => fromVendure({ ...order, state }))).toMatchObject(
        refusal("state", "not_an_order"),
      );
      expect(statusesOf(fromVendure({ ...order, state }, { wasReported: true }))).toEqual([
        "pending",
        "pending",
      ]);
    },
  );

  it("refuses an order that was not placed, and a seller's part of one", () => {
    expect(problemOf(() => fromVendure({ ...order, orderPlacedAt: null }))).toMatchObject(
      refusal("orderPlacedAt", "not_an_order"),
    );
    expect(problemOf(() => fromVendure({ ...order, type: "Seller" }))).toMatchObject(
      refusal("type", "not_an_order"),
    );
  });

  it("refuses a state of the shop's own until an option maps it", () => {
    const packed = { ...order, state: "Packed" };
    expect(problemOf(() => fromVendure(packed))).toMatchObject(refusal("state", "unknown_status"));
    const states = { Packed: { financial_status: "paid", fulfillment_status: "in_progress" } } as const;
    expect(statusesOf(fromVendure(packed, { states }))).toEqual(["paid", "in_progress"]);
  });

  it.each([
    [2, 117.6],
    [0, 11760],
    [3, 11.76],
  ])("counts with %i decimals", (precision, total) => {
    expect(fromVendure({ ...order, currencyCode: "JPY" }, { precision }).total).toBe(total);
  });

  const paidBack = (total: number) => ({
    payments: [{ state: "Settled", amount: 11760, refunds: [{ state: "Settled", total }] }],
  });
  it.each([
    [
      "a part of the order, whose total is now less than that",
      { totalWithTax: 4760 },
      7000,
      "partially_refunded",
    ],
    ["a part of an order that was cancelled as a whole", cancelled, 7000, "partially_refunded"],
    ["all that was paid", { totalWithTax: 11760 }, 11760, "refunded"],
    ["all of an order that was cancelled as a whole", cancelled, 11760, "refunded"],
  ])("measures a refund by what was paid: %s", (_, fields, refund, expected) => {
    const refunded = fromVendure({ ...order, ...fields, ...paidBack(refund) });
    expect(refunded.financial_status).toBe(expected);
  });

  it("refuses an invalid precision", () => {
    expect(problemOf(() => fromVendure(order, { precision: 0.5 }))).toMatchObject(
      refusal("precision", "invalid"),
    );
  });

  it("makes a number of an id that is text", () => {
    const id = "3f1c0f0e-3c1d-4f5e-9a77-000000000001";
    expect(fromVendure({ ...order, id }).order_id).toBe(orderIdFrom(id));
    expect(fromVendure({ ...order, id: 318 }).order_id).toBe("318");
  });

  it("reports a relation of the entity that was not loaded", () => {
    class Entity {
      get totalWithTax(): number {
        throw new Error("The lines of Ada Quill's order were not joined");
      }
    }
    const { totalWithTax: _total, ...loaded } = order;
    const entity: VendureOrder = Object.assign(new Entity(), loaded);
    const error = problemOf(() => fromVendure(entity));
    expect(error).toMatchObject({ name: "InvalidInputError" });
    expect(String(error)).toContain("totalWithTax: could not be read");
    expect(String(error)).not.toContain("Ada");
  });

  it("leaves out taxes of zero, and names the coupon only where it is the only one", () => {
    const two = payload(fromVendure({ ...order, couponCodes: ["TEN", "TWO"] }));
    expect(two.discounts).toEqual([{ amount: 10 }]);
    expect(two.tax_lines).toEqual([{ title: "Standard Tax", amount: 19.6 }]);
  });

  it("offers the time of the last change as the version", () => {
    expect(vendureVersion({ ...order, updatedAt: new Date(5) })).toEqual(new Date(5));
  });
});
