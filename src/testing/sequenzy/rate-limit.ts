import type { Clock } from "../../http/clock.js";
import { completeLimits } from "../kit/options/complete-limits.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import { type CountedWindow, createSlidingWindow } from "../kit/rate-window.js";

/** The limits of each key. */
export interface FakeSequenzyRateLimitOptions {
  /** Requests per minute; 1 to 1,000,000. Default 100, as documented. */
  readonly perMinute?: number | undefined;
  /** Requests per second; 1 to 1,000,000. Default 20, as documented. */
  readonly perSecond?: number | undefined;
}

/** The limits, checked and with defaults. */
export interface SequenzyLimits {
  readonly perMinute: number;
  readonly perSecond: number;
}

/**
 * Reads the option; returns undefined when there are no limits.
 *
 * @throws FakeUsageError that names the wrong values
 */
export function readSequenzyLimits(
  option: false | FakeSequenzyRateLimitOptions = {},
): SequenzyLimits | undefined {
  if (option === false) return undefined;
  return completeLimits(option, { perMinute: 100, perSecond: 20 });
}

/** Counts the requests of each key. */
export interface SequenzyRateLimiter {
  /** Counts a request, or returns after how many milliseconds there is room again. */
  admit(key: string): number | undefined;
  /** Uses up a window. Throws FakeUsageError for an unknown window, or without a limit. */
  useUp(window: "minute" | "second", key: string): void;
  snapshot(): SequenzyRateState;
  restore(state: SequenzyRateState): void;
}

/** The state of each key's windows. */
export type SequenzyRateState = readonly {
  readonly key: string;
  readonly minute: readonly number[];
  readonly second: readonly number[];
}[];

interface Windows {
  readonly minute: CountedWindow;
  readonly second: CountedWindow;
}

/** Creates the counter of one account; without limits it lets every request pass. Refused requests do not count. */
export function createSequenzyRateLimiter(context: {
  clock: Clock;
  limits: SequenzyLimits | undefined;
}): SequenzyRateLimiter {
  const { clock, limits } = context;
  const windowsOfKey = new Map<string, Windows>();

  function windowsOf(key: string, { perMinute, perSecond }: SequenzyLimits): Windows {
    const known = windowsOfKey.get(key);
    if (known !== undefined) return known;
    const windows = {
      minute: createSlidingWindow({ limit: perMinute, windowMs: 60_000 }),
      second: createSlidingWindow({ limit: perSecond, windowMs: 1_000 }),
    };
    windowsOfKey.set(key, windows);
    return windows;
  }

  return {
    snapshot: () =>
      [...windowsOfKey].map(([key, { minute, second }]) => ({
        key,
        minute: minute.snapshot(),
        second: second.snapshot(),
      })),
    restore(state) {
      windowsOfKey.clear();
      if (limits === undefined) return;
      for (const { key, ...counted } of state) {
        const { minute, second } = windowsOf(key, limits);
        minute.restore(counted.minute);
        second.restore(counted.second);
      }
    },
    admit(key) {
      if (limits === undefined) return undefined;
      const nowMs = clock.now();
      const { minute, second } = windowsOf(key, limits);
      const spent = [minute, second].filter((window) => window.used(nowMs) >= window.limit);
      if (spent.length > 0) return Math.max(...spent.map((window) => window.resetAtMs(nowMs) - nowMs));
      minute.count(nowMs);
      second.count(nowMs);
      return undefined;
    },
    useUp(name, key) {
      if (limits === undefined) {
        throw new FakeUsageError(
          "There is no rate limit to use up: the fake was made with rateLimit: false.",
        );
      }
      if (name !== "minute" && name !== "second") {
        throw new FakeUsageError('useUp takes "minute" or "second".');
      }
      windowsOf(key, limits)[name].fill(clock.now());
    },
  };
}
