import { ConnectionError } from "../errors/connection-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { UnexpectedResponseError } from "../errors/unexpected-response-error.js";
import { raceAbort } from "./abort.js";
import { attemptHeaders } from "./attempt-headers.js";
import { Cancellation } from "./cancellation.js";
import type { Clock } from "./clock.js";
import {
  type AttemptRequest,
  type FetchLike,
  type FetchRequest,
  type FetchResponse,
  TAKES_ABORT_SOURCE,
} from "./fetch-like.js";
import { type ObservedAttempt, observeAttempt } from "./observing/observe-attempt.js";
import type { Observer } from "./observing/observer.js";
import { safeCause } from "./redaction/safe-cause.js";
import { unquotable } from "./redaction/unquotable.js";
import { BodyTooLarge, readBody } from "./response/read-response.js";
import type { Call, HttpAnswer } from "./transport.js";
import type { AuthorizedTransport } from "./with-auth.js";

export interface FetchTransportOptions {
  /** Checked by `endpointIssues`; without a slash at its end. */
  readonly baseUrl: string;
  /** The runtime's own `fetch`, looked up at each call, when absent. */
  readonly fetch?: FetchLike | undefined;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly maxResponseBytes: number;
  readonly observer?: Observer | undefined;
}

/** A stub that was given no answer resolves to nothing at all. */
function isResponse(value: Partial<FetchResponse> | undefined | null): boolean {
  return typeof value?.status === "number" && typeof value.headers?.get === "function";
}

function isRedirect(response: FetchResponse): boolean {
  const { status } = response;
  return (
    response.type === "opaqueredirect" || response.redirected === true || (status >= 300 && status < 400)
  );
}

function attemptTimeout(call: Call): TimeoutError {
  const { timeoutMs, attempts, request } = call;
  return new TimeoutError(
    `${request.operation} got no complete answer within ${timeoutMs} ms (timeoutMs, one attempt). It may have been processed; it is safe to try again.`,
    { clock: "attempt", timeoutMs, attempts, retryable: true },
  );
}

/**
 * Sends one attempt with `fetch` and reads the answer to its end, both within `timeoutMs`. Never follows a redirect:
 * the token must not travel to another address.
 *
 * @throws ConnectionError, TimeoutError (`attempt`), UnexpectedResponseError (`redirect`, `too_large`)
 */
export function fetchTransport(options: FetchTransportOptions): AuthorizedTransport {
  const { baseUrl, clock, maxResponseBytes } = options;
  const needsSignal = options.fetch === undefined || !(TAKES_ABORT_SOURCE in options.fetch);

  const exchange = async (call: Call, attemptRequest: AttemptRequest): Promise<HttpAnswer> => {
    const { operation } = call.request;
    const attempts = call.attempts;
    const url = baseUrl + call.request.path;
    const custom = options.fetch;
    // Its signal is a real one, unless this fetch said that it needs none.
    const request = attemptRequest as FetchRequest;
    let response: FetchResponse;
    try {
      // Called as a plain function or on its own global: browsers and workers refuse any other `this`.
      response = await (custom === undefined ? globalThis.fetch(url, request) : custom(url, request));
    } catch (error) {
      throw new ConnectionError(
        `${operation} got no answer: the connection failed. See cause; it is safe to try again.`,
        {
          attempts,
          retryable: true,
          cause: safeCause(error, unquotable(call)),
        },
      );
    }
    if (!isResponse(response)) {
      throw new UnexpectedResponseError(
        `${operation} got something from fetch that is no Response. Check the fetch option, or what replaced globalThis.fetch.`,
        { reason: "shape", attempts },
      );
    }
    const { status, headers } = response;
    if (isRedirect(response)) {
      response.body?.cancel().catch(() => undefined);
      throw new UnexpectedResponseError(
        `${operation} was answered with a redirect${status === 0 ? "" : ` (${status})`}, which is never followed because the token would travel with it. Check baseUrl.`,
        { reason: "redirect", attempts, ...(status === 0 ? {} : { status }) },
      );
    }
    try {
      return { status, headers, text: await readBody(response, maxResponseBytes) };
    } catch (error) {
      // What a failure's status says stands, even if its body cannot be had.
      if (status >= 400 && !request.signal.aborted) return { status, headers, text: "" };
      if (error instanceof BodyTooLarge) {
        throw new UnexpectedResponseError(
          `${operation} was answered with ${status} and a body of more than ${maxResponseBytes} bytes, which was not read.`,
          { reason: "too_large", attempts, status },
        );
      }
      throw new ConnectionError(
        `${operation} was answered with ${status}, but the connection broke while the answer was read. See cause; it is safe to try again.`,
        { attempts, status, retryable: true, cause: safeCause(error, unquotable(call)) },
      );
    }
  };

  return async (call, authorization) => {
    const { request, timeoutMs } = call;
    call.signal.throwIfAborted();
    call.attempts += 1;
    const attempt = call.attempts;
    const cancellation = new Cancellation();
    // A real signal is for `fetch` alone: it takes ten times as long to make and to listen to.
    const controller = needsSignal ? new AbortController() : undefined;
    const cancel = (reason: unknown): void => {
      cancellation.abort(reason);
      controller?.abort(reason);
    };
    const startedAt = clock.now();
    let observed: ObservedAttempt | undefined;
    const onAbort = (): void => {
      cancel(call.signal.reason);
      // In this very turn: the call is over in the next, and no attempt may end after its call.
      observed?.end(clock.now() - startedAt, undefined, call.signal.reason);
    };
    call.signal.addEventListener("abort", onAbort, { once: true });
    const cancelTimer = clock.setTimer(() => cancel(attemptTimeout(call)), timeoutMs, "timeout");
    observed = observeAttempt(options.observer, call, { attempt, baseUrl });
    const headers = attemptHeaders(request, {
      userAgent: options.userAgent,
      authorization,
      trace: observed.headers,
    });
    const body = request.body === undefined ? {} : { body: request.body };
    try {
      const answer = await raceAbort(
        exchange(call, {
          method: request.method,
          headers,
          ...body,
          signal: controller?.signal ?? cancellation,
          redirect: "manual",
        }),
        cancellation,
      );
      observed.end(clock.now() - startedAt, answer);
      return answer;
    } catch (error) {
      observed.end(clock.now() - startedAt, undefined, error);
      throw error;
    } finally {
      cancelTimer();
      call.signal.removeEventListener("abort", onAbort);
    }
  };
}
