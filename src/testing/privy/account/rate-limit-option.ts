import { completeLimits } from "../../kit/options/complete-limits.js";

/** The account's rate limits. */
export interface FakeRateLimitOptions {
  /**
   * Requests per minute; 1 to 1,000,000. Default 60, as documented.
   *
   * @see https://help.privy.com/docs (rate limits)
   */
  readonly perMinute?: number | undefined;
  /**
   * Requests per day; 1 to 1,000,000. Default 10,000, as documented.
   *
   * @see https://help.privy.com/docs (rate limits)
   */
  readonly perDay?: number | undefined;
}

/** The limits, checked and with defaults. */
export type RateLimits = Required<{ [Name in keyof FakeRateLimitOptions]: number }>;

/**
 * Reads the option; returns undefined when the account has no limits.
 *
 * @throws FakeUsageError that names the wrong values
 */
export function readRateLimits(option: false | FakeRateLimitOptions = {}): RateLimits | undefined {
  if (option === false) return undefined;
  return completeLimits(option, { perMinute: 60, perDay: 10_000 });
}
