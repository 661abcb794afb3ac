import { safeParseOrder } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { least, said, sent } from "../support.js";

describe("email", () => {
  it.each([
    [" ada@example.com\n", "ada@example.com"],
    ["Ada.Lovelace+shop@Example.COM", "Ada.Lovelace+shop@Example.COM"],
    ["o'hara@example.co.uk", "o'hara@example.co.uk"],
    ["foo..bar@docomo.example.jp", "foo..bar@docomo.example.jp"],
    ["用户@例え.テスト", "用户@例え.テスト"],
    ["a@xn--r8jz45g.example", "a@xn--r8jz45g.example"],
    ['"ada lovelace"@example.com', '"ada lovelace"@example.com'],
    ['"a@b, c"@example.com', '"a@b, c"@example.com'],
    ['"say \\"hi\\""@例え.テスト', '"say \\"hi\\""@例え.テスト'],
  ])("%j is sent as %j", (email, address) => {
    expect(sent({ email }).email).toBe(address);
  });

  it.each([
    "ada",
    "ada@",
    '""@example.com',
    '"ada@example.com',
    '"ada"lovelace@example.com',
    '"ada" <ada@example.com>',
    '"ada\\"@example.com',
    '"a\tb"@example.com',
    `"${"a".repeat(63)}"@example.com`,
    '"ada"@example.com, bob@example.com',
    "@example.com",
    "ada@example",
    "ada@@example.com",
    "ada@home@example.com",
    "ada lovelace@example.com",
    "Ada <ada@example.com>",
    "<ada@example.com>",
    "mailto:ada@example.com",
    "ada@example.com,bob@example.com",
    "ada@example.com;",
    "ada@example..com",
    "ada@.example.com",
    "ada@example.com.",
    "ada@-example.com",
    "ada\u0000@example.com",
    "ada\u200b@example.com",
    "ada\ud800@example.com",
    `${"a".repeat(65)}@example.com`,
    `a@${"a".repeat(64)}.com`,
    `a@${"a.".repeat(200)}com`,
    `${"@".repeat(100_000)}`,
  ])("%j is refused", (email) => {
    const { error } = safeParseOrder({ ...least, email });
    expect(error?.issues).toMatchObject([{ code: "invalid", path: ["email"] }]);
    expect(error?.issues[0]?.message).toContain("one bare e-mail address");
  });

  it.each([1, true, {}, ["ada@example.com"]])("%j is refused, since it is not text", (email) => {
    expect(said({ email }, "email")).toBe("must be text");
  });

  it.each(["", "  ", null, undefined])("%j is omitted", (email) => {
    expect(sent({ email, phone: "+12125551234" })).not.toHaveProperty("email");
  });
});

describe("a status", () => {
  it("is sent in Privy's own words", () => {
    for (const status of "authorized expired paid partially_paid partially_refunded pending refunded voided".split(
      " ",
    )) {
      expect(sent({ financial_status: status }).financial_status).toBe(status);
    }
    const fulfillment =
      "delivered fulfilled in_progress on_hold open partially_fulfilled pending pending_fulfillment request_declined " +
      "restocked scheduled unfulfilled";
    for (const status of fulfillment.split(" ")) {
      expect(sent({ fulfillment_status: status }).fulfillment_status).toBe(status);
    }
  });

  it.each([
    ["financial_status", "Partially Refunded", 'did you mean "partially_refunded"?'],
    ["financial_status", "partially-paid", 'did you mean "partially_paid"?'],
    ["financial_status", "PAID", 'did you mean "paid"?'],
    ["financial_status", "payed", 'did you mean "paid"?'],
    ["financial_status", "refund", 'did you mean "refunded"?'],
    ["fulfillment_status", "inProgress", 'did you mean "in_progress"?'],
    ["fulfillment_status", "fullfilled", 'did you mean "fulfilled"?'],
    ["fulfillment_status", "unfufilled", 'did you mean "unfulfilled"?'],
  ])("is not guessed but suggested: %s %j", (field, status, advice) => {
    expect(said({ [field]: status }, field)).toContain(advice);
  });

  it.each(["cancelled", "Canceled"])("has no word for %j, and the message says what has", (status) => {
    for (const field of ["financial_status", "fulfillment_status"]) {
      expect(said({ [field]: status }, field)).toContain("voided or refunded");
    }
  });

  it.each(["", "completed", "ada@example.com", 1, true, "x".repeat(100_000)])(
    "%j is refused with the list of what exists, and without a suggestion",
    (status) => {
      const message = said({ financial_status: status }, "financial_status");
      expect(message).toMatch(/^must be one of authorized, .*, voided$/);
    },
  );
});

describe("customer_id", () => {
  it.each([
    ["cus_1", "cus_1"],
    [" cus_1 ", "cus_1"],
    [727, "727"],
    [115310627314723954n, "115310627314723954"],
    ["torn \ud83d", "torn \ufffd"],
  ])("%s is sent as text", (id, text) => {
    expect(sent({ customer_id: id }).customer_id).toBe(text);
  });

  it.each(["", " ", null, undefined])("%j is omitted", (id) => {
    expect(sent({ customer_id: id })).not.toHaveProperty("customer_id");
  });

  it.each([2 ** 53, 1.5, Number.NaN, true, {}, "x".repeat(256)])("%s is refused", (id) => {
    expect(said({ customer_id: id }, "customer_id")).toBeDefined();
  });
});

describe("total_items", () => {
  it.each([
    [0, 0],
    [-0, 0],
    [3, 3],
    ["3", 3],
    [3n, 3],
  ])("%s is sent as %s", (count, items) => {
    expect(sent({ total_items: count }).total_items).toBe(items);
  });

  it.each([-1, 1.5, "1.5", "-1", "", "three", 2 ** 53, "99999999999999999999", Number.NaN, true, []])(
    "%j is refused",
    (count) => {
      expect(said({ total_items: count }, "total_items")).toContain("whole number");
    },
  );
});

describe("a yes or no", () => {
  it.each(["accepts_email_marketing", "accepts_sms_marketing", "initial_sync"])(
    "%s is true or false",
    (field) => {
      const phone = "+12125551234";
      expect(sent({ phone, [field]: true })[field]).toBe(true);
      expect(sent({ phone, [field]: false })[field]).toBe(false);
      expect(sent({ phone, [field]: null })).not.toHaveProperty(field);
      for (const value of ["true", "false", "", 0, 1, {}, []]) {
        expect(said({ phone, [field]: value }, field)).toContain("true or false");
      }
    },
  );
});
