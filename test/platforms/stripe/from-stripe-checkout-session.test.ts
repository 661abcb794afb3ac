import { orderIdFrom } from "privy-orders";
import {
  fromStripeCheckoutSession,
  type StripeCheckoutSession,
  stripeCheckoutVersion,
} from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { payload, problemOf, refusal } from "../support.js";

describe("fromStripeCheckoutSession", () => {
  const session: StripeCheckoutSession = {
    id: "cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u",
    created: 1_767_225_600,
    currency: "usd",
    amount_subtotal: 2198,
    amount_total: 2000,
    status: "complete",
    payment_status: "paid",
    customer: "cus_123",
    customer_details: {
      email: "ada.quill@example.com",
      phone: "+12025550143",
      name: "Ada Quill",
      address: { country: "US" },
    },
    consent: { promotions: "opt_in" },
    total_details: { amount_discount: 198, amount_tax: 0 },
  };

  it("maps a session", () => {
    const lineItems = [
      {
        description: "Tea",
        quantity: 2,
        amount_subtotal: 2198,
        price: { id: "price_1", product: { id: "prod_1" }, unit_amount: 999 },
      },
    ];
    expect(payload(fromStripeCheckoutSession(session, { lineItems }))).toEqual({
      order_id: orderIdFrom(session.id),
      email: "ada.quill@example.com",
      phone: "+12025550143",
      total: 20,
      subtotal: 21.98,
      currency: "USD",
      order_date: "2026-01-01T00:00:00Z",
      customer_id: "cus_123",
      financial_status: "paid",
      accepts_email_marketing: true,
      discounts: [{ amount: 1.98 }],
      line_items: [{ title: "Tea", quantity: 2, price: 10.99, product_id: "prod_1", variant_id: "price_1" }],
      total_items: 2,
      billing_address: { name: "Ada Quill", country_code: "US" },
    });
  });

  it.each([
    ["jpy", 2000],
    ["kwd", 2],
    ["mga", 2000],
    ["isk", 20],
    ["ugx", 20],
    ["eur", 20],
  ])("counts as Stripe does: 2000 in %s are %d", (currency, total) => {
    expect(fromStripeCheckoutSession({ ...session, currency }).total).toBe(total);
  });

  it.each([
    ["complete", "paid", "paid"],
    ["complete", "unpaid", "pending"],
    ["complete", "no_payment_required", "paid"],
  ])("maps the status %s with payment_status %s to %s", (status, payment_status, expected) => {
    expect(fromStripeCheckoutSession({ ...session, status, payment_status }).financial_status).toBe(expected);
  });

  it("refuses a session that was expanded with only a part of its items", () => {
    const data = [{ description: "Tea", quantity: 2, amount_subtotal: 2198 }];
    const expanded = { ...session, line_items: { data, has_more: true } };
    expect(problemOf(() => fromStripeCheckoutSession(expanded))).toMatchObject(
      refusal("line_items.has_more", "invalid"),
    );
    expect(fromStripeCheckoutSession(expanded, { lineItems: data }).total_items).toBe(2);
    expect(fromStripeCheckoutSession({ ...session, line_items: { data, has_more: false } }).total_items).toBe(
      2,
    );
  });

  it("takes consent only from a choice that was made", () => {
    const consentOf = (promotions: string | null) =>
      fromStripeCheckoutSession({ ...session, consent: { promotions } }).accepts_email_marketing;
    expect([consentOf("opt_in"), consentOf("opt_out"), consentOf(null)]).toEqual([true, false, undefined]);
  });

  it("refuses a session without an amount and a status that it does not know", () => {
    expect(problemOf(() => fromStripeCheckoutSession({ ...session, amount_total: null }))).toMatchObject(
      refusal("amount_total", "missing"),
    );
    expect(problemOf(() => fromStripeCheckoutSession({ ...session, payment_status: "x" }))).toMatchObject(
      refusal("payment_status", "unknown_status"),
    );
  });

  it.each([
    ["open", "pending"],
    ["expired", "expired"],
  ])("refuses a session that is %s, unless Privy has the order already", (status, expected) => {
    const unfinished = { ...session, status, payment_status: "unpaid" };
    expect(problemOf(() => fromStripeCheckoutSession(unfinished))).toMatchObject(
      refusal("status", "not_an_order"),
    );
    expect(fromStripeCheckoutSession(unfinished, { wasReported: true }).financial_status).toBe(expected);
  });

  it("refuses a session that sells nothing", () => {
    const setup = { ...session, mode: "setup", amount_total: null, currency: null };
    expect(problemOf(() => fromStripeCheckoutSession(setup))).toMatchObject(refusal("mode", "not_an_order"));
  });

  it("maps the event that brings a session, and knows from it that the payment failed", () => {
    const unpaid = { ...session, payment_status: "unpaid" };
    const eventOf = (type: string) => ({
      object: "event" as const,
      type,
      created: 1_767_225_700,
      data: { object: unpaid },
    });
    const failed = "checkout.session.async_payment_failed";
    expect(fromStripeCheckoutSession(eventOf("checkout.session.completed")).financial_status).toBe("pending");
    expect(fromStripeCheckoutSession(eventOf(failed)).financial_status).toBe("voided");
    expect(fromStripeCheckoutSession(unpaid, { eventType: failed }).financial_status).toBe("voided");
    expect(stripeCheckoutVersion(eventOf(failed))).toEqual(new Date("2026-01-01T00:01:40Z"));
  });

  it("refuses an event about something else", () => {
    const event = { object: "event", type: "ping", created: 1, data: {} };
    // An event of another type, as an endpoint may get it.
    expect(
      problemOf(() => fromStripeCheckoutSession(event as unknown as StripeCheckoutSession)),
    ).toMatchObject(refusal("data", "missing"));
  });

  it("refuses an amount and a currency that cannot be counted", () => {
    expect(problemOf(() => fromStripeCheckoutSession({ ...session, amount_total: 10.5 }))).toMatchObject({
      issues: [{ path: ["amount_total"], code: "invalid" }],
    });
    expect(problemOf(() => fromStripeCheckoutSession({ ...session, currency: "gold" }))).toMatchObject({
      name: "InvalidInputError",
    });
  });
});
