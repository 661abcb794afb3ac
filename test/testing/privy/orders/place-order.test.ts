import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";

const everything = {
  phone: "(415) 555-0123",
  customer_id: "c-7",
  subtotal: 90,
  discounts: [{ code: "TEN", amount: 10 }],
  tax_lines: [{ title: "VAT", amount: 5 }],
  total_items: 2,
  financial_status: "paid",
  fulfillment_status: "unfulfilled",
  line_items: [{ sku: "A", quantity: 2, price: 45, colour: "red" }],
  billing_address: { name: "Ada Lovelace", country_code: "US" },
  shipping_address: { first_name: "Ada", last_name: "Lovelace", city: "Boston", planet: "Earth" },
  accepts_email_marketing: true,
  accepts_sms_marketing: false,
};

describe("an order that Privy has not seen", () => {
  it("is answered with 201 and exactly the documented example's keys, in its order", async () => {
    const { place } = createAccount();
    const answer = await place(everything);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(answer.text).toBe(
      '{"data":{"order_id":1001,"source":"api","email":"ada@example.com","phone":"+14155550123","total_amount":"95.00",' +
        '"currency_code":"USD","placed_at":"2026-01-01T10:00:00Z","financial_status":"paid","fulfillment_status":"unfulfilled",' +
        '"customer_id":"c-7","total_items":2,"accepts_email_marketing":true,"accepts_sms_marketing":false,' +
        '"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}}',
    );
  });

  it("is stored with everything that the answer leaves out, verbatim", async () => {
    const { place, privy } = createAccount();
    await place(everything);
    const { discounts, tax_lines, line_items, billing_address, shipping_address, subtotal } = everything;
    expect(privy.orders).toHaveLength(1);
    expect(privy.orders[0]).toMatchObject({
      order_id: "1001",
      discounts,
      tax_lines,
      line_items,
      billing_address,
      shipping_address,
      subtotal,
      contact_id: privy.contacts[0]?.id,
      integration_id: null,
      initial_sync: false,
      counts_in_statistics: true,
    });
  });

  it("is answered without the values that are empty", async () => {
    const { place } = createAccount({ decisions: { echo: "all" } });
    const answer = await place({ customer_id: "", discounts: [], shipping_address: {}, total_items: 0 });
    expect(Object.keys(answer.data ?? {})).toEqual([
      "order_id",
      "source",
      "email",
      "total_amount",
      "currency_code",
      "placed_at",
      "total_items",
      "created_at",
      "updated_at",
    ]);
  });
});

describe("an order that Privy knows", () => {
  it("is answered with 200 and updated, and keeps what the call omits", async () => {
    const { place, privy } = createAccount();
    await place(everything);
    await privy.clock.advance("1h");
    const answer = await place({ total: 80, financial_status: "partially_refunded" });
    expect(answer.status).toBe(200);
    expect(answer.data).toMatchObject({
      total_amount: "80.00",
      financial_status: "partially_refunded",
      phone: "+14155550123",
      customer_id: "c-7",
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T01:00:00Z",
    });
    expect(privy.orders).toHaveLength(1);
    expect(privy.orders[0]?.line_items).toEqual(everything.line_items);
  });

  it("has its arrays replaced, not merged", async () => {
    const { place, privy } = createAccount();
    await place({ line_items: [{ sku: "A" }, { sku: "B" }], discounts: [{ code: "X" }] });
    await place({ line_items: [{ sku: "C" }], discounts: [] });
    expect(privy.orders[0]?.line_items).toEqual([{ sku: "C" }]);
    expect(privy.orders[0]?.discounts).toEqual([]);
  });

  it("is the same order whether its id comes as a number, as text or with leading zeros", async () => {
    const { place, privy } = createAccount();
    expect((await place({ order_id: 42 })).status).toBe(201);
    expect((await place({ order_id: "42" })).status).toBe(200);
    expect((await place({ order_id: "0042" })).status).toBe(200);
    expect(privy.orders.map(({ order_id }) => order_id)).toEqual(["42"]);
  });
});

describe("an id beyond 2^53", () => {
  it("keeps every digit, from the request to the answer", async () => {
    const { place, privy } = createAccount();
    const largest = 2n ** 63n - 1n;
    const first = await place({ order_id: largest });
    expect(first.text).toContain('"order_id":9223372036854775807,');
    const second = await place({ order_id: "9007199254740993" });
    expect(second.text).toContain('"order_id":9007199254740993,');
    expect((await place({ order_id: 9007199254740993n })).status).toBe(200);
    expect((await place({ order_id: 9007199254740992n })).status).toBe(201);
    expect(privy.order(largest)?.order_id).toBe("9223372036854775807");
  });

  it("is kept in a verbatim field too", async () => {
    const { place, privy } = createAccount({ decisions: { echo: "all" } });
    const answer = await place({ line_items: [{ product_id: 9007199254740993n }] });
    expect(answer.text).toContain('"line_items":[{"product_id":9007199254740993}]');
    expect(privy.orders[0]?.line_items).toEqual([{ product_id: 9007199254740993n }]);
  });
});

describe("amounts in the answer", () => {
  const cases: [unknown, string, string][] = [
    [95, "USD", "95.00"],
    [95.5, "USD", "95.50"],
    [0, "USD", "0.00"],
    [-12.5, "USD", "-12.50"],
    [-0.001, "USD", "0.00"],
    [1.005, "USD", "1.01"],
    [0.1 + 0.2, "USD", "0.30"],
    [1e-7, "USD", "0.00"],
    [95.4, "JPY", "95"],
    [95.5, "JPY", "96"],
    [1.5, "KWD", "1.500"],
    [1.23456, "CLF", "1.2346"],
    [999_999_999_999_999, "USD", "999999999999999.00"],
  ];
  for (const [total, currency, expected] of cases) {
    it(`are decimal text with the currency's digits: ${String(total)} ${currency} is ${expected}`, async () => {
      const { place } = createAccount();
      expect((await place({ total, currency })).data).toMatchObject({ total_amount: expected });
    });
  }
});

describe("a refused request", () => {
  it("names every field that is wrong at once", async () => {
    const { problems } = createAccount();
    expect(
      await problems({
        order_id: undefined,
        total: "much",
        currency: "DOLLAR",
        order_date: "yesterday",
        email: "ada",
        phone: "1",
        financial_status: "settled",
        accepts_email_marketing: "yes",
        line_items: {},
      }),
    ).toEqual([
      "order_id: can't be blank",
      "total: is not a number",
      "currency: must be a three-letter ISO 4217 code",
      "order_date: must be an ISO 8601 date-time in UTC",
      "email: is invalid",
      "phone: is invalid",
      "financial_status: is not included in the list",
      "line_items: must be an array of objects",
      "accepts_email_marketing: must be true or false",
    ]);
  });

  it("has the documented envelope", async () => {
    const { place } = createAccount();
    const answer = await place({ total: null });
    expect(answer.status).toBe(422);
    expect(answer.text).toBe(
      '{"error":{"code":"validation_failed","message":"One or more fields are invalid",' +
        '"details":[{"field":"total","message":"can\'t be blank"}]}}',
    );
  });

  it("changes nothing, neither for a new order nor for a known one", async () => {
    const flows = [{ name: "thanks", trigger: "order_placed" as const }];
    const { place, privy } = createAccount({ flows, integrations: ["shop-token"] });
    await place({ customer_id: "before" });
    const before = [privy.orders, privy.contacts, privy.flowEvaluations].map((state) =>
      structuredClone(state),
    );
    await place({ customer_id: "after", email: "new@example.com", total: "x" });
    await place({ order_id: 2, email: "new@example.com", total_items: -1 });
    await place(
      { order_id: 3, email: "new@example.com" },
      { headers: { "x-privy-integration-token": "wrong" } },
    );
    await place({ order_id: 4, email: "new@example.com" }, { headers: { authorization: "Bearer wrong" } });
    expect([privy.orders, privy.contacts, privy.flowEvaluations]).toEqual(before);
    expect(privy.requests.map(({ status }) => status)).toEqual([201, 422, 422, 422, 401]);
  });

  it("never repeats a value of the request", async () => {
    const { place } = createAccount({ decisions: { unknownFields: "ignore" } });
    const secret = "ada.private";
    const answer = await place({
      order_id: secret,
      total: secret,
      currency: secret,
      order_date: secret,
      email: secret,
      phone: secret,
      financial_status: secret,
      shipping_address: secret,
      total_items: secret,
      initial_sync: secret,
    });
    expect(answer.details).toHaveLength(10);
    expect(answer.text).not.toContain(secret);
  });
});
