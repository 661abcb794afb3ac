import type { Clock } from "../../../http/clock.js";
import { type Reply, refuseRequest } from "../../kit/exchange/reply.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import { type CountedWindow, createFixedWindow, createSlidingWindow } from "../../kit/rate-window.js";
import type { Decisions } from "../decisions/decisions.js";
import type { RateLimits } from "./rate-limit-option.js";

/** The current state of one window of the account's rate limit. */
export interface FakeRateWindow {
  /** The requests per window. */
  readonly limit: number;
  /** The counted requests of the current window. */
  readonly used: number;
  /** The requests that are left. */
  readonly remaining: number;
  /** When the window ends: ISO 8601, UTC. */
  readonly resetAt: string;
}

/**
 * The current state of both windows of the account's rate limit.
 *
 * @see https://help.privy.com/docs (rate limits)
 */
export interface FakeRateLimit {
  /** The window of a minute. */
  readonly minute: FakeRateWindow;
  /** The window of a day. */
  readonly day: FakeRateWindow;
}

/** The state of both windows: enough to continue exactly there. Plain data. */
export interface RateLimiterState {
  readonly minute: readonly number[];
  readonly day: readonly number[];
}

/** Counts the requests of one account, over all its tokens. */
export interface RateLimiter {
  /** Counts a request; returns a 429 when a window is used up. */
  admit(): Reply | undefined;
  /** Counts a request that was refused before it reached `admit`. */
  count(): void;
  /** The six headers, with names and values as they are sent; none when the account has no limit. */
  headers(): Readonly<Record<string, string>>;
  /** Undefined when the account has no limit. */
  read(): FakeRateLimit | undefined;
  /** Uses up a window. Throws FakeUsageError for an unknown window, or when the account has no limit. */
  useUp(window: "minute" | "day"): void;
  /** Starts a window again. Throws FakeUsageError as `useUp` does. */
  renew(window: "minute" | "day"): void;
  snapshot(): RateLimiterState;
  restore(state: RateLimiterState): void;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Creates the counter of one account; without limits it lets every request pass. */
export function createRateLimiter(options: {
  clock: Clock;
  limits: RateLimits | undefined;
  decisions: Decisions;
}): RateLimiter {
  const { clock, limits, decisions } = options;
  const { rateWindows } = decisions;
  const make = (limit: number, windowMs: number): CountedWindow =>
    rateWindows === "sliding"
      ? createSlidingWindow({ limit, windowMs })
      : createFixedWindow({ limit, windowMs, begins: rateWindows });
  const minute = make(limits?.perMinute ?? 0, minuteMs);
  const day = make(limits?.perDay ?? 0, dayMs);
  const minuteLimit = String(minute.limit);
  const dayLimit = String(day.limit);
  const minuteReset = secondText();
  const dayReset = secondText();
  const remaining = (window: CountedWindow, nowMs: number): number =>
    Math.max(0, window.limit - window.used(nowMs));

  function count(): void {
    const nowMs = clock.now();
    minute.count(nowMs);
    day.count(nowMs);
  }

  function describe(window: CountedWindow): FakeRateWindow {
    const nowMs = clock.now();
    return Object.freeze({
      limit: window.limit,
      used: window.used(nowMs),
      remaining: remaining(window, nowMs),
      resetAt: new Date(window.resetAtMs(nowMs)).toISOString(),
    });
  }

  function windowOf(action: string, name: unknown): CountedWindow {
    if (limits === undefined) {
      throw new FakeUsageError(
        `There is no rate limit for ${action}: the fake was made with rateLimit: false.`,
      );
    }
    if (name !== "minute" && name !== "day") throw new FakeUsageError(`${action} takes "minute" or "day".`);
    return name === "minute" ? minute : day;
  }

  return {
    count,
    admit() {
      if (limits === undefined) return undefined;
      const nowMs = clock.now();
      const isDaySpent = remaining(day, nowMs) === 0;
      if (!isDaySpent && remaining(minute, nowMs) > 0) {
        count();
        return undefined;
      }
      if (decisions.rateCountsLimited === "yes") count();
      const spent = isDaySpent && decisions.daySpentRetryAfter === "end_of_day" ? day : minute;
      const seconds = Math.ceil((spent.resetAtMs(nowMs) - nowMs) / 1_000);
      return refuseRequest(429, "rate_limited", "Rate limit exceeded", {
        headers: { "Retry-After": String(seconds) },
      });
    },
    headers() {
      if (limits === undefined) return {};
      const nowMs = clock.now();
      // One literal keeps one object shape, so that this is cheap at each request.
      return {
        "X-RateLimit-Limit-Minute": minuteLimit,
        "X-RateLimit-Remaining-Minute": String(remaining(minute, nowMs)),
        "X-RateLimit-Reset-Minute": minuteReset(minute.resetAtMs(nowMs)),
        "X-RateLimit-Limit-Day": dayLimit,
        "X-RateLimit-Remaining-Day": String(remaining(day, nowMs)),
        "X-RateLimit-Reset-Day": dayReset(day.resetAtMs(nowMs)),
      };
    },
    read: () =>
      limits === undefined ? undefined : Object.freeze({ minute: describe(minute), day: describe(day) }),
    useUp: (name) => windowOf("useUp", name).fill(clock.now()),
    renew: (name) => windowOf("renew", name).restore([]),
    snapshot: () => ({ minute: minute.snapshot(), day: day.snapshot() }),
    restore(state) {
      minute.restore(state.minute);
      day.restore(state.day);
    },
  };
}

/** Formats a time as whole seconds since 1970, rounded up so that no client returns too early; caches the last one. */
function secondText(): (timeMs: number) => string {
  let written = Number.NaN;
  let text = "";
  return (timeMs) => {
    if (timeMs !== written) [written, text] = [timeMs, String(Math.ceil(timeMs / 1_000))];
    return text;
  };
}
