import { fromSquarespace, type SquarespaceOrder, squarespaceVersion } from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { fixtureOrder, problemOf, refusal, statusesOf } from "../support.js";

const order = fixtureOrder<SquarespaceOrder>("platforms/squarespace-order-pending.json");
const usd = (value: string) => ({ value, currency: "USD" });

describe("fromSquarespace", () => {
  it.each([
    ["PENDING", "0.00", ["paid", "unfulfilled"]],
    ["FULFILLED", "0.00", ["paid", "fulfilled"]],
    ["FULFILLED", "10.00", ["partially_refunded", "fulfilled"]],
    ["PENDING", "38.40", ["refunded", "unfulfilled"]],
    ["CANCELED", "0.00", ["voided", undefined]],
    ["CANCELED", "38.40", ["refunded", undefined]],
  ])("maps the status %s with %s refunded", (fulfillmentStatus, refunded, expected) => {
    const mapped = fromSquarespace({ ...order, fulfillmentStatus, refundedTotal: usd(refunded) });
    expect(statusesOf(mapped)).toEqual(expected);
  });

  it("refuses a status that Squarespace does not publish", () => {
    expect(problemOf(() => fromSquarespace({ ...order, fulfillmentStatus: "SHIPPED" }))).toMatchObject(
      refusal("fulfillmentStatus", "unknown_status"),
    );
  });

  it("refuses a test order until it is wanted", () => {
    const test = { ...order, testmode: true };
    expect(problemOf(() => fromSquarespace(test))).toMatchObject(refusal("testmode", "is_test"));
    expect(fromSquarespace(test, { testOrders: "send" }).total).toBe("38.40");
  });

  it("reports that the total is missing where neither the order nor its totals have it", () => {
    expect(problemOf(() => fromSquarespace({ ...order, grandTotal: null }))).toMatchObject(
      refusal("grandTotal", "missing"),
    );
  });

  it("offers the time of the last change as the version", () => {
    expect(squarespaceVersion(order)).toEqual(new Date("2026-02-11T19:59:00Z"));
  });
});
