import { afterEach, describe, expect, it, vi } from "vitest";
import { readMoment } from "../../../../src/testing/kit/clock/moment.js";

const noonMs = Date.UTC(2026, 0, 31, 12);

describe("readMoment", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each<[string, unknown]>([
    ["a Date", new Date(noonMs)],
    ["milliseconds", noonMs],
    ["text in UTC", "2026-01-31T12:00:00Z"],
    ["text without seconds", "2026-01-31T12:00Z"],
    ["text with an offset", "2026-01-31T14:00:00.000+02:00"],
  ])("reads %s as one instant", (_name, value) => {
    expect(readMoment(value)).toEqual({ startMs: noonMs, endMs: noonMs });
  });

  it("reads a bare date as the whole UTC day", () => {
    expect(readMoment("2026-01-31")).toEqual({
      startMs: Date.UTC(2026, 0, 31),
      endMs: Date.UTC(2026, 1, 1) - 1,
    });
  });

  it("reads a real Date while a test's fake timers have put another one in its place", () => {
    const date = new Date(noonMs);
    vi.useFakeTimers();
    expect(readMoment(date)?.startMs).toBe(noonMs);
    expect(readMoment(new Date(noonMs))?.startMs).toBe(noonMs);
  });

  it.each<[string, unknown]>([
    ["text without a zone", "2026-01-31T12:00:00"],
    ["a day that no calendar has", "2026-02-30"],
    ["a time on such a day", "2026-02-30T12:00:00Z"],
    ["a month that no year has", "2026-13-01"],
    ["an hour that no day has", "2026-01-31T25:00:00Z"],
    ["another spelling of dates", "31 January 2026"],
    ["an invalid Date", new Date(Number.NaN)],
    ["NaN", Number.NaN],
    ["a number beyond every Date", 8.64e15 + 1],
    ["nothing", undefined],
    ["null", null],
    ["a list", [noonMs]],
    ["an object", {}],
  ])("refuses %s", (_name, value) => {
    expect(readMoment(value)).toBeUndefined();
  });
});
