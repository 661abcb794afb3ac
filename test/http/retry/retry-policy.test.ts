import { describe, expect, it } from "vitest";
import { AuthenticationError } from "../../../src/errors/authentication-error.js";
import { ConnectionError } from "../../../src/errors/connection-error.js";
import { RateLimitError } from "../../../src/errors/rate-limit-error.js";
import { RejectedError } from "../../../src/errors/rejected-error.js";
import { ServerError } from "../../../src/errors/server-error.js";
import { TimeoutError } from "../../../src/errors/timeout-error.js";
import { UnexpectedResponseError } from "../../../src/errors/unexpected-response-error.js";
import {
  decideRetry,
  mayHaveBeenProcessed,
  type RetrySituation,
} from "../../../src/http/retry/retry-policy.js";

const situation = (change: Partial<RetrySituation> = {}): RetrySituation => ({
  error: new ServerError("x", { retryable: true, status: 503 }),
  attempt: 1,
  maxAttempts: 4,
  backoffMs: 300,
  maxRetryDelayMs: 60_000,
  deadlineLeftMs: 90_000,
  ...change,
});

const limited = (retryAfterMs: number): RateLimitError =>
  new RateLimitError("x", { status: 429, retryAfterMs, retryAt: new Date(0) });

describe("whether a failed attempt is repeated", () => {
  it("repeats a retryable error after backoff", () => {
    expect(decideRetry(situation())).toEqual({ retry: true, delayMs: 300 });
  });

  it("does not repeat what would fail again", () => {
    const error = new AuthenticationError("x", { status: 401 });
    expect(decideRetry(situation({ error }))).toMatchObject({ retry: false, reason: "not_retryable" });
  });

  it("stops at the last attempt the caller allows", () => {
    expect(decideRetry(situation({ attempt: 3 })).retry).toBe(true);
    expect(decideRetry(situation({ attempt: 4 }))).toMatchObject({ retry: false, reason: "attempts_spent" });
    expect(decideRetry(situation({ attempt: 5 }))).toMatchObject({ retry: false, reason: "attempts_spent" });
  });

  it("waits as long as the server asks, whether backoff is shorter or longer", () => {
    expect(decideRetry(situation({ error: limited(5_000) }))).toEqual({ retry: true, delayMs: 5_000 });
    expect(decideRetry(situation({ error: limited(10) }))).toEqual({ retry: true, delayMs: 10 });
  });

  it("leaves the pause to backoff when the server asks for none", () => {
    expect(decideRetry(situation({ error: limited(0) }))).toEqual({ retry: true, delayMs: 300 });
  });

  it("waits exactly maxRetryDelayMs, and a millisecond more not", () => {
    expect(decideRetry(situation({ error: limited(60_000) }))).toEqual({ retry: true, delayMs: 60_000 });
    expect(decideRetry(situation({ error: limited(60_001) }))).toEqual({
      retry: false,
      reason: "wait_too_long",
      delayMs: 60_001,
    });
  });

  it("begins no pause that would end with the deadline or after it", () => {
    expect(decideRetry(situation({ deadlineLeftMs: 301 })).retry).toBe(true);
    expect(decideRetry(situation({ deadlineLeftMs: 300 }))).toMatchObject({
      retry: false,
      reason: "deadline",
    });
    expect(decideRetry(situation({ deadlineLeftMs: -5, backoffMs: 0 }))).toMatchObject({
      retry: false,
      reason: "deadline",
    });
  });
});

describe("whether a failed attempt may have been processed all the same", () => {
  const broken = (code: string): ConnectionError =>
    new ConnectionError("x", {
      cause: new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) }),
    });

  it.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ConnectionRefused"])(
    "is certain that nothing arrived when the connection was never made: %s",
    (code) => {
      expect(mayHaveBeenProcessed(broken(code))).toBe(false);
    },
  );

  it.each(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "SOMETHING_NEW"])("is in doubt after %s", (code) => {
    expect(mayHaveBeenProcessed(broken(code))).toBe(true);
  });

  it("is in doubt when the cause is unknown", () => {
    expect(mayHaveBeenProcessed(new ConnectionError("x"))).toBe(true);
  });

  it.each([
    new TimeoutError("x", { clock: "attempt", timeoutMs: 1 }),
    new ServerError("x", { status: 500 }),
    new UnexpectedResponseError("x", { reason: "truncated" }),
    new RejectedError("x", { status: 408 }),
  ])("is in doubt after $name", (error) => {
    expect(mayHaveBeenProcessed(error)).toBe(true);
  });

  it.each([
    new RejectedError("x", { status: 422 }),
    limited(1),
    new AuthenticationError("x", { status: 401 }),
  ])("is certain that a refused request changed nothing: $name", (error) => {
    expect(mayHaveBeenProcessed(error)).toBe(false);
  });
});
