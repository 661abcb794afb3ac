import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timestampSchema } from "../../../src/schemas/standard-schemas.js";
import { said, sent } from "../support.js";

const temporal = (type: string, epochMilliseconds: number): object => ({
  [Symbol.toStringTag]: `Temporal.${type}`,
  epochMilliseconds,
});

describe("order_date", () => {
  it.each([
    ["a Date", new Date(Date.UTC(2026, 1, 28, 9, 30)), "2026-02-28T09:30:00Z"],
    ["a Date with milliseconds", new Date(Date.UTC(2026, 1, 28, 9, 30, 0, 7)), "2026-02-28T09:30:00.007Z"],
    ["a Date of another realm", runInNewContext("new Date(0)"), "1970-01-01T00:00:00Z"],
    ["UTC text", "2026-02-28T09:30:00Z", "2026-02-28T09:30:00Z"],
    ["text with a positive offset", "2026-02-28T09:30:00+02:00", "2026-02-28T07:30:00Z"],
    ["text with a negative offset", "2019-06-04T13:53:06-04:00", "2019-06-04T17:53:06Z"],
    ["an offset without a colon", "2026-02-28T09:30:00-0430", "2026-02-28T14:00:00Z"],
    ["an offset of hours only", "2026-02-28T09:30:00+02", "2026-02-28T07:30:00Z"],
    ["text without seconds", "2026-02-28T09:30Z", "2026-02-28T09:30:00Z"],
    ["what Postgres prints", "2026-02-28 09:30:00.5+00", "2026-02-28T09:30:00.500Z"],
    ["lower case and blanks around it", " 2026-02-28t09:30:00z ", "2026-02-28T09:30:00Z"],
    ["microseconds, cut off", "2026-02-28T09:30:00.999999Z", "2026-02-28T09:30:00.999Z"],
    ["fractions that are zero", "2026-02-28T09:30:00.000Z", "2026-02-28T09:30:00Z"],
    ["a leap day", "2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"],
    ["a leap second, as the second before", "2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"],
    ["a leap second elsewhere", "2017-01-01T00:59:60.5+01:00", "2016-12-31T23:59:59.500Z"],
    ["a zone's name after the offset", "2026-02-28T09:30:00+01:00[Europe/Berlin]", "2026-02-28T08:30:00Z"],
    ["a calendar too", "2026-02-28T09:30:00+01:00[Europe/Berlin][u-ca=gregory]", "2026-02-28T08:30:00Z"],
    ["the first year", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
    ["the last year", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"],
    ["a Temporal.Instant", temporal("Instant", 1772271000000), "2026-02-28T09:30:00Z"],
    ["a Temporal.ZonedDateTime", temporal("ZonedDateTime", 1772271000007), "2026-02-28T09:30:00.007Z"],
  ])("is read from %s", (_, date, text) => {
    expect(sent({ order_date: date }).order_date).toBe(text);
  });

  it.each([
    ["text without a zone", "2017-03-22T16:28:02", "no time zone"],
    ["text with only a zone's name", "2026-02-28T09:30:00[Europe/Berlin]", "no time zone"],
    ["a bare date", "2026-02-28", "date without a time"],
    ["30 February", "2026-02-30T09:30:00Z", "does not exist"],
    ["29 February of a common year", "2026-02-29T09:30:00Z", "does not exist"],
    ["31 April", "2026-04-31T09:30:00+02:00", "does not exist"],
    ["month 13", "2026-13-01T09:30:00Z", "does not exist"],
    ["day 0", "2026-01-00T09:30:00Z", "does not exist"],
    ["hour 24", "2026-02-28T24:00:00Z", "does not exist"],
    ["hour 25", "2026-02-28T25:00:00Z", "does not exist"],
    ["minute 60", "2026-02-28T09:60:00Z", "does not exist"],
    ["second 60 in the middle of a day", "2026-02-28T09:30:60Z", "does not exist"],
    ["second 61", "2026-02-28T23:59:61Z", "does not exist"],
    ["an offset of 24 hours", "2026-02-28T09:30:00+24:00", "does not exist"],
    ["an offset of 99 minutes", "2026-02-28T09:30:00+02:99", "does not exist"],
    ["unix seconds", 1772271000, "new Date(milliseconds)"],
    ["unix seconds as text", "1772271000", "new Date(milliseconds)"],
    ["a bigint", 1772271000n, "new Date(milliseconds)"],
    ["an invalid Date", new Date("nonsense"), "invalid Date"],
    ["a day in words", "28 Feb 2026 09:30 GMT", "ISO 8601"],
    ["American order", "02/28/2026 09:30", "ISO 8601"],
    ["a year of five digits", "12026-02-28T09:30:00Z", "ISO 8601"],
    ["year 0", "0000-12-31T23:59:59Z", "0001 to 9999"],
    ["a year before 1 once in UTC", "0001-01-01T00:00:00+01:00", "0001 to 9999"],
    ["a Date after 9999", new Date(Date.UTC(10000, 0)), "0001 to 9999"],
    ["a Temporal.PlainDateTime", { [Symbol.toStringTag]: "Temporal.PlainDateTime" }, "ZonedDateTime"],
    ["an object without a moment", { year: 2026 }, "toDate()"],
    ["what only claims to be a Date", { [Symbol.toStringTag]: "Date" }, "must be"],
    ["a Temporal.Instant beyond all time", temporal("Instant", Number.POSITIVE_INFINITY), "0001 to 9999"],
    ["a very long text", "2".repeat(100_000), "new Date"],
    ["empty text", "", "required"],
    ["null", null, "required"],
    ["true", true, "must be"],
  ])("is refused as %s, with the reason", (_, date, reason) => {
    expect(said({ order_date: date }, "order_date")).toContain(reason);
  });

  it("is the same moment whichever way it was given", () => {
    const within = {
      min: new Date("0002-01-01T00:00:00Z"),
      max: new Date("9998-12-31T00:00:00Z"),
      noInvalidDate: true,
    };
    fc.assert(
      fc.property(fc.date(within), fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, minutes) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const pad = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, "0");
        const offset = `${minutes < 0 ? "-" : "+"}${pad(minutes / 60)}:${pad(minutes % 60)}`;
        const fromText = sent({ order_date: local + offset }).order_date;
        expect(fromText).toBe(sent({ order_date: date }).order_date);
        expect(Date.parse(String(fromText))).toBe(date.getTime());
      }),
    );
  });

  it("is read alike in the usual spelling, which has a way of its own, and in another one", () => {
    const read = (text: string): unknown => timestampSchema["~standard"].validate(text);
    const two = fc.integer({ min: 0, max: 99 });
    const [month, day, hour] = [13, 32, 25].map((max) => fc.integer({ min: 0, max })) as [
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
    ]; // as many as there are maxima
    const year = fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(0, 1, 1900, 2000, 2024, 9999));
    const clock = fc.oneof(fc.constantFrom(0, 59, 60), two);
    fc.assert(
      fc.property(year, month, day, hour, clock, clock, (...parts) => {
        const [y, ...rest] = parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0"));
        const [mo, d, h, mi, s] = rest;
        const usual = `${y}-${mo}-${d}T${h}:${mi}:${s}Z`;
        expect(read(usual)).toEqual(read(usual.replace("T", " ")));
      }),
      { numRuns: 5000 },
    );
  });
});
