import { type CommercetoolsOrder, commercetoolsVersion, fromCommercetools } from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { fixtureOrder, payload, problemOf, refusal } from "../support.js";

const message = fixtureOrder<{ order: CommercetoolsOrder }>(
  "platforms/commercetools-order-created-message.json",
);
const { order } = message;

describe("fromCommercetools", () => {
  it.each([
    ["BalanceDue", "partially_paid"],
    ["CreditOwed", "paid"],
    ["Failed", "voided"],
    ["Paid", "paid"],
    ["Pending", "pending"],
    [null, "pending"],
  ])("maps the paymentState %s to %s", (paymentState, expected) => {
    expect(fromCommercetools({ ...order, paymentState }).financial_status).toBe(expected);
  });

  it.each([
    ["Pending", "unfulfilled"],
    [null, "unfulfilled"],
    ["Ready", "in_progress"],
    ["Partial", "partially_fulfilled"],
    ["Shipped", "fulfilled"],
    ["Delivered", "delivered"],
    ["Backorder", "on_hold"],
    ["Delayed", "on_hold"],
    ["Canceled", undefined],
  ])("maps the shipmentState %s to %s", (shipmentState, expected) => {
    expect(fromCommercetools({ ...order, shipmentState }).fulfillment_status).toBe(expected);
  });

  it.each([
    ["Open", "Pending", "pending"],
    ["Confirmed", "Pending", "pending"],
    ["Complete", "Paid", "paid"],
    ["Cancelled", "Pending", "voided"],
    ["Cancelled", "Paid", "paid"],
  ])("maps an order that is %s and %s to %s", (orderState, paymentState, expected) => {
    expect(fromCommercetools({ ...order, orderState, paymentState }).financial_status).toBe(expected);
  });

  it.each(["orderState", "paymentState", "shipmentState"])("refuses an unknown %s", (field) => {
    expect(problemOf(() => fromCommercetools({ ...order, [field]: "Lost" }))).toMatchObject(
      refusal(field, "unknown_status"),
    );
  });

  const back = (quantity: number, paymentState: string) => ({ lineItemId: "li-1", quantity, paymentState });
  it.each([
    ["nothing was refunded yet", [back(2, "Initial")], "paid"],
    ["nothing can be refunded", [back(1, "NonRefundable"), back(1, "NotRefunded")], "paid"],
    ["one of two pieces was refunded", [back(1, "Refunded")], "partially_refunded"],
    ["both were refunded one by one", [back(1, "Refunded"), back(1, "Refunded")], "refunded"],
  ])("knows from the returns that %s", (_, items, expected) => {
    expect(fromCommercetools({ ...order, returnInfo: [{ items }] }).financial_status).toBe(expected);
  });

  it("asks for the order that a message does not carry", () => {
    const change = {
      type: "OrderStateChanged",
      resource: { typeId: "order", id: order.id },
      id: "m1",
      version: 1,
    };
    // A message of another type, as a subscription delivers it.
    expect(problemOf(() => fromCommercetools(change as unknown as CommercetoolsOrder))).toMatchObject(
      refusal("order", "missing"),
    );
  });

  it("refuses an amount without a sensible number of decimals", () => {
    const totalPrice = { ...order.totalPrice, fractionDigits: -1 };
    expect(problemOf(() => fromCommercetools({ ...order, taxedPrice: null, totalPrice }))).toMatchObject(
      refusal("totalPrice.centAmount", "invalid"),
    );
  });

  it("names a line in the order's language, else in the first that it has", () => {
    const named = (locale: string | null, name: Record<string, string>) => {
      const [line] = order.lineItems ?? [];
      const lineItems = [{ id: "li-1", ...line, name }];
      return payload(fromCommercetools({ ...order, locale, lineItems })).line_items?.[0]?.title;
    };
    expect(named("de", { de: "Kanne", en: "Jug" })).toBe("Kanne");
    expect(named("fr", { de: "Kanne", en: "Jug" })).toBe("Jug");
    expect(named(null, { de: "Kanne" })).toBe("Kanne");
  });

  it("offers the order's own count of changes as the version", () => {
    expect(commercetoolsVersion(message)).toBe(1);
    expect(commercetoolsVersion({ ...order, version: 12 })).toBe(12);
  });
});
