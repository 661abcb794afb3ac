import type { PrivyOrdersError } from "../errors/privy-orders-error.js";
import { throwIfAborted } from "./abort.js";
import { CREATE_ATTEMPT, type CreateAttempt } from "./attempt/attempt.js";
import { cacheOption, FetchAttempt } from "./attempt/fetch-attempt.js";
import type { TokenSource } from "./auth/token-source.js";
import { ActiveCall } from "./call/active-call.js";
import type { Call } from "./call/call.js";
import { CallsInFlight } from "./call/calls-in-flight.js";
import type { Completion } from "./call/completion.js";
import type { KernelParts } from "./call/kernel-parts.js";
import { LastVersions } from "./call/last-versions.js";
import { Sequence } from "./call/sequence.js";
import { SharedAborts } from "./call/shared-aborts.js";
import type { CallOptions } from "./call-options.js";
import { type Clock, randomOf } from "./clock.js";
import type { FetchLike } from "./fetch-like.js";
import type { HttpRequest } from "./http-request.js";
import { notify } from "./observing/notify.js";
import type { CallEvent, Observer } from "./observing/observer.js";
import { DEFAULTS } from "./options/defaults.js";
import { gateOf, type RateBudget } from "./rate/rate-gate.js";
import type { Dialect } from "./response/dialect.js";
import type { ReceivedResponse } from "./response/received-response.js";

export interface KernelSetup {
  readonly clock: Clock;
  /** Checked by `endpointProblem`; without a slash at its end. */
  readonly baseUrl: string;
  readonly userAgent: string;
  readonly dialect: Dialect;
  /** The runtime's own `fetch`, looked up at each request, when absent. */
  readonly fetch?: FetchLike | undefined;
  readonly observer?: Observer | undefined;
  /** Where bearer tokens come from. Default: requests carry none. */
  readonly tokens?: TokenSource | undefined;
  /** Holds requests back when the account's rate limit is used up. Default: nothing does. */
  readonly budget?: RateBudget | undefined;
  /** Is shown every response, whatever its status. */
  readonly record?: ((response: ReceivedResponse) => void) | undefined;
  readonly timeoutMs?: number | undefined;
  readonly deadlineMs?: number | undefined;
  readonly maxAttempts?: number | undefined;
  readonly maxRetryDelayMs?: number | undefined;
  readonly maxResponseBytes?: number | undefined;
  /** Whether events name the order that they are about. Default true. */
  readonly orderIdsInEvents?: boolean | undefined;
  /** From 0 (included) to 1 (excluded); for jitter. Default: the clock's. */
  readonly random?: (() => number) | undefined;
}

/** What a refused call would have been. */
export type RefusedRequest = Pick<HttpRequest<unknown>, "operation" | "method" | "route" | "orderId">;

/** The way from requests to results. */
export interface Kernel {
  readonly send: Send;
  /** Notifies the observer of a call that was refused before anything was sent. */
  refuse(request: RefusedRequest, error: PrivyOrdersError, options?: CallOptions): void;
  readonly inFlight: CallsInFlight;
}

/** Sends a request; the call is over when the promise settles. */
export type Send = <Result>(
  request: HttpRequest<Result>,
  options?: CallOptions,
) => Promise<Completion<Result>>;

function attemptsBy(fetch: FetchLike | undefined): CreateAttempt {
  if (fetch !== undefined && CREATE_ATTEMPT in fetch) {
    // The symbol is this package's own, and only stands where such a function does.
    return fetch[CREATE_ATTEMPT] as CreateAttempt;
  }
  let cache: ReturnType<typeof cacheOption> | undefined;
  // At the first request: it loads the runtime's own fetch, which a client that is only made has no need of.
  const by = { fetch, cache: () => (cache ??= cacheOption()) };
  return (request, sink) => new FetchAttempt(by, request, sink);
}

/**
 * Makes the way from a request to its result. A call passes these layers, outermost first; each file holds one:
 *
 * 1. deadline (`call/active-call`): a call ends in time, whatever happens below.
 * 2. sequence (`call/sequence`): calls for one order go one at a time, retries included, so that no state overtakes another;
 *    an older version than one that was sent (`call/last-versions`) goes no further.
 * 3. retry (`call/active-call`, `retry/`): a failed attempt is repeated in its turn; the next call for the order waits.
 * 4. status errors (`response/accept-response`): below, a response is a response; above, it is a result or an error that says whether to retry.
 * 5. token ready (`call/round`): a token is fetched before a place in the rate limit is taken, so that none stays unused meanwhile.
 * 6. rate gate (`rate/rate-budget`): every request that leaves has a place in the account's rate limit.
 * 7. record headers (`record`): the client's `rateLimit` is that of the last response, whatever becomes of it.
 * 8. authentication (`call/round`, `auth/`): each request carries the newest token; after a 401 one more is sent, through the gate.
 * 9. fetch (`attempt/`): one request within `timeoutMs`, its response read to the end.
 */
export function createKernel(options: KernelSetup): Kernel {
  const { clock, observer, baseUrl, dialect } = options;
  const { timeoutMs, deadlineMs, maxAttempts } = options;
  const inFlight = new CallsInFlight(clock);
  const parts: KernelParts = {
    clock,
    observer,
    server: { baseUrl, option: dialect.addressOption, basePath: dialect.basePath },
    userAgent: options.userAgent,
    dialect,
    tokens: options.tokens,
    budget: options.budget && gateOf(options.budget),
    record: options.record,
    sequence: new Sequence(clock),
    versions: new LastVersions(),
    inFlight,
    aborts: new SharedAborts(),
    createAttempt: attemptsBy(options.fetch),
    maxResponseBytes: options.maxResponseBytes ?? DEFAULTS.maxResponseBytes,
    maxRetryDelayMs: options.maxRetryDelayMs ?? DEFAULTS.maxRetryDelayMs,
    random: options.random ?? (() => randomOf(clock)),
  };
  const { host } = new URL(baseUrl);
  let lastId = 0;

  const { orderIdsInEvents = true } = options;
  const eventOf = ({ operation, method, route, orderId }: RefusedRequest, label?: string): CallEvent => ({
    callId: lastId,
    identity: Object.freeze({}),
    operation,
    method,
    route,
    ...(orderId !== undefined && orderIdsInEvents && { order_id: orderId }),
    ...(label !== undefined && { label }),
  });

  const send: Send = <Result>(request: HttpRequest<Result>, own: CallOptions = {}) =>
    new Promise<Completion<Result>>((resolve, reject) => {
      const { signal } = own;
      throwIfAborted(signal);
      const startedAt = clock.now();
      const wholeMs = own.deadlineMs ?? deadlineMs ?? DEFAULTS.deadlineMs;
      const call: Call<Result> = {
        request,
        timeoutMs: own.timeoutMs ?? timeoutMs ?? DEFAULTS.timeoutMs,
        deadlineMs: wholeMs,
        startedAt,
        deadlineAt: startedAt + wholeMs,
        maxAttempts: own.maxAttempts ?? maxAttempts ?? DEFAULTS.maxAttempts,
        priority: own.priority ?? "live",
        label: own.label,
        reservation: own.reservation,
      };
      lastId += 1;
      const event = observer === undefined ? undefined : eventOf(request, own.label);
      if (event !== undefined) {
        notify(observer, "onCallStart", { ...event, priority: call.priority, host });
        for (const warning of request.warnings ?? []) notify(observer, "onWarning", { ...event, ...warning });
      }
      new ActiveCall(parts, { call, signal, event, resolve, reject }).begin();
    });

  const refuse: Kernel["refuse"] = (request, { code }, own = {}) => {
    if (observer === undefined) return;
    lastId += 1;
    // The options may be what is refused.
    const { label, priority } = own;
    const event = eventOf(request, typeof label === "string" ? label : undefined);
    notify(observer, "onCallStart", {
      ...event,
      priority: priority === "backfill" ? priority : "live",
      host,
    });
    notify(observer, "onSettled", {
      ...event,
      result: "failed",
      attempts: 0,
      durationMs: 0,
      errorCode: code,
    });
  };

  return { send, refuse, inFlight };
}
