import type { Clock } from "../../http/clock.js";
import { createHttpDate } from "../kit/clock/http-date.js";
import { createRequestLog, type RequestLog } from "../kit/log/request-log.js";
import { createSeededRandom } from "../kit/seeded-random.js";
import { createAccount, type SequenzyAccount } from "./account.js";
import type { SequenzyDecisions } from "./decisions.js";
import { createKeys, type FakeSequenzyKeyLookup } from "./keys.js";
import type { SequenzySettings } from "./options.js";
import { createSequenzyRateLimiter, type SequenzyRateLimiter } from "./rate-limit.js";
import { SEQUENZY } from "./vendor.js";

/** The whole state of one fake Sequenzy. Two fakes share nothing. */
export interface SequenzyState {
  readonly clock: Clock;
  /** The clock's time as a `Date` header. */
  readonly httpDate: () => string;
  readonly decisions: SequenzyDecisions;
  readonly keys: FakeSequenzyKeyLookup;
  readonly rateLimiter: SequenzyRateLimiter;
  readonly account: SequenzyAccount;
  readonly log: RequestLog;
}

/** Creates the state. Throws FakeUsageError for a key that cannot be used. */
export function createSequenzyState(settings: SequenzySettings): SequenzyState {
  const { clock, decisions, replenishment, limits } = settings;
  const random = createSeededRandom(settings.seed);
  const keys = createKeys(random.fork("key"));
  for (const key of settings.keys) keys.create(key);
  return {
    clock,
    httpDate: createHttpDate(clock),
    decisions,
    keys,
    rateLimiter: createSequenzyRateLimiter({ clock, limits }),
    account: createAccount({ clock, random, decisions, replenishment }),
    log: createRequestLog({ keep: 10_000, vendor: SEQUENZY, describeMore: () => ({}) }),
  };
}
