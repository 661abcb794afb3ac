import type { InvalidInputError } from "privy-orders";
import { type EcwidOrder, ecwidVersion, fromEcwid } from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { fixtureOrder, problemOf, refusal, statusesOf } from "../support.js";

const { order } = fixtureOrder<{ order: EcwidOrder }>("platforms/ecwid-order-delivered.json");
const currency = "CAD";

describe("fromEcwid", () => {
  it.each([
    ["AWAITING_PAYMENT", "pending"],
    ["PAID", "paid"],
    ["CANCELLED", "voided"],
    ["REFUNDED", "refunded"],
    ["PARTIALLY_REFUNDED", "partially_refunded"],
  ])("maps the paymentStatus %s to %s", (paymentStatus, expected) => {
    expect(fromEcwid({ ...order, paymentStatus }, { currency }).financial_status).toBe(expected);
  });

  it.each([
    ["AWAITING_PROCESSING", "unfulfilled"],
    ["PROCESSING", "in_progress"],
    ["READY_FOR_PICKUP", "in_progress"],
    ["OUT_FOR_DELIVERY", "in_progress"],
    ["SHIPPED", "fulfilled"],
    ["DELIVERED", "delivered"],
    ["WILL_NOT_DELIVER", "request_declined"],
    ["RETURNED", "restocked"],
  ])("maps the fulfillmentStatus %s to %s", (fulfillmentStatus, expected) => {
    expect(fromEcwid({ ...order, fulfillmentStatus }, { currency }).fulfillment_status).toBe(expected);
  });

  it("refuses the shop's own statuses until options map them", () => {
    const own = {
      ...order,
      paymentStatus: "CUSTOM_PAYMENT_STATUS_1",
      fulfillmentStatus: "CUSTOM_FULFILLMENT_STATUS_2",
    };
    expect(problemOf(() => fromEcwid(own, { currency }))).toMatchObject({
      issues: [
        { path: ["paymentStatus"], code: "unknown_status" },
        { path: ["fulfillmentStatus"], code: "unknown_status" },
      ],
    });
    const paymentStatuses = { CUSTOM_PAYMENT_STATUS_1: "authorized" } as const;
    const fulfillmentStatuses = { CUSTOM_FULFILLMENT_STATUS_2: "on_hold" } as const;
    const mapped = fromEcwid(own, { currency, paymentStatuses, fulfillmentStatuses });
    expect(statusesOf(mapped)).toEqual(["authorized", "on_hold"]);
  });

  it("refuses an abandoned checkout, unless Privy has the order already", () => {
    const incomplete = { ...order, paymentStatus: "INCOMPLETE" };
    expect(problemOf(() => fromEcwid(incomplete, { currency }))).toMatchObject(
      refusal("paymentStatus", "not_an_order"),
    );
    expect(fromEcwid(incomplete, { currency, wasReported: true }).financial_status).toBe("pending");
  });

  it.each([
    [true, true],
    [false, false],
    [null, undefined],
    [undefined, undefined],
  ])("takes acceptMarketing %s for the consent %s", (acceptMarketing, expected) => {
    expect(fromEcwid({ ...order, acceptMarketing }, { currency }).accepts_email_marketing).toBe(expected);
  });

  it("needs the shop's currency, and refuses an order without its number", () => {
    expect(problemOf(() => fromEcwid(order, { currency: "" }))).toMatchObject(
      refusal("options.currency", "missing"),
    );
    // As a caller without types may do.
    expect(problemOf(() => Reflect.apply(fromEcwid, undefined, [order]))).toMatchObject(
      refusal("options.currency", "missing"),
    );
    const { internalId: _id, orderNumber: _number, ...unnumbered } = order;
    expect(problemOf(() => fromEcwid(unnumbered, { currency }))).toMatchObject(
      refusal("internalId", "missing"),
    );
    expect(fromEcwid({ ...unnumbered, orderNumber: 7 }, { currency }).order_id).toBe(7);
  });

  it("reports a value that is read twice once, and of many bad lines the first hundred", () => {
    const total = "much" as unknown as number; // what no type allows
    expect(problemOf(() => fromEcwid({ ...order, total }, { currency }))).toMatchObject(
      refusal("total", "invalid"),
    );
    const items = Array.from({ length: 500 }, () => ({ price: total }));
    const { issues } = problemOf(() => fromEcwid({ ...order, items }, { currency })) as InvalidInputError; // as tested above
    expect(issues).toHaveLength(100);
  });

  it("offers the time of the last change as the version", () => {
    expect(ecwidVersion({ order: { ...order, updateTimestamp: 1_769_690_700 } })).toEqual(
      new Date("2026-01-29T12:45:00Z"),
    );
    expect(ecwidVersion({ ...order, updateDate: "2026-01-29 12:45:00 +0000" })).toEqual(
      new Date("2026-01-29T12:45:00Z"),
    );
    expect(ecwidVersion(order)).toBeUndefined();
  });
});
