import { describe, expect, it } from "vitest";
import { backoffMs } from "../../../src/http/retry/backoff.js";

describe("the pause between attempts", () => {
  it("doubles its bound with every attempt", () => {
    const bounds = [1, 2, 3, 4].map((attempt) => backoffMs(attempt, 500, 60_000, 1));
    expect(bounds).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it("is drawn evenly from nothing up to the bound, so that clients which failed together come back apart", () => {
    expect([0, 0.25, 0.5].map((random) => backoffMs(3, 500, 60_000, random))).toEqual([0, 500, 1_000]);
  });

  it("never exceeds its maximum, not even after a thousand attempts", () => {
    expect(backoffMs(20, 500, 60_000, 1)).toBe(60_000);
    expect(backoffMs(2_000, 500, 60_000, 0.5)).toBe(30_000);
  });

  it("is nothing when the caller allows no pause", () => {
    expect(backoffMs(5, 500, 0, 0.9)).toBe(0);
  });
});
