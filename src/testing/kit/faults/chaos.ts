import type { SeededRandom } from "../seeded-random.js";
import type { Fault } from "./fault.js";
import type { FaultName } from "./fault-names.js";
import type { FaultPlan } from "./fault-plan.js";
import type { FaultRule, FaultScope } from "./fault-rule.js";

/** How chaos goes about its work. */
export interface ChaosOptions extends FaultScope {
  /** The share of requests that go wrong, from 0 to 1. */
  readonly rate: number;
  /**
   * What goes wrong, each as likely as any other; one that stands there twice is twice as likely. Default: those of
   * `CHAOS_FAULTS` that the channels in use can express.
   */
  readonly faults?: readonly Fault[] | undefined;
  /** The same requests in the same order meet the same faults. Default: made from the fake's own seed. */
  readonly seed?: number | string | undefined;
}

/** Chaos that goes on until it is stopped. */
export interface Chaos {
  /** How many requests it has looked at. */
  readonly requests: number;
  /** How many of them went wrong. */
  readonly injected: number;
  /** How many went wrong in which way, by the names of the faults. */
  readonly counts: Readonly<Record<string, number>>;
  stop(): void;
  [Symbol.dispose](): void;
}

/** What `chaos` does unless told otherwise: everything that a caller who tries again gets over. */
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

/** Makes the rule behind a chaos, and what its owner sees of it. */
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
      // Both are drawn each time, so that another rate or list does not move what comes later.
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
