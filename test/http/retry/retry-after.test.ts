import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { retryAfterMs } from "../../../src/http/retry/retry-after.js";

const now = Date.parse("2026-03-01T12:00:00Z");
const read = (header: string | null, date: string | null = null): number | undefined =>
  retryAfterMs(header, date, now);

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe("a Retry-After in seconds", () => {
  it.each([
    ["2", 2_000],
    [" 2 ", 2_000],
    ["0", 0],
    ["0.25", 250],
    [".5", 500],
    ["3.", 3_000],
    ["+4", 4_000],
    ["0.0001", 1],
    ["-5", 0],
    ["007", 7_000],
  ])("asks the caller with %j to wait %i ms", (header, expected) => {
    expect(read(header)).toBe(expected);
  });

  it.each(["99999999999999999999", "9".repeat(400)])("is a day at most: %s", (header) => {
    expect(read(header)).toBe(86_400_000);
  });
});

describe("a Retry-After with a date", () => {
  it.each([
    "Sun, 01 Mar 2026 12:00:30 GMT",
    "Sunday, 01-Mar-26 12:00:30 GMT",
    "Sun Mar  1 12:00:30 2026",
    "Sun, 1 Mar 2026 12:00:30 GMT",
  ])("is understood in each form that HTTP knows: %s", (header) => {
    expect(read(header)).toBe(30_000);
  });

  it("means GMT also in the form that names no zone, wherever the caller's machine stands", () => {
    process.env.TZ = "America/New_York";
    expect(new Date(now).getTimezoneOffset()).toBe(300);
    expect(read("Sun Mar  1 12:00:30 2026")).toBe(30_000);
  });

  it("is compared with the response's own Date, so that a caller whose clock is an hour wrong waits no longer", () => {
    expect(read("Sun, 01 Mar 2026 13:00:30 GMT", "Sun, 01 Mar 2026 13:00:00 GMT")).toBe(30_000);
    expect(read("Sun, 01 Mar 2026 11:00:30 GMT", "Sun, 01 Mar 2026 11:00:00 GMT")).toBe(30_000);
  });

  it("is compared with the caller's clock when the response's Date is not a date", () => {
    expect(read("Sun, 01 Mar 2026 12:00:30 GMT", "sometime in 2031")).toBe(30_000);
  });

  it("means at once when it has passed", () => {
    expect(read("Sun, 01 Mar 2026 11:59:00 GMT")).toBe(0);
  });
});

describe("a Retry-After that cannot be read", () => {
  it.each([
    null,
    "",
    "soon",
    "1e3",
    "0x10",
    "5 seconds",
    "5, 10",
    "Infinity",
    "NaN",
    "Wait 2050",
    "Retry later 5",
    "Sun, 99 Foo 2026 12:00:30 GMT",
    "2026-03-01T12:00:30Z",
    `Sun, 01 Mar 2026 12:00:30 GMT${" ".repeat(100)}x`,
  ])("counts as missing: %j", (header) => {
    expect(read(header)).toBeUndefined();
  });

  it("never makes the caller wait a negative, fractional or endless time, whatever stands there", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), fc.string(), (header, date) => {
        const delayMs = read(header, date);
        expect(delayMs === undefined || (Number.isInteger(delayMs) && delayMs >= 0)).toBe(true);
      }),
    );
  });
});
