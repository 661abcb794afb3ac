import { readFileSync } from "node:fs";
import { InvalidInputError, type OrderInput, orderIdFrom, parseOrder } from "privy-orders";
import { readNdjson } from "privy-orders/import";
import {
  fromMedusaV2,
  fromShopifyGraphql,
  fromShopifyWebhook,
  fromStripeCheckoutSession,
  fromWooCommerce,
  type MedusaOrder,
  type ShopifyGraphqlOrder,
  type ShopifyWebhookOrder,
  type StripeCheckoutSession,
  type WooCommerceOrder,
} from "privy-orders/platforms";
import { describe, expect, it } from "vitest";

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8").replaceAll("\n", " ");
const fixtureOrder = <Order>(name: string): Order => JSON.parse(fixture(name));
const payload = (order: OrderInput) => parseOrder(order).order;
const statusesOf = (order: OrderInput) => [order.financial_status, order.fulfillment_status];
const problemOf = (attempt: () => unknown): unknown => {
  try {
    attempt();
  } catch (error) {
    return error;
  }
  return undefined;
};
const refusal = (path: string) => ({
  name: "InvalidInputError",
  issues: [{ path: [path], message: expect.any(String) }],
});

describe("fromShopifyWebhook", () => {
  const sample = fixtureOrder<ShopifyWebhookOrder>("shopify-order.json");
  const order: ShopifyWebhookOrder = {
    ...sample,
    id: "820982911946154508",
    customer: { id: "115310627314723954" },
  };

  it("says Shopify's own sample in Privy's words", () => {
    expect(payload(fromShopifyWebhook(order))).toMatchObject({
      order_id: "820982911946154508",
      email: "jon@doe.ca",
      total: 403,
      subtotal: 393,
      currency: "USD",
      order_date: "2019-06-04T17:53:06Z",
      customer_id: "115310627314723954",
      financial_status: "voided",
      fulfillment_status: "pending",
      total_items: 2,
      accepts_email_marketing: true,
      line_items: [
        { sku: "IPOD2008PINK", quantity: 1, price: 199, product_id: 632910392, variant_id: 808950810 },
        { sku: "IPOD2008PINK", quantity: 1, price: 199 },
      ],
      billing_address: { first_name: "Bob", city: "Billtown", state_code: "KY", country_code: "US" },
      shipping_address: { first_name: "Steve", postal_code: "40003" },
    });
  });

  it("takes the exact id from the gid when JSON.parse has rounded the number, else the order is refused", () => {
    const gid = "gid://shopify/Order/820982911946154508";
    const rounded = { ...sample, customer: null };
    expect(fromShopifyWebhook({ ...rounded, admin_graphql_api_id: gid }).order_id).toBe("820982911946154508");
    expect(problemOf(() => parseOrder(fromShopifyWebhook(rounded)))).toMatchObject({
      issues: [{ path: ["order_id"] }],
    });
  });

  it("maps the exact ids that a reader kept", async () => {
    for await (const record of readNdjson(fixture("shopify-order.json"), { map: fromShopifyWebhook })) {
      expect(record).toMatchObject({ order: { order_id: 820982911946154508n } });
    }
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

  it.each(["financial_status", "fulfillment_status"])(
    "refuses an unknown %s, also one that every object has",
    (field) => {
      for (const word of ["teleported", "constructor", "__proto__"]) {
        const error = problemOf(() => fromShopifyWebhook({ ...order, [field]: word }));
        expect(error).toBeInstanceOf(InvalidInputError);
        expect(error).toMatchObject(refusal(field));
        expect(String(error)).not.toContain(word);
      }
    },
  );

  it("takes an address's phone only for an order without an e-mail address, and no SMS opt-in with it", () => {
    const {
      email: _email,
      contact_email: _contact,
      ...anonymous
    } = {
      ...order,
      customer: { sms_marketing_consent: { state: "subscribed" } },
    };
    expect(fromShopifyWebhook(order).phone).toBeUndefined();
    expect(fromShopifyWebhook(anonymous).phone).toBe("555-555-BILL");
    expect(fromShopifyWebhook(anonymous).accepts_sms_marketing).toBeUndefined();
    expect(fromShopifyWebhook({ ...anonymous, phone: "+12025550143" }).accepts_sms_marketing).toBe(true);
  });
});

describe("fromShopifyGraphql", () => {
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode: "CAD" } });
  const order: ShopifyGraphqlOrder = {
    id: "gid://shopify/Order/9007199254740993",
    email: "ada.quill@example.com",
    createdAt: "2026-03-01T10:00:00Z",
    totalPriceSet: money("54.40"),
    subtotalPriceSet: money("50.0"),
    totalDiscountsSet: money("5.0"),
    discountCodes: ["SPRING"],
    displayFinancialStatus: "PARTIALLY_REFUNDED",
    displayFulfillmentStatus: "IN_PROGRESS",
    customerAcceptsMarketing: false,
    customer: { id: "gid://shopify/Customer/77" },
    taxLines: [{ title: "HST", priceSet: money("4.40") }],
    lineItems: {
      nodes: [
        {
          sku: "MUG",
          title: "Mug",
          quantity: 2,
          originalUnitPriceSet: money("25.0"),
          product: { id: "gid://shopify/Product/11" },
          variant: { id: "gid://shopify/ProductVariant/12" },
        },
      ],
    },
    shippingAddress: {
      firstName: "Ada",
      lastName: "Quill",
      provinceCode: "ON",
      countryCodeV2: "CA",
      zip: "K1A 0B1",
    },
  };

  it("says an order in Privy's words, with the webhook's ids", () => {
    expect(payload(fromShopifyGraphql(order))).toEqual({
      order_id: "9007199254740993",
      email: "ada.quill@example.com",
      total: 54.4,
      subtotal: 50,
      currency: "CAD",
      order_date: "2026-03-01T10:00:00Z",
      customer_id: "77",
      financial_status: "partially_refunded",
      fulfillment_status: "in_progress",
      accepts_email_marketing: false,
      discounts: [{ code: "SPRING", amount: 5 }],
      tax_lines: [{ title: "HST", amount: 4.4 }],
      line_items: [{ sku: "MUG", title: "Mug", quantity: 2, price: 25, product_id: "11", variant_id: "12" }],
      total_items: 2,
      shipping_address: {
        first_name: "Ada",
        last_name: "Quill",
        state_code: "ON",
        country_code: "CA",
        postal_code: "K1A 0B1",
      },
    });
  });

  it("takes edges as well as nodes", () => {
    const edges = [{ node: { quantity: 3, title: "Tea" } }];
    expect(fromShopifyGraphql({ ...order, lineItems: { edges } })).toMatchObject({ total_items: 3 });
  });

  it.each([
    "FULFILLED",
    "IN_PROGRESS",
    "ON_HOLD",
    "OPEN",
    "PARTIALLY_FULFILLED",
    "PENDING_FULFILLMENT",
    "REQUEST_DECLINED",
    "RESTOCKED",
    "SCHEDULED",
    "UNFULFILLED",
  ])("knows the displayFulfillmentStatus %s", (word) => {
    expect(fromShopifyGraphql({ ...order, displayFulfillmentStatus: word }).fulfillment_status).toBe(
      word.toLowerCase(),
    );
  });

  it("leaves the status out where there is nothing to be sent, and refuses what it does not know", () => {
    const of = (word: string) => fromShopifyGraphql({ ...order, displayFulfillmentStatus: word });
    expect(of("FULFILLMENT_NOT_REQUIRED")).not.toHaveProperty("fulfillment_status");
    expect(problemOf(() => of("LOST"))).toMatchObject(refusal("displayFulfillmentStatus"));
    expect(problemOf(() => fromShopifyGraphql({ ...order, id: "1001" }))).toMatchObject(refusal("id"));
  });
});

describe("fromWooCommerce", () => {
  const order = fixtureOrder<WooCommerceOrder>("woocommerce-order.json");

  it("says WooCommerce's own sample in Privy's words", () => {
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
    ["failed", ["voided", undefined]],
    ["trash", ["voided", undefined]],
    ["checkout-draft", ["pending", "pending"]],
    ["auto-draft", ["pending", "pending"]],
  ])("maps the status %s", (status, expected) => {
    expect(statusesOf(fromWooCommerce({ ...order, status }))).toEqual(expected);
  });

  it("refuses a plugin's status until it is told what it means", () => {
    const shipped = { ...order, status: "shipped" };
    expect(problemOf(() => fromWooCommerce(shipped))).toMatchObject(refusal("status"));
    const statuses = { shipped: { financial_status: "paid", fulfillment_status: "fulfilled" } } as const;
    expect(statusesOf(fromWooCommerce(shipped, { statuses }))).toEqual(["paid", "fulfilled"]);
  });
});

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

  it("says a session in Privy's words", () => {
    const lineItems = [
      {
        description: "Tea",
        quantity: 2,
        amount_subtotal: 2198,
        price: { id: "price_1", product: "prod_1", unit_amount: 1099 },
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
    ["open", "unpaid", "pending"],
    ["expired", "unpaid", "expired"],
  ])("maps the status %s with payment_status %s to %s", (status, payment_status, expected) => {
    expect(fromStripeCheckoutSession({ ...session, status, payment_status }).financial_status).toBe(expected);
  });

  it("takes consent only from an answer that was given", () => {
    const consentOf = (promotions: string | null) =>
      fromStripeCheckoutSession({ ...session, consent: { promotions } }).accepts_email_marketing;
    expect([consentOf("opt_in"), consentOf("opt_out"), consentOf(null)]).toEqual([true, false, undefined]);
  });

  it("refuses a session without an amount and a status that it does not know", () => {
    expect(problemOf(() => fromStripeCheckoutSession({ ...session, amount_total: null }))).toMatchObject(
      refusal("amount_total"),
    );
    expect(problemOf(() => fromStripeCheckoutSession({ ...session, payment_status: "x" }))).toMatchObject(
      refusal("payment_status"),
    );
  });
});

describe("fromMedusaV2", () => {
  const order: MedusaOrder = {
    id: "order_01JMEDUSA0000000000000001",
    email: "ada.quill@example.com",
    currency_code: "eur",
    created_at: "2026-02-03T04:05:06.789Z",
    total: 54.5,
    item_subtotal: { value: "45.8" },
    discount_total: 0,
    tax_total: 8.7,
    payment_status: "captured",
    fulfillment_status: "delivered",
    items: [
      {
        title: "Mug",
        quantity: 2,
        unit_price: 22.9,
        variant_sku: "MUG",
        product_id: "prod_1",
        variant_id: "variant_1",
      },
    ],
    shipping_address: { first_name: "Ada", country_code: "de", postal_code: "10115", phone: "030 123456" },
  };

  it("says an order in Privy's words, with its amounts as they are", () => {
    expect(payload(fromMedusaV2(order))).toEqual({
      order_id: orderIdFrom(order.id),
      email: "ada.quill@example.com",
      total: 54.5,
      subtotal: 45.8,
      currency: "EUR",
      order_date: "2026-02-03T04:05:06.789Z",
      financial_status: "paid",
      fulfillment_status: "delivered",
      tax_lines: [{ title: "Tax", amount: 8.7 }],
      line_items: [
        { sku: "MUG", title: "Mug", quantity: 2, price: 22.9, product_id: "prod_1", variant_id: "variant_1" },
      ],
      total_items: 2,
      shipping_address: { first_name: "Ada", country_code: "DE", postal_code: "10115" },
    });
  });

  it.each([
    ["not_paid", "pending"],
    ["awaiting", "pending"],
    ["authorized", "authorized"],
    ["partially_authorized", "pending"],
    ["captured", "paid"],
    ["partially_captured", "partially_paid"],
    ["partially_refunded", "partially_refunded"],
    ["refunded", "refunded"],
    ["canceled", "voided"],
    ["requires_action", "pending"],
  ])("maps the payment_status %s to %s", (payment_status, expected) => {
    expect(fromMedusaV2({ ...order, payment_status }).financial_status).toBe(expected);
  });

  it.each([
    ["not_fulfilled", "unfulfilled"],
    ["partially_fulfilled", "partially_fulfilled"],
    ["fulfilled", "fulfilled"],
    ["partially_shipped", "partially_fulfilled"],
    ["shipped", "fulfilled"],
    ["partially_delivered", "partially_fulfilled"],
    ["delivered", "delivered"],
    ["canceled", undefined],
  ])("maps the fulfillment_status %s to %s", (fulfillment_status, expected) => {
    expect(fromMedusaV2({ ...order, fulfillment_status }).fulfillment_status).toBe(expected);
  });

  it("refuses a status that it does not know", () => {
    expect(problemOf(() => fromMedusaV2({ ...order, payment_status: "x" }))).toMatchObject(
      refusal("payment_status"),
    );
  });
});
