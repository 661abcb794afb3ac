import type { SeededRandom } from "../seeded-random.js";
import type { Fault } from "./fault.js";
import type { FaultName } from "./fault-names.js";
import type { FaultPlan } from "./fault-plan.js";
import type { FaultRule, FaultScope } from "./fault-rule.js";

/** Options of chaos. */
export interface ChaosOptions extends FaultScope {
  /** The share of requests that fail, from 0 to 1. */
  readonly rate: number;
  /**
   * The faults, each equally likely; one that is listed twice is twice as likely. Default: those of `CHAOS_FAULTS` that
   * the channels in use can express.
   */
  readonly faults?: readonly Fault[] | undefined;
  /** The seed: the same requests in the same order get the same faults. Default: derived from the fake's own seed. */
  readonly seed?: number | string | undefined;
}

/** Chaos that continues until it is stopped. */
export interface Chaos {
  /** How many requests it has considered. */
  readonly requests: number;
  /** How many of them it has failed. */
  readonly injected: number;
  /** How many requests each fault has struck, by its name. */
  readonly counts: Readonly<Record<string, number>>;
  stop(): void;
  [Symbol.dispose](): void;
}

/** The default faults of `chaos`: all that a caller with retries recovers from. */
export const CHAOS_FAULTS: readonly FaultName[] = [
  "408",
  "429",
  "500",
  "502",
  "503",
  "504",
  "html-502",
  "reset",
  "refused",
  "network-error",
  "answer-lost",
  "half-body",
  "truncated-json",
  "slow-headers",
  "slow-body",
  "no-answer",
  "clock-skew",
];

/** Creates the rule of a chaos and its public side. */
export function createChaos(options: {
  rate: number;
  plans: readonly FaultPlan[];
  scope: FaultScope;
  random: SeededRandom;
  id: string;
  remove: (rule: FaultRule) => void;
}): { rule: FaultRule; chaos: Chaos } {
  const { id, rate, plans, scope, random } = options;
  const counts = new Map<string, number>();
  let requests = 0;
  let injected = 0;
  const rule: FaultRule = {
    id,
    by: "chaos",
    scope,
    plans,
    draw() {
      requests += 1;
      // Both are drawn each time, so that another rate or list does not change later draws.
      const isHit = random.next() < rate;
      const plan = plans[random.integer(plans.length)];
      if (!isHit || plan === undefined) return undefined;
      injected += 1;
      counts.set(plan.name, (counts.get(plan.name) ?? 0) + 1);
      return plan;
    },
  };
  const stop = (): void => options.remove(rule);
  const chaos: Chaos = {
    get requests() {
      return requests;
    },
    get injected() {
      return injected;
    },
    get counts() {
      return Object.freeze(Object.fromEntries(counts));
    },
    stop,
    [Symbol.dispose]: stop,
  };
  return { rule, chaos };
}
