import { type Clock, chance } from "./clock.js";
import type { Observer } from "./observing/observer.js";
import { DEFAULTS } from "./options/defaults.js";
import type { RateBudget } from "./rate/rate-budget.js";
import type { ErrorDialect } from "./response/response-error.js";
import type { TokenSource } from "./token-source.js";
import type { HttpAnswer, Transport } from "./transport.js";
import { withPreparedToken } from "./with-auth.js";
import { type Send, withDeadline } from "./with-deadline.js";
import { withRateGate } from "./with-rate-gate.js";
import { withRetry } from "./with-retry.js";
import { withSequence } from "./with-sequence.js";
import { withStatusErrors } from "./with-status-errors.js";

export interface SendOptions {
  readonly clock: Clock;
  readonly errors: ErrorDialect;
  /** The host that the client talks to, for observers. */
  readonly host: string;
  readonly observer?: Observer | undefined;
  /** Where the exchange takes its tokens from; one that must be fetched is waited for before the gate. */
  readonly tokens?: TokenSource | undefined;
  /** Holds requests back when the account's rate limit is used up. Default: nothing does. */
  readonly budget?: RateBudget | undefined;
  readonly timeoutMs?: number | undefined;
  readonly deadlineMs?: number | undefined;
  readonly maxAttempts?: number | undefined;
  readonly maxRetryDelayMs?: number | undefined;
  /** From 0 (included) to 1 (excluded); for jitter. Default: the clock's. */
  readonly random?: (() => number) | undefined;
}

/** Wraps a destination's exchange in the kernel's patience, outermost first: deadline, sequence, retry, verdict, gate. */
export function createSend(exchange: Transport<HttpAnswer>, options: SendOptions): Send {
  const { clock, errors, observer, host } = options;
  const { budget } = options;
  const gated = budget === undefined ? exchange : withRateGate(exchange, budget, { clock, observer });
  const prepared = options.tokens === undefined ? gated : withPreparedToken(gated, options.tokens);
  const judged = withStatusErrors(prepared, errors, clock);
  const retried = withRetry(judged, {
    clock,
    observer,
    maxRetryDelayMs: options.maxRetryDelayMs ?? DEFAULTS.maxRetryDelayMs,
    backoffBaseMs: DEFAULTS.backoffBaseMs,
    random: options.random ?? (() => chance(clock)),
  });
  return withDeadline(withSequence(retried, clock, observer), {
    clock,
    observer,
    host,
    patience: {
      timeoutMs: options.timeoutMs ?? DEFAULTS.timeoutMs,
      deadlineMs: options.deadlineMs ?? DEFAULTS.deadlineMs,
      maxAttempts: options.maxAttempts ?? DEFAULTS.maxAttempts,
    },
  });
}
