import { parseOrder } from "privy-orders";
import { fromWooCommerce, type WooCommerceOrder, wooCommerceVersion } from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { fixtureOrder, payload, problemOf, refusal, statusesOf } from "../support.js";

describe("fromWooCommerce", () => {
  const order = fixtureOrder<WooCommerceOrder>("woocommerce-order.json");

  it("maps WooCommerce's own sample", () => {
    expect(payload(fromWooCommerce(order))).toMatchObject({
      order_id: "727",
      email: "john.doe@example.com",
      total: 29.35,
      order_date: "2017-03-22T19:28:02Z",
      financial_status: "paid",
      fulfillment_status: "unfulfilled",
      total_items: 3,
      tax_lines: [{ title: "State Tax", amount: 1.35 }],
      line_items: [
        { product_id: 93, quantity: 2, price: 3 },
        { product_id: 22, variant_id: 23, sku: "Bar3", price: 12 },
      ],
      shipping_address: { city: "San Francisco", state_code: "CA", country_code: "US", postal_code: "94103" },
    });
    expect(fromWooCommerce(order)).not.toHaveProperty("customer_id");
  });

  it.each([
    ["pending", ["pending", "unfulfilled"]],
    ["on-hold", ["pending", "on_hold"]],
    ["processing", ["paid", "unfulfilled"]],
    ["completed", ["paid", "fulfilled"]],
    ["cancelled", ["voided", undefined]],
    ["refunded", ["refunded", undefined]],
    ["wc-completed", ["paid", "fulfilled"]],
  ])("maps the status %s", (status, expected) => {
    expect(statusesOf(fromWooCommerce({ ...order, status }))).toEqual(expected);
  });

  it("refuses a plugin's status until an option maps it", () => {
    const shipped = { ...order, status: "shipped" };
    expect(problemOf(() => fromWooCommerce(shipped))).toMatchObject(refusal("status", "unknown_status"));
    const statuses = { shipped: { financial_status: "paid", fulfillment_status: "fulfilled" } } as const;
    expect(statusesOf(fromWooCommerce(shipped, { statuses }))).toEqual(["paid", "fulfilled"]);
  });

  it.each([
    ["failed", ["voided", undefined]],
    ["trash", ["voided", undefined]],
    ["checkout-draft", ["pending", "pending"]],
    ["auto-draft", ["pending", "pending"]],
    ["draft", ["pending", "pending"]],
    ["wc-checkout-draft", ["pending", "pending"]],
  ])("refuses the status %s, unless Privy has the order already", (status, expected) => {
    const draft = { ...order, status };
    expect(problemOf(() => fromWooCommerce(draft))).toMatchObject(refusal("status", "not_an_order"));
    expect(statusesOf(fromWooCommerce(draft, { wasReported: true }))).toEqual(expected);
  });

  it("takes a plugin's own meaning of a status that would be refused", () => {
    const statuses = { failed: { financial_status: "pending" } } as const;
    expect(statusesOf(fromWooCommerce({ ...order, status: "failed" }, { statuses }))).toEqual([
      "pending",
      undefined,
    ]);
  });

  const { date_paid_gmt: _paid, ...undated } = order;
  it.each([
    ["was never paid", { ...order, date_paid_gmt: null }, "pending"],
    ["is paid on delivery, and the date is left out", { ...undated, payment_method: "cod" }, "pending"],
    ["was paid on delivery", { ...order, payment_method: "cod" }, "paid"],
    ["costs nothing", { ...order, total: "0.00", date_paid_gmt: null }, "paid"],
    ["has no date of payment", undated, "paid"],
  ])("knows whether a processing order is paid: one that %s", (_, processing, expected) => {
    expect(statusesOf(fromWooCommerce(processing))).toEqual([expected, "unfulfilled"]);
  });

  it.each([
    ["nothing", [], "paid"],
    ["lines of zero", ["0.00", "-0.00"], "paid"],
    ["a part", ["-10.00", "-9.35"], "partially_refunded"],
    ["everything in parts", ["-10.10", "-19.25"], "refunded"],
    ["everything, as a positive amount", ["29.35"], "refunded"],
  ])("reads what was refunded: %s", (_, totals, expected) => {
    const refunds = totals.map((total) => ({ total }));
    expect(statusesOf(fromWooCommerce({ ...order, refunds }))).toEqual([expected, "unfulfilled"]);
    expect(fromWooCommerce({ ...order, status: "refunded", refunds }).financial_status).toBe("refunded");
    const cancelled = fromWooCommerce({ ...order, status: "cancelled", refunds });
    expect(cancelled.financial_status).toBe(expected === "paid" ? "voided" : expected);
  });

  it("sends prices and the subtotal before discounts", () => {
    const line_items = [{ quantity: 3, subtotal: "30.00", total: "24.00", price: 8 }];
    const discounted = payload(fromWooCommerce({ ...order, line_items }));
    expect(discounted).toMatchObject({ subtotal: 30, line_items: [{ quantity: 3, price: 10 }] });
    const older = payload(fromWooCommerce({ ...order, line_items: [{ quantity: 1, price: "8.00" }] }));
    expect(older).toMatchObject({ line_items: [{ price: 8 }] });
    expect(older).not.toHaveProperty("subtotal");
  });

  it.each([
    [[1.5], undefined],
    [["2", 1], 3],
    [[0.5, 0.5], 1],
    [[2, undefined], 2],
    [["two", 1], undefined],
    [[-1], undefined],
  ])("never loses an order for its quantities: %j", (quantities, expected) => {
    const line_items = quantities.map((quantity) => ({ quantity: quantity as number })); // plugins write what they like
    expect(payload(fromWooCommerce({ ...order, line_items })).total_items).toBe(expected);
  });

  it("reads a list out of which a plugin of PHP took an element", () => {
    const line_items = { 0: { quantity: 1, price: 8 }, 2: { quantity: 2, price: 9 } } as unknown as []; // as PHP writes it
    expect(payload(fromWooCommerce({ ...order, line_items }))).toMatchObject({
      total_items: 3,
      line_items: [{ price: 8 }, { price: 9 }],
    });
  });

  it("reads the billing phone by the billing country", () => {
    const gift = {
      ...order,
      billing: { ...order.billing, country: "GB", phone: "020 7946 0958" },
      shipping: { country: "DE" },
    };
    expect(payload(fromWooCommerce(gift)).phone).toBe("+442079460958");
  });

  it("names what is missing from a body that is not an order", () => {
    const error = problemOf(() => fromWooCommerce({ id: 5 } as WooCommerceOrder)); // the body of order.deleted
    expect(error).toMatchObject({
      issues: ["status", "currency", "date_created_gmt", "total", "billing"].map((path) => ({
        code: "missing",
        path: [path],
      })),
    });
  });

  it("offers the time of the last change as the version", () => {
    expect(wooCommerceVersion({ ...order, date_modified_gmt: "2026-01-07T10:00:00" })).toEqual(
      new Date("2026-01-07T10:00:00Z"),
    );
    expect(wooCommerceVersion(undated)).toBeUndefined();
  });

  it("keeps an extension behind the number, so that parseOrder warns where two buyers could share it", () => {
    const callable = { ...order.billing, phone: "(202) 555-0143 ext. 12", country: "US" };
    const reach = (email: string | null) =>
      parseOrder(fromWooCommerce({ ...order, billing: { ...callable, email } }));
    const byPhone = reach(null);
    expect(byPhone.order.phone).toBe("+12025550143");
    expect(byPhone.warnings.map(({ code }) => code)).toEqual(["phone_extension_dropped"]);
    expect(reach("ada@example.com")).toMatchObject({ order: { phone: "+12025550143" }, warnings: [] });
  });
});
