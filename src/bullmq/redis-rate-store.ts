import type { RateStore, RateStoreDecision } from "../index.js";
import { requireObject } from "../schemas/objects/require-object.js";
import { RATE_SCRIPT } from "./rate-script.js";

/** The used parts of an ioredis client. */
export interface RedisScripts {
  eval(script: string, keyCount: number, ...keysAndValues: string[]): Promise<unknown>;
}

/** Options of `redisRateStore`. */
export interface RedisRateStoreOptions {
  /** A connected ioredis client. */
  redis: RedisScripts;
  /** The Privy account whose rate limit it is; a name of your own, the same in every process. */
  account: string;
  /** The prefix of the key. Default `privy-orders`. */
  prefix?: string | undefined;
}

/** How long the state of an account that sends nothing is kept: two days. */
const keptMs = 2 * 86_400_000;

/**
 * Creates a rate store in Redis (6.2 or newer), for `createSharedRateBudget`. Each step is one script, by Redis's own
 * clock. Losing the data does no harm: the rate limit is read again from the next response.
 */
export function redisRateStore(options: RedisRateStoreOptions): RateStore {
  requireObject(options, "The rate store was not created", "must be { redis, account }");
  const { redis, account, prefix = "privy-orders" } = options;
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
