import type { Attempt, AttemptFailure, AttemptSink } from "../attempt/attempt.js";
import { attemptError } from "../attempt/attempt-error.js";
import { attemptHeaders } from "../attempt/attempt-headers.js";
import type { ResponseHeaders } from "../fetch-like.js";
import { AttemptWatch } from "../observing/attempt-watch.js";
import { acceptResponse } from "../response/accept-response.js";
import { isMismatch } from "../response/mismatch.js";
import type { ReceivedResponse } from "../response/received-response.js";
import type { Call } from "./call.js";
import type { KernelParts } from "./kernel-parts.js";
import { RoundAtGate } from "./round-at-gate.js";
import type { RoundHost } from "./round-host.js";
import { attemptTimeout } from "./timeouts.js";
import type { Wait } from "./wait.js";

/**
 * One attempt of a call, with all that belongs to it: token, place in the rate limit, request, one more request with a
 * fresh token after a 401, and the judgement of the response. Nothing is waited for on the common way, so that the request
 * is sent in the same turn in which the round begins.
 */
export class Round<Result> extends RoundAtGate<Result> implements AttemptSink {
  readonly #kernel: KernelParts;
  readonly #host: RoundHost<Result>;
  #isOver = false;
  #isInGate = false;
  #isSending = false;
  #hasTried = false;
  #gateWait: Wait<void> | undefined;
  #attempt: Attempt | undefined;
  #watch: AttemptWatch | undefined;
  #token: string | undefined;
  /** Whether this is the one more request after a 401. */
  #isSecond = false;

  constructor(kernel: KernelParts, host: RoundHost<Result>) {
    super(kernel, host);
    this.#kernel = kernel;
    this.#host = host;
  }

  get call(): Call {
    return this.#host.call;
  }
  /** Whether a request is under way. */
  get isSending(): boolean {
    return this.#isSending;
  }

  /** A token is waited for before the gate, so that no place in the rate limit is taken meanwhile. */
  begin(): void {
    const preparing = this.#kernel.tokens?.prepare?.();
    if (preparing === undefined) this.#enterGate();
    else this.#waitFor(preparing, () => this.#enterGate());
  }

  /** The attempt has taken longer than `timeoutMs`. */
  timeOut(): void {
    this.#end(attemptTimeout(this.#host.call, this.#host.progress));
  }

  /** The call is over. The round reports nothing any more. */
  abort(reason: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#attempt?.abort(reason);
    // In this very turn: no attempt may end after its call.
    this.#watch?.failed(reason);
    if (this.#gateWait === undefined) this.#leaveGate(undefined);
    else this.#gateWait.giveUp();
  }

  onResponse(status: number, headers: ResponseHeaders, text: string): void {
    if (this.#isOver) return;
    this.#isSending = false;
    const { dialect, record } = this.#kernel;
    const response = { status, headers, text, rateLimit: dialect.readRateLimit(headers) };
    record?.(response);
    this.#watch?.answered(response);
    this.#leaveGate(response);
    if (status === 401 && this.#mayAskForAnotherToken()) this.#askForAnotherToken(response);
    else this.#judge(response);
  }

  onFailure(failure: AttemptFailure): void {
    if (this.#isOver) return;
    const { status = 0, headers } = failure;
    // The status of a failure stands, even if its body cannot be read.
    if (status >= 400 && headers !== undefined) {
      this.onResponse(status, headers, "");
      return;
    }
    const { maxResponseBytes, server } = this.#kernel;
    const { progress } = this.#host;
    this.#end(attemptError(failure, this.call, { progress, server, maxResponseBytes }));
  }

  #enterGate(): void {
    try {
      this.#gateWait = this.budget?.enter(this);
    } catch (error) {
      this.#end(error);
      return;
    }
    if (this.#gateWait === undefined) this.#passGate();
    else this.#waitFor(this.#gateWait.turn, () => this.#passGate());
  }

  #passGate(): void {
    this.#gateWait = undefined;
    this.#isInGate = true;
    this.#authorize();
  }

  #leaveGate(response: ReceivedResponse | undefined): void {
    if (!this.#isInGate) return;
    this.#isInGate = false;
    this.budget?.leave(this, { response, sent: this.#hasTried });
  }

  #authorize(): void {
    // After a 401 the fresh token is at hand.
    const found = this.#isSecond ? this.#token : this.#nextToken();
    if (typeof found === "object") this.#waitFor(found, (token) => this.#send(token));
    else this.#send(found);
  }

  /** A token, or none where none is needed: at once if it is at hand, else when it has come. */
  #nextToken(): string | undefined | Promise<string> {
    return this.#kernel.tokens?.getToken(this.#host.progress);
  }

  #send(token: string | undefined): void {
    this.#token = token;
    const { observer, createAttempt, server, userAgent, clock, maxResponseBytes } = this.#kernel;
    const { baseUrl } = server;
    const { call, progress, event } = this.#host;
    const { request } = call;
    if (token !== undefined && !progress.secrets.includes(token))
      progress.secrets = [...progress.secrets, token];
    progress.attempts += 1;
    progress.tries += 1;
    this.#hasTried = true;
    this.#host.guardAttempt();
    let trace: Record<string, string> | undefined;
    if (event !== undefined) {
      this.#watch = new AttemptWatch({ observer, clock, event, baseUrl }, call.request, progress);
      trace = this.#watch.start();
      // The observer itself may have ended the call.
      if (this.#isOver) return;
    }
    const authorization = token === undefined ? undefined : `Bearer ${token}`;
    const headers = attemptHeaders(request, { userAgent, authorization, trace });
    const { method, body } = request;
    const attempt = createAttempt(
      { url: baseUrl + request.path, method, headers, body, maxResponseBytes },
      this,
    );
    // Before it starts: it may report its end at once.
    this.#attempt = attempt;
    this.#isSending = true;
    attempt.start();
  }

  #mayAskForAnotherToken(): boolean {
    const { tokens } = this.#kernel;
    const { call, progress } = this.#host;
    if (tokens === undefined || this.#token === undefined || this.#isSecond) return false;
    return tokens.onRefused(this.#token) && progress.tries < call.maxAttempts;
  }

  /** One more request with a fresh token. It counts like any other, so it passes the gate as well. */
  #askForAnotherToken(refusal: ReceivedResponse): void {
    const next = (fresh: string | undefined): void => {
      if (fresh === this.#token) {
        this.#judge(refusal);
      } else {
        this.#token = fresh;
        this.#isSecond = true;
        this.#enterGate();
      }
    };
    const found = this.#nextToken();
    if (typeof found === "object") this.#waitFor(found, next);
    else next(found);
  }

  #judge(response: ReceivedResponse): void {
    const { dialect, server, clock } = this.#kernel;
    const { call, progress } = this.#host;
    let result: Result;
    try {
      result = acceptResponse(response, call.request, { dialect, server, progress, nowMs: clock.now() });
    } catch (error) {
      if (isMismatch(error)) this.#attempt?.distrust?.();
      this.#end(error);
      return;
    }
    this.#isOver = true;
    this.#host.roundSucceeded(response, result);
  }

  /** The slow way: the call goes on, in its own context, when the promise has settled. */
  #waitFor<Value>(promise: Promise<Value>, next: (value: Value) => void): void {
    this.#host.guardWait();
    promise.then(
      (value) => {
        if (!this.#isOver) next(value);
      },
      (error) => {
        this.#gateWait = undefined;
        this.#end(error);
      },
    );
  }

  #end(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#isSending = false;
    this.#attempt?.abort(error);
    this.#watch?.failed(error);
    this.#leaveGate(undefined);
    this.#host.roundFailed(error, this.#hasTried);
  }
}
