import { afterEach, describe, expect, it, vi } from "vitest";
import { attemptHeaders } from "../../src/http/attempt/attempt-headers.js";
import { LONGEST_TIMER_MS, systemClock } from "../../src/http/clock.js";
import { checkCallOptions } from "../../src/http/options/check-call-options.js";

afterEach(() => {
  vi.useRealTimers();
});

describe("the headers of a request", () => {
  const request: { body?: string } = {};
  const options = { userAgent: "shop/1", authorization: "Bearer t0ken", trace: {} };

  it("name JSON, the client and the credential", () => {
    expect(attemptHeaders({ ...request, body: "{}" }, options)).toEqual({
      "content-type": "application/json",
      accept: "application/json",
      "user-agent": "shop/1",
      authorization: "Bearer t0ken",
    });
  });

  it("name no content type without a body, and no credential where none is sent", () => {
    const headers = attemptHeaders(request, { ...options, authorization: undefined });
    expect(headers).toEqual({ accept: "application/json", "user-agent": "shop/1" });
  });

  it("let a request set its content type and headers of its own, but not the credential", () => {
    const own = {
      "content-type": "application/x-www-form-urlencoded",
      "x-own": "1",
      authorization: "Bearer evil",
    };
    expect(attemptHeaders({ ...request, body: "a=b", headers: own }, options)).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      "x-own": "1",
      authorization: "Bearer t0ken",
    });
  });

  it("let no trace header replace another", () => {
    const trace = { "user-agent": "evil", authorization: "evil", traceparent: "00" };
    expect(attemptHeaders(request, { ...options, trace })).toMatchObject({
      "user-agent": "shop/1",
      authorization: "Bearer t0ken",
      traceparent: "00",
    });
  });
});

describe("the machine's clock", () => {
  it("is looked up at each call, so that a test's fake timers are seen", () => {
    vi.useFakeTimers({ now: 1_000 });
    const callback = vi.fn();
    systemClock.setTimer(callback, 50, "wait");
    const cancel = systemClock.setTimer(callback, 60, "timeout");
    expect(systemClock.now()).toBe(1_000);
    vi.advanceTimersByTime(50);
    expect(callback).toHaveBeenCalledTimes(1);
    cancel();
    vi.advanceTimersByTime(50);
    expect(callback).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not fire at once for a delay that no timer can hold, or before now for a negative one", () => {
    vi.useFakeTimers();
    const callback = vi.fn();
    systemClock.setTimer(callback, 1e12, "wait");
    vi.advanceTimersByTime(LONGEST_TIMER_MS - 1);
    expect(callback).not.toHaveBeenCalled();
    systemClock.setTimer(callback, -5, "wait");
    vi.advanceTimersByTime(0);
    expect(callback).toHaveBeenCalledTimes(1);
  });
});

describe("the options of a call", () => {
  const paths = (options: object): unknown[] => checkCallOptions(options).map(({ path }) => path[0]);

  it("are accepted within their ranges", () => {
    const { signal } = new AbortController();
    const least = {
      timeoutMs: 1,
      deadlineMs: 1,
      maxAttempts: 1,
      maxRetryDelayMs: 0,
      priority: "live",
      signal,
    };
    expect(paths(least)).toEqual([]);
    const most = {
      timeoutMs: LONGEST_TIMER_MS,
      deadlineMs: LONGEST_TIMER_MS,
      maxAttempts: 100,
      maxRetryDelayMs: LONGEST_TIMER_MS,
      priority: "backfill",
    };
    expect(paths(most)).toEqual([]);
    expect(paths({ timeoutMs: undefined, deadlineMs: undefined, signal: undefined })).toEqual([]);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, LONGEST_TIMER_MS + 1, "10", null, 10n, {}])(
    "are refused together when no timer could keep them: %s",
    (value) => {
      expect(paths({ timeoutMs: value, deadlineMs: value })).toEqual(["timeoutMs", "deadlineMs"]);
    },
  );

  it.each([0, -1, 1.5, 101, Number.NaN, "3", null])("are refused with %s attempts", (maxAttempts) => {
    expect(paths({ maxAttempts })).toEqual(["maxAttempts"]);
  });

  it.each(["LIVE", "high", "", 1, null])("are refused with the lane %j", (priority) => {
    expect(paths({ priority })).toEqual(["priority"]);
  });

  it("are refused with a controller in the place of its signal", () => {
    expect(paths({ signal: new AbortController() })).toEqual(["signal"]);
    expect(paths({ signal: null })).toEqual(["signal"]);
    expect(paths({ signal: true })).toEqual(["signal"]);
  });

  it.each(["", "x".repeat(201), 7, null])("are refused with the label %j", (label) => {
    expect(paths({ label })).toEqual(["label"]);
    expect(paths({ label: "job 7" })).toEqual([]);
  });

  it("are refused with a negative pause", () => {
    expect(paths({ maxRetryDelayMs: -1 })).toEqual(["maxRetryDelayMs"]);
  });
});
