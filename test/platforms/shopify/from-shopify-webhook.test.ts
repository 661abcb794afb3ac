import { InvalidInputError, parseOrder } from "privy-orders";
import { readNdjson } from "privy-orders/import";
import { fromShopifyWebhook, type ShopifyWebhookOrder, shopifyWebhookVersion } from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { fixture, fixtureOrder, payload, problemOf, refusal } from "../support.js";

const sample = fixtureOrder<ShopifyWebhookOrder>("shopify-order.json");
const order: ShopifyWebhookOrder = {
  ...sample,
  id: "820982911946154508",
  test: false,
  cancelled_at: null,
  customer: { id: "115310627314723954" },
};

describe("fromShopifyWebhook", () => {
  it("maps Shopify's own sample, which is a cancelled test order", () => {
    const cancelled = { ...sample, id: order.id, customer: { ...sample.customer, id: "115310627314723954" } };
    expect(payload(fromShopifyWebhook(cancelled, { testOrders: "send" }))).toEqual({
      order_id: "820982911946154508",
      email: "jon@doe.ca",
      total: 403,
      subtotal: 398,
      currency: "USD",
      order_date: "2019-06-04T17:53:06Z",
      customer_id: "115310627314723954",
      financial_status: "voided",
      fulfillment_status: "pending",
      total_items: 2,
      discounts: [{ amount: 5 }],
      tax_lines: [],
      line_items: [1, 2].map(() => ({
        sku: "IPOD2008PINK",
        title: "IPod Nano - 8GB",
        quantity: 1,
        price: 199,
        product_id: 632910392,
        variant_id: 808950810,
      })),
      billing_address: {
        first_name: "Bob",
        last_name: "Biller",
        city: "Billtown",
        state_code: "KY",
        country_code: "US",
        postal_code: "K2P0B0",
      },
      shipping_address: {
        first_name: "Steve",
        last_name: "Shipper",
        city: "Shippington",
        state_code: "KY",
        country_code: "US",
        postal_code: "40003",
      },
    });
  });

  it("takes the exact id from the gid when JSON.parse has rounded the number, else the order is refused", () => {
    const gid = "gid://shopify/Order/820982911946154508";
    const rounded = { ...order, id: sample.id, customer: null };
    expect(fromShopifyWebhook({ ...rounded, admin_graphql_api_id: gid }).order_id).toBe("820982911946154508");
    expect(problemOf(() => parseOrder(fromShopifyWebhook(rounded)))).toMatchObject({
      issues: [{ path: ["order_id"], code: "unsafe_number" }],
    });
  });

  it("maps the exact ids that a reader kept", async () => {
    const map = (one: ShopifyWebhookOrder) => fromShopifyWebhook(one, { testOrders: "send" });
    for await (const record of readNdjson(fixture("shopify-order.json"), { map })) {
      expect(record).toMatchObject({ order: { order_id: 820982911946154508n } });
    }
  });

  it("refuses a test order until it is wanted", () => {
    const test = { ...order, test: true };
    expect(problemOf(() => fromShopifyWebhook(test))).toMatchObject(refusal("test", "is_test"));
    expect(fromShopifyWebhook(test, { testOrders: "send" }).total).toBe("403.00");
  });

  it.each(["DraftOrder", "Refund", "Fulfillment"])("refuses a %s, whose id is not an order's", (kind) => {
    const other = { ...order, admin_graphql_api_id: `gid://shopify/${kind}/77` };
    expect(problemOf(() => fromShopifyWebhook(other))).toMatchObject(
      refusal("admin_graphql_api_id", "not_an_order"),
    );
  });

  it.each([
    ["fulfilled", "fulfilled"],
    ["partial", "partially_fulfilled"],
    ["restocked", "restocked"],
    ["pending", "pending"],
    ["not_eligible", undefined],
    [null, "unfulfilled"],
  ])("maps the fulfillment_status %s to %s", (word, status) => {
    expect(fromShopifyWebhook({ ...order, fulfillment_status: word }).fulfillment_status).toBe(status);
  });

  const parcel = (status: string, shipment_status: string | null) => ({ status, shipment_status });
  it.each([
    [
      "every parcel",
      "fulfilled",
      [parcel("success", "delivered"), parcel("success", "delivered")],
      "delivered",
    ],
    [
      "every parcel that was not cancelled",
      "fulfilled",
      [parcel("cancelled", null), parcel("success", "delivered")],
      "delivered",
    ],
    [
      "one of two parcels",
      "fulfilled",
      [parcel("success", "delivered"), parcel("success", "in_transit")],
      "fulfilled",
    ],
    [
      "a parcel that the buyer picked up",
      "fulfilled",
      [parcel("success", "delivered"), parcel("success", "picked_up")],
      "delivered",
    ],
    ["the only parcel of some items", "partial", [parcel("success", "delivered")], "partially_fulfilled"],
    ["no parcel", "fulfilled", [], "fulfilled"],
  ])("knows what it means that %s has arrived", (_, fulfillment_status, fulfillments, expected) => {
    expect(fromShopifyWebhook({ ...order, fulfillment_status, fulfillments }).fulfillment_status).toBe(
      expected,
    );
  });

  it.each([
    "authorized",
    "expired",
    "paid",
    "partially_paid",
    "partially_refunded",
    "pending",
    "refunded",
    "voided",
  ])("knows the financial_status %s", (word) => {
    expect(fromShopifyWebhook({ ...order, financial_status: word }).financial_status).toBe(word);
  });

  it.each([
    ["pending", "voided"],
    ["authorized", "voided"],
    ["expired", "voided"],
    [null, "voided"],
    ["paid", "paid"],
    ["partially_paid", "partially_paid"],
    ["refunded", "refunded"],
    ["partially_refunded", "partially_refunded"],
  ])("maps a cancelled order whose money is %s to %s", (financial_status, expected) => {
    const cancelled = { ...order, financial_status, cancelled_at: "2026-02-04T10:00:00Z" };
    expect(fromShopifyWebhook(cancelled).financial_status).toBe(expected);
  });

  it.each(["financial_status", "fulfillment_status"])(
    "refuses an unknown %s, also one that every object has",
    (field) => {
      for (const word of ["teleported", "constructor", "__proto__"]) {
        const error = problemOf(() => fromShopifyWebhook({ ...order, [field]: word }));
        expect(error).toBeInstanceOf(InvalidInputError);
        expect(error).toMatchObject(refusal(field, "unknown_status"));
        expect(String(error)).not.toContain(word);
      }
    },
  );

  it("is placed when it was processed, since an imported order is created later", () => {
    const imported = { ...order, created_at: "2026-02-01T00:00:00Z", processed_at: "2019-01-01T00:00:00Z" };
    expect(payload(fromShopifyWebhook(imported)).order_date).toBe("2019-01-01T00:00:00Z");
  });

  it("sends the discounts that have no code, too, and the subtotal before all of them", () => {
    const discounted = {
      ...order,
      total_line_items_price: "100.00",
      subtotal_price: "74.70",
      total_discounts: "25.30",
      discount_codes: [{ code: "TEN", amount: "10.10" }],
    };
    const { subtotal, discounts } = payload(fromShopifyWebhook(discounted));
    expect(subtotal).toBe(100);
    expect(discounts).toEqual([{ code: "TEN", amount: 10.1 }, { amount: 15.2 }]);
    const { total_line_items_price: _none, ...older } = discounted;
    expect(payload(fromShopifyWebhook(older)).subtotal).toBe(100);
  });

  it("offers the time of the last change as the version", () => {
    expect(shopifyWebhookVersion({ ...order, updated_at: "2026-02-03T23:53:00-07:00" })).toEqual(
      new Date("2026-02-04T06:53:00Z"),
    );
    expect(shopifyWebhookVersion({ ...order, updated_at: null })).toBeUndefined();
    expect(shopifyWebhookVersion({ ...order, updated_at: "soon" })).toBeUndefined();
  });
});

describe("the buyer of a Shopify order", () => {
  const { email: _email, contact_email: _contact, ...anonymous } = order;

  it.each([
    [
      "email",
      { email: "a@example.com", contact_email: "b@example.com", customer: { email: "c@example.com" } },
    ],
    ["contact_email", { email: "", contact_email: "a@example.com", customer: { email: "c@example.com" } }],
    ["customer.email", { email: null, contact_email: " ", customer: { email: "a@example.com" } }],
  ])("is found by %s", (_, fields) => {
    expect(fromShopifyWebhook({ ...order, ...fields }).email).toBe("a@example.com");
  });

  it("is found by the phone of an address only without an e-mail address", () => {
    expect(fromShopifyWebhook(order).phone).toBeUndefined();
    expect(fromShopifyWebhook(anonymous).phone).toBe("555-555-BILL");
    const customer = { default_address: { phone: "020 7946 0958", country_code: "GB" } };
    expect(fromShopifyWebhook({ ...anonymous, customer }).phone).toBe("+442079460958");
  });

  it("is found by the phone of an address beside an invalid e-mail address", () => {
    const customer = { default_address: { phone: "020 7946 0958", country_code: "GB" } };
    const { order: sent, warnings } = parseOrder(
      fromShopifyWebhook({ ...anonymous, email: "n/a", customer, buyer_accepts_marketing: true }),
    );
    expect(sent).toMatchObject({ phone: "+442079460958" });
    expect(sent).not.toHaveProperty("email");
    expect(warnings.map(({ code }) => code)).toEqual(["email_dropped", "email_consent_dropped"]);
  });

  const consents = { state: "subscribed" };
  const same = { email: "jon@doe.ca", email_marketing_consent: consents };
  it.each([
    ["agreed at the checkout, and no customer is known", true, null, true],
    ["agreed at the checkout and is subscribed", true, { ...same, email: "Jon@Doe.ca" }, true],
    ["is subscribed, and the checkout did not ask", null, same, true],
    ["is subscribed, but refused at the checkout", false, same, false],
    [
      "agreed at the checkout, but has unsubscribed",
      true,
      { ...same, email_marketing_consent: { state: "unsubscribed" } },
      false,
    ],
    [
      "agreed at the checkout, but has not confirmed",
      true,
      { ...same, email_marketing_consent: { state: "pending" } },
      false,
    ],
    ["agreed at the checkout as another customer", true, { ...same, email: "other@doe.ca" }, undefined],
    ["is subscribed with an address that is not named", null, { ...same, email: null }, undefined],
    ["was not asked", null, null, undefined],
  ])("consents to e-mails as the shop knows: %s", (_, buyer_accepts_marketing, customer, expected) => {
    const mapped = fromShopifyWebhook({ ...order, buyer_accepts_marketing, customer });
    expect(mapped.accepts_email_marketing).toBe(expected);
  });

  it("consents to SMS only with the customer's own number", () => {
    const consentOf = (phone: string | null, state: string, customerPhone: string | null) => {
      const customer = { phone: customerPhone, sms_marketing_consent: { state } };
      const { phone: sent, accepts_sms_marketing } = fromShopifyWebhook({ ...order, phone, customer });
      return [sent, accepts_sms_marketing];
    };
    expect(consentOf("+12025550143", "subscribed", "+12125550187")).toEqual(["+12125550187", true]);
    expect(consentOf(null, "unsubscribed", "+12125550187")).toEqual(["+12125550187", false]);
    expect(consentOf("+12025550143", "subscribed", null)).toEqual(["+12025550143", undefined]);
    expect(consentOf(null, "subscribed", null)).toEqual([undefined, undefined]);
  });
});
