import {
  fromSquare,
  type SquareApiOrderWithPayments,
  type SquareOrder,
  squareVersion,
} from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { fixtureOrder, payload, problemOf, refusal } from "../support.js";

const sample = fixtureOrder<SquareApiOrderWithPayments>("platforms/square-placed-fractional-quantity.json");
const usd = (amount: number) => ({ amount, currency: "USD" });
const withOrder = (fields: object, payments = sample.payments): SquareApiOrderWithPayments => ({
  order: { ...sample.order, ...fields },
  payments,
});

describe("fromSquare", () => {
  const paid = (status: string, amount = 4725) => ({ status, total_money: usd(amount) });
  const free = { total_money: usd(0), net_amount_due_money: usd(0) };
  const unsettled = { net_amount_due_money: usd(4725), tenders: [] };
  it.each([
    ["nothing was paid", unsettled, [], "pending"],
    ["the order is settled, and its payments were not fetched", {}, [], "paid"],
    ["a payment is pending", {}, [paid("PENDING")], "pending"],
    ["a payment is approved", {}, [paid("APPROVED")], "authorized"],
    ["a payment is completed", unsettled, [paid("COMPLETED")], "paid"],
    ["a part was paid", { net_amount_due_money: usd(3725) }, [paid("COMPLETED", 1000)], "partially_paid"],
    [
      "a second payment is approved",
      { net_amount_due_money: usd(0) },
      [paid("COMPLETED", 1000), paid("APPROVED", 3725)],
      "paid",
    ],
    ["every payment failed", unsettled, [paid("FAILED"), paid("CANCELED")], "voided"],
    ["the order was canceled", { state: "CANCELED" }, [paid("COMPLETED")], "voided"],
    ["a part was refunded", {}, [{ ...paid("COMPLETED"), refunded_money: usd(100) }], "partially_refunded"],
    [
      "everything was refunded",
      { state: "CANCELED" },
      [{ ...paid("COMPLETED"), refunded_money: usd(4725) }],
      "refunded",
    ],
    [
      "a refund was approved",
      { refunds: [{ status: "APPROVED", amount_money: usd(50) }] },
      [],
      "partially_refunded",
    ],
    ["it cost nothing and was completed", { ...unsettled, ...free, state: "COMPLETED" }, [], "paid"],
    ["a payment names no total", unsettled, [{ status: "COMPLETED", amount_money: usd(4725) }], "paid"],
    ["a refund was rejected", { refunds: [{ status: "REJECTED", amount_money: usd(50) }] }, [], "paid"],
  ])("knows where the money stands when %s", (_, fields, payments, expected) => {
    expect(fromSquare(withOrder(fields, payments)).financial_status).toBe(expected);
  });

  it.each([
    ["no fulfillment", [], undefined],
    ["SHIPMENT PROPOSED", [["SHIPMENT", "PROPOSED"]], "unfulfilled"],
    ["SHIPMENT RESERVED", [["SHIPMENT", "RESERVED"]], "in_progress"],
    ["SHIPMENT PREPARED", [["SHIPMENT", "PREPARED"]], "in_progress"],
    ["SHIPMENT COMPLETED", [["SHIPMENT", "COMPLETED"]], "fulfilled"],
    ["DELIVERY COMPLETED", [["DELIVERY", "COMPLETED"]], "delivered"],
    ["PICKUP COMPLETED", [["PICKUP", "COMPLETED"]], "delivered"],
    ["SHIPMENT CANCELED", [["SHIPMENT", "CANCELED"]], undefined],
    ["SHIPMENT FAILED", [["SHIPMENT", "FAILED"]], "request_declined"],
    [
      "one of two completed",
      [
        ["SHIPMENT", "COMPLETED"],
        ["SHIPMENT", "PROPOSED"],
      ],
      "partially_fulfilled",
    ],
    [
      "two completed, one of them handed over",
      [
        ["SHIPMENT", "COMPLETED"],
        ["PICKUP", "COMPLETED"],
      ],
      "fulfilled",
    ],
    [
      "one canceled, one delivered",
      [
        ["SHIPMENT", "CANCELED"],
        ["DELIVERY", "COMPLETED"],
      ],
      "delivered",
    ],
    [
      "one proposed, one prepared",
      [
        ["SHIPMENT", "PROPOSED"],
        ["SHIPMENT", "PREPARED"],
      ],
      "in_progress",
    ],
  ])("knows where the goods stand: %s", (_, each, expected) => {
    const fulfillments = each.map(([type, state]) => ({ type, state }));
    expect(fromSquare(withOrder({ fulfillments })).fulfillment_status).toBe(expected);
  });

  it("refuses states that Square does not publish", () => {
    const lost = [{ type: "SHIPMENT", state: "LOST" }];
    expect(problemOf(() => fromSquare(withOrder({ state: "LOST" })))).toMatchObject(
      refusal("order.state", "unknown_status"),
    );
    expect(problemOf(() => fromSquare(withOrder({ fulfillments: lost })))).toMatchObject({
      issues: [{ path: ["order", "fulfillments", 0, "state"], code: "unknown_status" }],
    });
    expect(problemOf(() => fromSquare(withOrder({}, [paid("LOST")])))).toMatchObject({
      issues: [{ path: ["payments", 0, "status"], code: "unknown_status" }],
    });
  });

  it("refuses a draft, unless Privy has the order already", () => {
    const draft = withOrder({ state: "DRAFT" });
    expect(problemOf(() => fromSquare(draft))).toMatchObject(refusal("order.state", "not_an_order"));
    expect(fromSquare(draft, { wasReported: true }).currency).toBe("USD");
  });

  it("maps what Square's SDK gives: names in camelCase, amounts as bigints", () => {
    const rename = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(rename);
      if (typeof value !== "object" || value === null)
        return typeof value === "number" ? BigInt(value) : value;
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          key.replace(/_(\w)/g, (_, next: string) => next.toUpperCase()),
          rename(inner),
        ]),
      );
    };
    const fromSdk = rename(sample) as SquareOrder; // as the SDK's types describe it
    expect(payload(fromSquare(fromSdk))).toEqual(payload(fromSquare(sample)));
    expect(squareVersion(fromSdk)).toBe(3);
  });

  it("is found by the payment, then by the customer, then by the receiver", () => {
    const customer = {
      email_address: "b@example.com",
      phone_number: "(206) 555-0143",
      address: { country: "US" },
    };
    const anonymous = [{ ...paid("COMPLETED") }];
    expect(fromSquare({ ...sample, customer })).toMatchObject({
      email: "ola.nord@example.com",
      phone: "+12065550143",
    });
    expect(fromSquare({ ...withOrder({}, anonymous), customer }).email).toBe("b@example.com");
    expect(fromSquare(withOrder({}, anonymous)).email).toBe("ola.nord@example.com");
    const atTheCounter = fromSquare(withOrder({ fulfillments: [] }, anonymous));
    expect(problemOf(() => payload(atTheCounter))).toMatchObject({ issues: [{ code: "no_contact" }] });
  });

  it("sends the receiver's number only of the buyer, whose e-mail address the receiver has, too", () => {
    const receiver = { email_address: "OLA.nord@example.com", phone_number: "+12065550143" };
    const sentTo = (recipient: object) =>
      fromSquare(withOrder({ fulfillments: [{ type: "PICKUP", pickup_details: { recipient } }] })).phone;
    expect(sentTo(receiver)).toBe("+12065550143");
    expect(sentTo({ ...receiver, email_address: "friend@example.com" })).toBeUndefined();
    expect(sentTo({ phone_number: "+12065550143" })).toBeUndefined();
  });

  it("asks for the wrapper where the bare order was given", () => {
    const bare = sample.order as unknown as SquareOrder; // the mistake that is likely
    expect(problemOf(() => fromSquare(bare))).toMatchObject(refusal("order", "missing"));
  });

  it("offers the order's own count of changes as the version", () => {
    expect(squareVersion(sample)).toBe(3);
  });
});
