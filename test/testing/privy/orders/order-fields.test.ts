import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";

type Case = readonly [why: string, fields: Readonly<Record<string, unknown>>];

const accepted: readonly Case[] = [
  ["the largest int64 as text", { order_id: "9223372036854775807" }],
  ["a currency in small letters", { currency: "usd" }],
  ["a currency that was withdrawn lately", { currency: "HRK" }],
  ["a date with a fraction", { order_date: "2026-01-01T10:00:00.123Z" }],
  ["a date with an offset", { order_date: "2026-01-01T12:00:00+02:00" }],
  ["29 February of a leap year", { order_date: "2024-02-29T00:00:00Z" }],
  ["29 February of the year 2000", { order_date: "2000-02-29T00:00:00Z" }],
  ["an email with a plus and a subdomain", { email: "ada+shop@mail.example.co.uk" }],
  ["an email with points at the edges of its name", { email: ".ada..l.@example.com" }],
  ["a phone alone", { email: undefined, phone: "+14155550123" }],
  ["null for an optional field", { phone: null, customer_id: null, line_items: null, initial_sync: null }],
  ["an email of 254 characters", { email: `${"a".repeat(60)}@${"b".repeat(189)}.com` }],
  ["total_items of 0", { total_items: 0 }],
  ["an SMS opt-in with a phone", { accepts_sms_marketing: true, phone: "+14155550123" }],
  ["no SMS opt-in without a phone", { accepts_sms_marketing: false }],
  ["amounts that do not add up", { total: 95, subtotal: 90, discounts: [{ amount: 10 }] }],
  ["items with keys of their own", { line_items: [{ anything: { nested: [1, 2] } }] }],
];

describe("a field is accepted when it is", () => {
  for (const [why, fields] of accepted) {
    it(why, async () => {
      const { place } = createAccount();
      const answer = await place(fields);
      expect(answer.details).toBeUndefined();
      expect(answer.status).toBe(201);
    });
  }

  for (const status of "authorized expired paid partially_paid partially_refunded pending refunded voided".split(
    " ",
  )) {
    it(`financial_status ${status}`, async () => {
      const { place } = createAccount();
      expect((await place({ financial_status: status })).data.financial_status).toBe(status);
    });
  }

  const fulfillment =
    "delivered fulfilled in_progress on_hold open partially_fulfilled pending pending_fulfillment request_declined " +
    "restocked scheduled unfulfilled";
  for (const status of fulfillment.split(" ")) {
    it(`fulfillment_status ${status}`, async () => {
      const { place } = createAccount();
      expect((await place({ fulfillment_status: status })).data.fulfillment_status).toBe(status);
    });
  }
});

const refused: readonly (readonly [...Case, problem: string])[] = [
  ["missing", { order_id: undefined }, "order_id: can't be blank"],
  ["null", { order_id: null }, "order_id: can't be blank"],
  ["blank", { order_id: "  " }, "order_id: can't be blank"],
  ["zero", { order_id: 0 }, "order_id: must be greater than 0"],
  ["zero in text", { order_id: "000" }, "order_id: must be greater than 0"],
  ["negative", { order_id: -5 }, "order_id: must be greater than 0"],
  ["negative and large", { order_id: "-9007199254740993" }, "order_id: must be an integer"],
  ["fractional", { order_id: 1.5 }, "order_id: must be an integer"],
  ["not digits", { order_id: "A-1001" }, "order_id: must be an integer"],
  ["a boolean", { order_id: true }, "order_id: must be an integer"],
  ["beyond int64", { order_id: 2n ** 63n }, "order_id: must be less than or equal to 9223372036854775807"],
  [
    "a megabyte of digits",
    { order_id: "9".repeat(1_000_000) },
    "order_id: must be less than or equal to 9223372036854775807",
  ],
  ["missing", { total: undefined }, "total: can't be blank"],
  ["text", { total: "95.00" }, "total: is not a number"],
  ["a boolean", { total: true }, "total: is not a number"],
  ["beyond what a number holds", { total: 2 ** 53 }, "total: is too large"],
  ["a long integer", { total: 10n ** 20n }, "total: is too large"],
  ["missing", { currency: undefined }, "currency: can't be blank"],
  ["two letters", { currency: "US" }, "currency: must be a three-letter ISO 4217 code"],
  ["unassigned", { currency: "ZZZ" }, "currency: is not an ISO 4217 currency code"],
  ["a number", { currency: 840 }, "currency: must be a three-letter ISO 4217 code"],
  ["missing", { order_date: undefined }, "order_date: can't be blank"],
  ["a bare date", { order_date: "2026-01-01" }, "order_date: must be an ISO 8601 date-time in UTC"],
  [
    "without a zone",
    { order_date: "2026-01-01T10:00:00" },
    "order_date: must be an ISO 8601 date-time in UTC",
  ],
  ["a number", { order_date: 1_767_261_600 }, "order_date: must be an ISO 8601 date-time in UTC"],
  ["30 February", { order_date: "2026-02-30T00:00:00Z" }, "order_date: must be an ISO 8601 date-time in UTC"],
  [
    "29 February 2100",
    { order_date: "2100-02-29T00:00:00Z" },
    "order_date: must be an ISO 8601 date-time in UTC",
  ],
  ["31 April", { order_date: "2026-04-31T00:00:00Z" }, "order_date: must be an ISO 8601 date-time in UTC"],
  ["day 0", { order_date: "2026-01-00T00:00:00Z" }, "order_date: must be an ISO 8601 date-time in UTC"],
  ["month 13", { order_date: "2026-13-01T00:00:00Z" }, "order_date: must be an ISO 8601 date-time in UTC"],
  ["hour 24", { order_date: "2026-01-01T24:00:00Z" }, "order_date: must be an ISO 8601 date-time in UTC"],
  ["missing, and no phone", { email: undefined }, "base: email or phone must be present"],
  ["null, and phone too", { email: null, phone: null }, "base: email or phone must be present"],
  ["empty", { email: "" }, "email: is invalid"],
  ["without a domain", { email: "ada@example" }, "email: is invalid"],
  ["with a blank", { email: "ada @example.com" }, "email: is invalid"],
  ["with two at signs", { email: "ada@b@example.com" }, "email: is invalid"],
  ["with two points in a row behind the @", { email: "ada@example..com" }, "email: is invalid"],
  ["too long", { email: `${"a".repeat(60)}@${"b".repeat(190)}.com` }, "email: is invalid"],
  ["a long run of points", { email: `a@${"a.".repeat(100_000)}` }, "email: is invalid"],
  ["too long before the at sign", { email: `${"a".repeat(65)}@example.com` }, "email: is invalid"],
  ["a number", { email: 5 }, "email: must be a string"],
  ["too short", { phone: "555" }, "phone: is invalid"],
  ["a number", { phone: 4155550123 }, "phone: must be a string"],
  ["a sentence with a number in it", { phone: "call 415 555 0123 please" }, "phone: is invalid"],
  ["very long", { phone: "4".repeat(100_000) }, "phone: is invalid"],
  ["a number", { customer_id: 7 }, "customer_id: must be a string"],
  ["text", { subtotal: "9" }, "subtotal: is not a number"],
  ["negative", { total_items: -1 }, "total_items: must be greater than or equal to 0"],
  ["fractional", { total_items: 1.5 }, "total_items: must be an integer"],
  [
    "beyond what a number holds",
    { total_items: 2n ** 53n },
    "total_items: must be less than or equal to 9007199254740991",
  ],
  ["text", { total_items: "2" }, "total_items: is not a number"],
  ["unknown", { financial_status: "settled" }, "financial_status: is not included in the list"],
  ["in capitals", { fulfillment_status: "Delivered" }, "fulfillment_status: is not included in the list"],
  ["an object", { discounts: {} }, "discounts: must be an array of objects"],
  ["texts", { tax_lines: ["VAT"] }, "tax_lines: must be an array of objects"],
  ["holding null", { line_items: [null] }, "line_items: must be an array of objects"],
  ["holding lists", { line_items: [[]] }, "line_items: must be an array of objects"],
  ["a list", { billing_address: [] }, "billing_address: must be an object"],
  ["text", { shipping_address: "Boston" }, "shipping_address: must be an object"],
  ["text", { accepts_email_marketing: "true" }, "accepts_email_marketing: must be true or false"],
  ["a number", { accepts_sms_marketing: 1 }, "accepts_sms_marketing: must be true or false"],
  [
    "true without a phone",
    { accepts_sms_marketing: true },
    "base: phone must be present when accepts_sms_marketing is true",
  ],
  ["text", { initial_sync: "no" }, "initial_sync: must be true or false"],
];

describe("a field is refused by its name when it is", () => {
  for (const [why, fields, problem] of refused) {
    it(`${why} (${problem})`, async () => {
      const { problems } = createAccount();
      expect(await problems(fields)).toEqual([problem]);
    });
  }

  it("an exponent that no number holds", async () => {
    const { place } = createAccount();
    const text =
      '{"order_id":1,"total":1e999,"currency":"USD","order_date":"2026-01-01T00:00:00Z","email":"a@b.co"}';
    const answer = await place({}, { text });
    expect(answer.details).toEqual([{ field: "total", message: "is too large" }]);
  });

  it("an id in an exponent's spelling, which says no exact number", async () => {
    const { place } = createAccount();
    const text =
      '{"order_id":1e17,"total":1,"currency":"USD","order_date":"2026-01-01T00:00:00Z","email":"a@b.co"}';
    expect((await place({}, { text })).details).toEqual([
      { field: "order_id", message: "must be an integer" },
    ]);
  });
});

describe("a phone", () => {
  const spelled: readonly Case[] = [
    ["+14155550123", { phone: "+1 (415) 555-0123" }],
    ["+14155550123", { phone: "415.555.0123" }],
    ["+442079460958", { phone: "00442079460958" }],
    ["+442079460958", { phone: "020 7946 0958", shipping_address: { country_code: "GB" } }],
    ["+442079460958", { phone: "020 7946 0958", billing_address: { country_code: "gb" } }],
    [
      "+493012345678",
      {
        phone: "030 12345678",
        shipping_address: { country_code: "DE" },
        billing_address: { country_code: "GB" },
      },
    ],
    ["+442079460958", { phone: "+44 20 7946 0958", shipping_address: { country_code: "DE" } }],
    ["+14155550123", { phone: "4155550123", shipping_address: { country_code: "Atlantis" } }],
    ["+14155550123", { phone: "4155550123", shipping_address: { country_code: { deep: true } } }],
  ];
  for (const [expected, fields] of spelled) {
    it(`comes back in E.164: ${JSON.stringify(fields)}`, async () => {
      const { place } = createAccount();
      expect((await place(fields)).data.phone).toBe(expected);
    });
  }
});

describe("order_date", () => {
  const dates: readonly (readonly [string, string])[] = [
    ["2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z"],
    ["2026-01-01T10:00:00.999Z", "2026-01-01T10:00:00Z"],
    ["2026-01-01T00:30:00+02:00", "2025-12-31T22:30:00Z"],
    ["2026-01-01T00:30:00-05:30", "2026-01-01T06:00:00Z"],
  ];
  for (const [sent, placedAt] of dates) {
    it(`comes back as placed_at in UTC seconds: ${sent}`, async () => {
      const { place } = createAccount();
      expect((await place({ order_date: sent })).data.placed_at).toBe(placedAt);
    });
  }
});

describe("a body with hostile keys", () => {
  it("does not have them repeated when unknown fields are refused", async () => {
    const { place } = createAccount({ decisions: { unknownFields: "refuse" } });
    const answer = await place({ "ada@example.com": 1, __typo: 2 });
    expect(answer.text).not.toContain("ada@example.com");
    expect(answer.details?.map(({ field }) => field)).toEqual(["base", "__typo"]);
  });

  it("neither sets fields through a prototype nor changes one", async () => {
    const { place, privy } = createAccount();
    const text =
      '{"__proto__":{"email":"x@example.com","total":1,"admin":true},"constructor":1,"order_id":12345678901234567,' +
      '"currency":"USD","order_date":"2026-01-01T00:00:00Z"}';
    const answer = await place({}, { text });
    expect(answer.details?.map(({ field }) => field)).toEqual(["total", "base"]);
    expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
    expect(privy.orders).toEqual([]);
  });

  it("keeps them in verbatim fields as they are", async () => {
    const { place, privy } = createAccount();
    const text =
      '{"order_id":1,"total":1,"currency":"USD","order_date":"2026-01-01T00:00:00Z","email":"a@b.co",' +
      '"shipping_address":{"__proto__":{"first_name":"Eve"}}}';
    expect((await place({}, { text })).status).toBe(201);
    expect(privy.contacts[0]?.first_name).toBeNull();
    expect(Object.keys(privy.orders[0]?.shipping_address ?? {})).toEqual(["__proto__"]);
  });
});
