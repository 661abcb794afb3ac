import { describe, expect, it } from "vitest";
import { said, sent } from "../support.js";

describe("order_id", () => {
  it.each([
    ["a number", 1001, "1001"],
    ["the largest safe number", 2 ** 53 - 1, "9007199254740991"],
    ["a bigint", 820982911946154508n, "820982911946154508"],
    ["text of digits", "820982911946154508", "820982911946154508"],
    ["text with blanks around it", " \t1001\n", "1001"],
    ["text with leading zeros", "0001001", "1001"],
    ["2^63 − 1 as text", "9223372036854775807", "9223372036854775807"],
    ["2^63 − 1 as a bigint", 2n ** 63n - 1n, "9223372036854775807"],
    ["2^63 − 1 after many zeros", `${"0".repeat(50)}9223372036854775807`, "9223372036854775807"],
  ])("keeps %s to the last digit", (_, id, digits) => {
    expect(sent({ order_id: id }).order_id).toBe(digits);
  });

  it.each([
    ["2^63 as text", "9223372036854775808", "must not exceed 9223372036854775807"],
    ["2^63 as a bigint", 2n ** 63n, "orderIdFrom"],
    ["a number of 400 digits", "9".repeat(400), "must not exceed"],
    ["0", 0, "greater than zero"],
    ["-0", -0, "greater than zero"],
    ["0 as text", "000", "greater than zero"],
    ["0n", 0n, "greater than zero"],
    ["−1", -1, "greater than zero"],
    ["−1 as text", "-1", "greater than zero"],
    ["−1n", -1n, "greater than zero"],
    ["1.5", 1.5, "whole number"],
    ["1.5 as text", "1.5", "whole number"],
    ["NaN", Number.NaN, "whole number"],
    ["Infinity", Number.POSITIVE_INFINITY, "whole number"],
    ["2^53 as a number, which may be rounded already", 2 ** 53, "pass it as text or as a bigint"],
    ["a UUID", "3f0e2b52-8f1c-4a57-9a53-2d9d1f0c7f10", "orderIdFrom(text)"],
    ["a ULID", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "orderIdFrom(text)"],
    ["an order name", "#1001", "orderIdFrom(text)"],
    ["full-width digits", "１２３", "digits 0-9"],
    ["Arabic digits", "١٢٣", "digits 0-9"],
    ["a plus sign", "+1", "digits 0-9"],
    ["an exponent", "1e3", "digits 0-9"],
    ["hexadecimal", "0x10", "digits 0-9"],
    ["a thousands separator", "1,001", "digits 0-9"],
    ["an inner blank", "10 01", "digits 0-9"],
    ["empty text", "", "is required"],
    ["blank text", "  ", "is required"],
    ["true", true, "must be"],
    ["an object", {}, "must be"],
    ["null", null, "is required"],
    ["undefined", undefined, "is required"],
  ])("refuses %s and says what to do", (_, id, advice) => {
    expect(said({ order_id: id }, "order_id")).toContain(advice);
  });
});
