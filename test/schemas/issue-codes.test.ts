import {
  InvalidInputError,
  ISSUE_CODES,
  isSkippable,
  SKIPPABLE_ISSUE_CODES,
  safeParseOrder,
} from "privy-orders";
import { describe, expect, it } from "vitest";
import { least } from "./support.js";

describe("the code of an issue", () => {
  it.each([
    ["no_contact", { email: null }],
    ["no_contact", { email: " ", phone: "" }],
    ["missing", { order_id: undefined }],
    ["missing", { total: null }],
    ["missing", { currency: null }],
    ["missing", { order_date: "" }],
    ["invalid", { total: "9,50" }],
    ["invalid", { email: "ada@" }],
    ["invalid", { accepts_email_marketing: 1 }],
    ["invalid", { order_id: "#1001" }],
    ["invalid", { line_items: {} }],
    ["unknown_status", { financial_status: "cancelled" }],
    ["unknown_field", { orderId: 1 }],
    ["unknown_field", { "ada@example.com": 1 }],
    ["ambiguous", { order_date: "2026-02-28" }],
    ["ambiguous", { order_date: 1772271000 }],
    ["ambiguous", { email: null, phone: "212 555 1234" }],
    ["unsafe_number", { order_id: 2 ** 53 }],
    ["unsafe_number", { line_items: [{ product_id: 2 ** 60 }] }],
    ["unsafe_number", { customer_id: 2 ** 60 }],
    ["too_large", { order_id: "9223372036854775808" }],
    ["too_large", { customer_id: "x".repeat(256) }],
    ["too_large", { total: 2 ** 53 }],
    ["conflict", { accepts_sms_marketing: true }],
  ])("is %s for %o", (code, fields) => {
    const { error } = safeParseOrder({ ...least, ...fields });
    expect(error?.issues.map((issue) => issue.code)).toEqual([code]);
  });

  it("is always one of the list", () => {
    const { error } = safeParseOrder({ order_id: "#", total: "x", line_items: [1, { price: "y" }], z: 1 });
    const codes = error?.issues.map((issue) => issue.code) ?? [];
    expect(codes.length).toBeGreaterThan(5);
    expect(ISSUE_CODES).toEqual(expect.arrayContaining(codes));
  });
});

describe("a record that is not an order to report", () => {
  const refused = (...codes: (typeof ISSUE_CODES)[number][]) =>
    new InvalidInputError(
      "The order was not sent",
      codes.map((code) => ({ code, path: [], message: "is so" })),
    );

  it.each(SKIPPABLE_ISSUE_CODES)("can be skipped when its only problem is %s", (code) => {
    expect(isSkippable(refused(code))).toBe(true);
    expect(isSkippable({ issues: [{ code, path: [], message: "is so" }] })).toBe(true);
  });

  it("is not skipped when anything else is wrong with it, too", () => {
    expect(isSkippable(refused("no_contact", "invalid"))).toBe(false);
    expect(isSkippable(safeParseOrder({ ...least, email: null, total: "x" }).error)).toBe(false);
  });

  it("is skipped when it has neither an email nor a phone", () => {
    expect(isSkippable(safeParseOrder({ ...least, email: null }).error)).toBe(true);
  });

  it.each([
    undefined,
    null,
    "no_contact",
    new Error("no_contact"),
    { issues: [] },
    { issues: [null] },
    { issues: 1 },
  ])("is nothing else that can be caught: %o", (caught) => {
    expect(isSkippable(caught)).toBe(false);
  });
});
