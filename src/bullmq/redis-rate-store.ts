import type { RateStore, RateStoreDecision } from "../index.js";
import { RATE_SCRIPT } from "./rate-script.js";

/** What of an ioredis client is used here. */
export interface RedisScripts {
  eval(script: string, keyCount: number, ...keysAndValues: string[]): Promise<unknown>;
}

/** Options of `redisRateStore`. */
export interface RedisRateStoreOptions {
  /** A connected ioredis client. */
  redis: RedisScripts;
  /** The Privy account whose rate limit it is; a name of your own, the same in every process. */
  account: string;
  /** What the key begins with. Default `privy-orders`. */
  prefix?: string | undefined;
}

/** An account that sent nothing for two days begins anew. */
const keptMs = 2 * 86_400_000;

/**
 * Keeps an account's pace in Redis (6.2 or newer), for `createSharedRateBudget`. Each step is one script, by Redis's own
 * clock. A Redis that forgets does no harm: the pace is then learnt anew from the next response.
 */
export function redisRateStore({
  redis,
  account,
  prefix = "privy-orders",
}: RedisRateStoreOptions): RateStore {
  // The braces keep it on one node of a cluster.
  const key = `${prefix}:{${account}}:rate`;
  const step = (kind: "acquire" | "release", input: object): Promise<unknown> =>
    redis.eval(RATE_SCRIPT, 1, key, kind, JSON.stringify(input), "", String(keptMs));
  return {
    async acquire(request) {
      const reply: RateStoreDecision = JSON.parse(String(await step("acquire", request)));
      return reply;
    },
    async release(id, report) {
      await step("release", { id, report });
    },
  };
}
