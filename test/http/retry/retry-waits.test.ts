import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../../src/http/options/defaults.js";
import { createKernel, json } from "../../support/scripted-server.js";

const busy = (headers: Record<string, string>, status = 503): Response => json(status, {}, headers);
const timesOf = (kernel: { sent: readonly { atMs: number }[] }): number[] =>
  kernel.sent.map(({ atMs }) => atMs);

describe("the pause between two attempts", () => {
  it("grows exponentially, each drawn from nothing up to its bound", async () => {
    const draws = [0.5, 0, 0.999];
    const kernel = createKernel([busy({})], { random: () => draws.shift() ?? 0, maxAttempts: 4 });
    kernel.send();
    await kernel.clock.advance("1m");
    const base = DEFAULTS.backoffBaseMs;
    const second = 0.5 * base;
    expect(timesOf(kernel)).toEqual([0, second, second, second + Math.round(0.999 * 4 * base)]);
  });

  it("never exceeds maxRetryDelayMs", async () => {
    const kernel = createKernel([busy({})], { random: () => 0.999, maxAttempts: 4, maxRetryDelayMs: 100 });
    kernel.send();
    await kernel.clock.advance("1m");
    expect(timesOf(kernel)).toEqual([0, 100, 200, 300]);
  });

  it.each([
    ["seconds", "7", 7_000],
    ["a fraction of a second", "0.3", 300],
    ["a date", "Thu, 01 Jan 2026 00:00:05 GMT", 5_000],
    ["the longest pause allowed", "60", 60_000],
  ])("is as long as Retry-After asks, given as %s", async (_, header, delayMs) => {
    for (const status of [429, 503]) {
      const kernel = createKernel([busy({ "retry-after": header }, status), json(200)]);
      const call = kernel.send();
      await kernel.clock.advance(delayMs - 1);
      expect(call.state).toBe("pending");
      await kernel.clock.advance(1);
      expect(call.state).toBe("fulfilled");
      expect(timesOf(kernel)).toEqual([0, delayMs]);
    }
  });

  it.each(["0", "-5", "Wed, 31 Dec 2025 23:59:00 GMT"])(
    "is left to backoff when Retry-After says at once: %s",
    async (header) => {
      const kernel = createKernel([busy({ "retry-after": header }, 429), json(200)]);
      kernel.send();
      await kernel.clock.advance("1m");
      expect(timesOf(kernel)).toEqual([0, DEFAULTS.backoffBaseMs / 2]);
    },
  );

  it("follows the server's clock, not the caller's, when Retry-After is a date", async () => {
    const headers = { date: "Sat, 06 Jun 2026 10:00:00 GMT", "retry-after": "Sat, 06 Jun 2026 10:00:09 GMT" };
    const kernel = createKernel([busy(headers), json(200)]);
    kernel.send();
    await kernel.clock.advance("1m");
    expect(timesOf(kernel)).toEqual([0, 9_000]);
  });

  it("is a minute, not nothing, after a 429 that does not say when to come back", async () => {
    const kernel = createKernel([json(429, {}), json(200)]);
    kernel.send();
    await kernel.clock.advance("2m");
    expect(timesOf(kernel)).toEqual([0, 60_000]);
  });

  it("lasts to the end of the spent window when a 429 has no more than that", async () => {
    const reset = String(Date.parse("2026-01-01T00:00:20Z") / 1000);
    const headers = {
      "x-ratelimit-limit-minute": "60",
      "x-ratelimit-remaining-minute": "0",
      "x-ratelimit-reset-minute": reset,
    };
    const kernel = createKernel([busy(headers, 429), json(200)]);
    kernel.send();
    await kernel.clock.advance("2m");
    expect(timesOf(kernel)).toEqual([0, 20_000]);
  });
});

describe("a wait that is longer than the caller would have it", () => {
  it("fails at once with the time to come back, when it exceeds maxRetryDelayMs", async () => {
    const kernel = createKernel([busy({ "retry-after": "61" }, 429)]);
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(call.reason).toMatchObject({
      name: "RateLimitError",
      retryable: true,
      attempts: 1,
      retryAfterMs: 61_000,
      retryAt: new Date("2026-01-01T00:01:01Z"),
    });
    expect(kernel.elapsedMs()).toBe(0);
    expect(kernel.clock.pendingTimers).toBe(0);
  });

  it("fails at once when it exceeds the deadline's rest, and names the day's budget", async () => {
    const headers = {
      "retry-after": "50000",
      "x-ratelimit-limit-day": "10000",
      "x-ratelimit-remaining-day": "0",
      "x-ratelimit-reset-day": String(Date.parse("2026-01-02T00:00:00Z") / 1000),
    };
    const kernel = createKernel([busy(headers, 429)], { maxRetryDelayMs: 86_400_000 });
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(call.reason).toMatchObject({ code: "rate_limited", window: "day", retryAfterMs: 50_000_000 });
  });

  it("fails at once also when the rest of the deadline is what earlier attempts left of it", async () => {
    const kernel = createKernel([busy({ "retry-after": "40" }), busy({ "retry-after": "40" })], {
      deadlineMs: 70_000,
    });
    const call = kernel.send();
    await kernel.clock.advance(40_000);
    expect(call.reason).toMatchObject({
      name: "ServerError",
      status: 503,
      attempts: 2,
      retryAt: new Date("2026-01-01T00:01:20Z"),
    });
    expect(kernel.elapsedMs()).toBe(40_000);
  });

  it("is a day at most, even when the server asks for all eternity", async () => {
    const kernel = createKernel([busy({ "retry-after": "9".repeat(30) }, 429)]);
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(call.reason).toMatchObject({ retryAt: new Date(kernel.clock.now() + 86_400_000) });
  });
});
