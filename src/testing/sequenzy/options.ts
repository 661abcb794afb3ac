import type { Clock } from "../../http/clock.js";
import { isPlainObject } from "../../schemas/objects/plain-object.js";
import { type Duration, parseDuration } from "../kit/clock/duration.js";
import { createVirtualClock, type VirtualClock } from "../kit/clock/virtual-clock.js";
import { checkClockAndSeed } from "../kit/options/check-clock-and-seed.js";
import { checkKeys } from "../kit/options/check-keys.js";
import { copyOptions } from "../kit/options/copy-options.js";
import { DefinitionProblems } from "../kit/options/definition-problems.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import {
  resolveSequenzyDecisions,
  type SequenzyDecisionChoices,
  type SequenzyDecisions,
} from "./decisions.js";
import type { FakeSequenzyKeyOptions } from "./keys.js";
import { type FakeSequenzyRateLimitOptions, readSequenzyLimits, type SequenzyLimits } from "./rate-limit.js";

/** Options of a fake Sequenzy. All have defaults; unknown names and values are refused. */
export interface FakeSequenzyOptions<ClockType extends Clock = VirtualClock> {
  /** The account's API keys; a string is the key itself. Default: one that may push orders, derived from the seed. */
  readonly keys?: readonly (string | FakeSequenzyKeyOptions)[] | undefined;
  /** The source of the fake's time; give it `privy.clock` to share one. Default: a virtual clock of its own. */
  readonly clock?: ClockType | undefined;
  /** The seed of all keys and job ids: equal seeds and equal requests make equal ids. Default `"sequenzy"`. */
  readonly seed?: number | string | undefined;
  /** The products with replenishment reminders, by product id, and how long they last. Default: none. */
  readonly replenishment?: Readonly<Record<string, Duration>> | undefined;
  /** The limits of each key; false for none. Default: the documented 100 a minute, and 20 a second. */
  readonly rateLimit?: false | FakeSequenzyRateLimitOptions | undefined;
  /** Other readings of what Sequenzy's documentation leaves open, by switch. Default: those of `SEQUENZY_DECISIONS`. */
  readonly decisions?: SequenzyDecisionChoices | undefined;
}

/** The options, checked and with defaults. */
export interface SequenzySettings<ClockType extends Clock = Clock> {
  readonly clock: ClockType;
  readonly seed: number | string;
  readonly keys: readonly FakeSequenzyKeyOptions[];
  /** How long each product lasts, in milliseconds. */
  readonly replenishment: ReadonlyMap<string, number>;
  readonly limits: SequenzyLimits | undefined;
  readonly decisions: SequenzyDecisions;
}

const optionNames: readonly string[] = Object.keys({
  keys: 0,
  clock: 0,
  seed: 0,
  replenishment: 0,
  rateLimit: 0,
  decisions: 0,
} satisfies Record<keyof FakeSequenzyOptions, 0>);

/** Checks the options. Throws FakeUsageError for an unknown or wrong option; it names the nearest known one. */
export function resolveSequenzySettings<ClockType extends Clock>(
  options: FakeSequenzyOptions<ClockType>,
): SequenzySettings<ClockType> {
  checkKeys("options", options, optionNames);
  const { seed = "sequenzy", keys = [{}] } = options;
  const clock = options.clock ?? createVirtualClock();
  checkClockAndSeed({ clock, seed });
  if (!Array.isArray(keys)) throw new FakeUsageError("options.keys must be a list.");
  return {
    // Without a clock in the options, ClockType is its default: the virtual clock.
    clock: clock as ClockType,
    seed,
    keys: keys.map((key: string | FakeSequenzyKeyOptions) =>
      typeof key === "string" ? { key } : copyOptions(key),
    ),
    replenishment: readReplenishment(options.replenishment ?? {}),
    limits: readSequenzyLimits(options.rateLimit),
    decisions: resolveSequenzyDecisions(options.decisions),
  };
}

function readReplenishment(given: unknown): ReadonlyMap<string, number> {
  const problems = new DefinitionProblems();
  const lasting = new Map<string, number>();
  if (!isPlainObject(given)) problems.add("options.replenishment", "must be a plain object");
  else {
    for (const [productId, duration] of Object.entries(given)) {
      try {
        // The parser checks any value at run time.
        lasting.set(productId, parseDuration(duration as Duration));
      } catch {
        problems.add(
          `options.replenishment[${JSON.stringify(productId)}]`,
          'must be a duration: milliseconds, or text such as "30d", "2w"',
        );
      }
    }
  }
  problems.throwIfAny("The fake was given unknown or wrong options");
  return lasting;
}
