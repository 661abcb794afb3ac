import { describe, expect, it } from "vitest";
import { type Duration, parseDuration } from "../../../../src/testing/kit/clock/duration.js";

describe("parseDuration", () => {
  it.each<[Duration, number]>([
    [0, 0],
    [1500, 1500],
    ["500ms", 500],
    ["30s", 30_000],
    ["5m", 300_000],
    ["2h", 7_200_000],
    ["7d", 604_800_000],
    ["1w", 604_800_000],
    ["0s", 0],
    ["007s", 7000],
  ])("reads %s as %i milliseconds", (value, milliseconds) => {
    expect(parseDuration(value)).toBe(milliseconds);
  });

  it.each<[string, unknown]>([
    ["a negative number", -1],
    ["a fraction of a millisecond", 0.5],
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["a fraction of a unit", "1.5h"],
    ["a negative length", "-1h"],
    ["a blank before the unit", "2 h"],
    ["no unit", "30"],
    ["a unit that does not exist", "3y"],
    ["upper case", "2H"],
    ["an exponent", "1e3s"],
    ["more than can be counted exactly", "9007199254740992ms"],
    ["a name that every object has", "1constructor"],
    ["nothing", undefined],
    ["a Date", new Date()],
  ])("refuses %s with the accepted forms", (_name, value) => {
    const parse = () => parseDuration(value as Duration); // deliberately not one
    expect(parse).toThrow(TypeError);
    expect(parse).toThrow(/"500ms", "30s", "5m" \(minutes\), "2h", "7d", "1w"/);
  });

  it("refuses a huge text at once", () => {
    const huge = `${"9".repeat(1_000_000)}h` as Duration; // the type cannot count digits
    expect(() => parseDuration(huge)).toThrow(TypeError);
  });
});
