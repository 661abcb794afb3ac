import { describe, expect, it } from "vitest";
import { describeProgress } from "../../../src/cli/display/describe-progress.js";
import { type LongWait, waitObserver } from "../../../src/cli/display/wait-observer.js";
import type { RetryEvent } from "../../../src/http/observing/observer.js";
import type { ImportProgress } from "../../../src/import/import-options.js";

const now = new Date(2026, 4, 12, 14, 0, 0);
const retry: RetryEvent = {
  callId: 1,
  identity: {},
  operation: "orders.upsert",
  method: "POST",
  route: "/orders/placed",
  attempt: 1,
  delayMs: 30_000,
  errorCode: "rate_limited",
  status: 429,
};

describe("a wait for the rate limit", () => {
  const lineAfter = (ms: number): string => {
    const waiting = { reason: "rate_limit", until: new Date(now.getTime() + ms) } as const;
    // Only the members that the display reads.
    const progress = { done: 5, failed: 0, skipped: 0, perMinute: 58, waiting } as unknown as ImportProgress;
    return describeProgress(progress, now);
  };

  it("is shown when it is longer than a few seconds", () => {
    expect(lineAfter(120_000)).toBe("5 · rate limit (429), goes on at 14:02");
    expect(lineAfter(4_999)).toBe("5 · 58/min");
  });

  it("is reported with its cause and its end, and a short one is not", () => {
    const waits: LongWait[] = [];
    const observer = waitObserver((wait) => void waits.push(wait));
    observer.onRetry?.({ ...retry, delayMs: 5_000 });
    observer.onRetry?.(retry);
    const { status: _status, ...lost } = { ...retry, errorCode: "connection_failed" };
    observer.onRetry?.(lost);
    expect(waits.map(({ because }) => because)).toEqual(["rate limit (429)", "connection failed"]);
    expect(waits[0]?.until.getTime()).toBeGreaterThan(Date.now() + 20_000);
  });
});
