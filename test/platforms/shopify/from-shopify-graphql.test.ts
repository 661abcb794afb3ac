import { readFileSync } from "node:fs";
import {
  fromShopifyGraphql,
  SHOPIFY_ORDER_FRAGMENT,
  type ShopifyGraphqlOrder,
  shopifyGraphqlVersion,
} from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { payload, problemOf, refusal } from "../support.js";

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

  it("maps an order, with the webhook's ids", () => {
    expect(payload(fromShopifyGraphql(order))).toEqual({
      order_id: "9007199254740993",
      email: "ada.quill@example.com",
      total: 54.4,
      subtotal: 55,
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
    expect(problemOf(() => of("LOST"))).toMatchObject(refusal("displayFulfillmentStatus", "unknown_status"));
    expect(problemOf(() => fromShopifyGraphql({ ...order, id: "1001" }))).toMatchObject(
      refusal("id", "invalid"),
    );
  });

  const parcel = (status: string, displayStatus: string | null) => ({ status, displayStatus });
  it.each([
    ["FULFILLED", [parcel("SUCCESS", "DELIVERED"), parcel("SUCCESS", "PICKED_UP")], "delivered"],
    ["FULFILLED", [parcel("CANCELLED", "CANCELED"), parcel("SUCCESS", "DELIVERED")], "delivered"],
    ["FULFILLED", [parcel("SUCCESS", "DELIVERED"), parcel("SUCCESS", "OUT_FOR_DELIVERY")], "fulfilled"],
    ["FULFILLED", [parcel("SUCCESS", null)], "fulfilled"],
    ["FULFILLED", [], "fulfilled"],
    ["PARTIALLY_FULFILLED", [parcel("SUCCESS", "DELIVERED")], "partially_fulfilled"],
  ])("knows from %s and its parcels whether the goods have arrived: %j", (word, fulfillments, expected) => {
    const mapped = fromShopifyGraphql({ ...order, displayFulfillmentStatus: word, fulfillments });
    expect(mapped.fulfillment_status).toBe(expected);
  });

  it("reads a cancellation as the webhook's mapper does", () => {
    const of = (displayFinancialStatus: string) =>
      fromShopifyGraphql({ ...order, displayFinancialStatus, cancelledAt: "2026-03-02T10:00:00Z" });
    expect(of("AUTHORIZED").financial_status).toBe("voided");
    expect(of("PAID").financial_status).toBe("paid");
  });

  it("takes the date on which the order was placed, and offers its last change as the version", () => {
    const imported = { ...order, processedAt: "2019-01-01T00:00:00Z", updatedAt: "2026-03-02T10:00:00Z" };
    expect(fromShopifyGraphql(imported).order_date).toBe("2019-01-01T00:00:00Z");
    expect(shopifyGraphqlVersion(imported)).toEqual(new Date("2026-03-02T10:00:00Z"));
  });

  it("refuses an order of which not all items were asked for", () => {
    const lineItems = { nodes: [], pageInfo: { hasNextPage: true } };
    expect(problemOf(() => fromShopifyGraphql({ ...order, lineItems }))).toMatchObject(
      refusal("lineItems.pageInfo.hasNextPage", "invalid"),
    );
  });

  it("refuses a test order until it is wanted", () => {
    const test = { ...order, test: true };
    expect(problemOf(() => fromShopifyGraphql(test))).toMatchObject(refusal("test", "is_test"));
    expect(fromShopifyGraphql(test, { testOrders: "send" }).currency).toBe("CAD");
  });

  it("is found by the customer's addresses, and consents only with them", () => {
    const customer = {
      id: "gid://shopify/Customer/77",
      defaultEmailAddress: { emailAddress: "ada.quill@example.com", marketingState: "SUBSCRIBED" },
      defaultPhoneNumber: { phoneNumber: "+12125550187", marketingState: "SUBSCRIBED" },
    };
    const buyer = { ...order, customerAcceptsMarketing: true, phone: "+12025550143", customer };
    const agreed = { accepts_email_marketing: true, accepts_sms_marketing: true, phone: "+12125550187" };
    expect(fromShopifyGraphql(buyer)).toMatchObject(agreed);
    expect(fromShopifyGraphql({ ...buyer, email: null })).toMatchObject({ email: "ada.quill@example.com" });
    const other = fromShopifyGraphql({ ...buyer, email: "other@example.com" });
    expect(other).not.toHaveProperty("accepts_email_marketing");
    const unsubscribed = {
      ...customer,
      defaultEmailAddress: { ...customer.defaultEmailAddress, marketingState: "UNSUBSCRIBED" },
    };
    expect(fromShopifyGraphql({ ...buyer, customer: unsubscribed }).accepts_email_marketing).toBe(false);
    const older = {
      id: customer.id,
      email: "ada.quill@example.com",
      phone: "+12125550187",
      emailMarketingConsent: { marketingState: "SUBSCRIBED" },
      smsMarketingConsent: { marketingState: "SUBSCRIBED" },
    };
    expect(fromShopifyGraphql({ ...buyer, customer: older })).toMatchObject(agreed);
  });

  it("is asked for with a fragment that names every field of the type", () => {
    const asked = new Set(SHOPIFY_ORDER_FRAGMENT.match(/\w+/g));
    const older = new Set(["emailMarketingConsent", "smsMarketingConsent", "edges", "node"]);
    const source = readFileSync(
      new URL("../../../src/platforms/shopify/shopify-graphql-order.ts", import.meta.url),
      "utf8",
    );
    const fields = [...source.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name = ""]) => name);
    expect(fields.length).toBeGreaterThan(40);
    expect(fields.filter((name) => !asked.has(name) && !older.has(name))).toEqual([]);
  });
});
