import { checkKeys } from "./check-keys.js";
import { FakePrivyUsageError } from "./usage-error.js";

/** The account's rate limits, as a test may ask for them. */
export interface FakeRateLimitOptions {
  /** Requests per minute; 1 to 1,000,000. Default 60, as documented (RL). */
  readonly perMinute?: number | undefined;
  /** Requests per day; 1 to 1,000,000. Default 10,000, as documented (RL). */
  readonly perDay?: number | undefined;
}

/** The limits, checked and completed. */
export type RateLimits = Required<{ [Name in keyof FakeRateLimitOptions]: number }>;

/**
 * The limits, or nothing when there are none.
 *
 * @throws FakePrivyUsageError naming what cannot be used
 */
export function readRateLimits(option: false | FakeRateLimitOptions = {}): RateLimits | undefined {
  if (option === false) return undefined;
  checkKeys("options.rateLimit", option, ["perMinute", "perDay"]);
  const { perMinute = 60, perDay = 10_000 } = option;
  for (const [name, limit] of Object.entries({ perMinute, perDay })) {
    if (Number.isInteger(limit) && limit >= 1 && limit <= 1_000_000) continue;
    throw new FakePrivyUsageError(
      `options.rateLimit.${name} must be a whole number from 1 to 1,000,000; for no limit at all, say rateLimit: false.`,
    );
  }
  return { perMinute, perDay };
}
