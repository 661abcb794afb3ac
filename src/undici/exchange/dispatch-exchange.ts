import type { Dispatcher } from "undici";
import { RequestNotSentError } from "./request-not-sent-error.js";
import type { UndiciFields } from "./undici-headers.js";

type Controller = Dispatcher.DispatchController;

/** undici and those that watch its diagnostics expect an Error; a signal's reason can be anything. */
function errorFrom(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("the request was aborted");
}

/**
 * One request and its response, as undici's dispatcher reports them: what undici's own `request()` is built on, less the
 * Node stream that it makes of every body, which costs about as much as all the rest. What comes after the end is ignored.
 */
export abstract class DispatchExchange implements Dispatcher.DispatchHandler {
  readonly #running: Set<DispatchExchange>;
  #controller: Controller | undefined;
  #isOver = false;
  #reason: unknown;

  /** @param running where an exchange is listed as long as it runs */
  constructor(running: Set<DispatchExchange>) {
    this.#running = running;
    running.add(this);
  }

  /** The real response begins. */
  protected abstract handleStart(status: number, fields: UndiciFields, controller: Controller): void;
  protected abstract handleChunk(chunk: Buffer): void;
  /** The response is whole. */
  protected abstract handleEnd(): void;
  /** There will be no whole response. */
  protected abstract handleFailure(reason: unknown): void;

  /** Ends the exchange by a reason that is reported as it is, and gives the connection up. */
  abandon(reason: unknown): void {
    if (this.#isOver) return;
    this.#fail(reason);
    this.#controller?.abort(errorFrom(reason));
  }

  /** The whole fetch is destroyed, and this exchange with it. */
  destroy(error: Error): void {
    this.abandon(this.#controller === undefined ? new RequestNotSentError(error) : error);
  }

  /** Nothing is of interest any more: the connection is given up without a report. */
  protected drop(reason: unknown): void {
    if (this.#isOver) return;
    this.#finish();
    this.#reason = reason;
    this.#controller?.abort(errorFrom(reason));
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    // Ended while it waited for a connection: it must not be written any more.
    if (this.#isOver) controller.abort(errorFrom(this.#reason));
  }

  onResponseStart(controller: Controller, status: number, fields: UndiciFields): void {
    // Interim responses (103 Early Hints) come before the real one.
    if (status >= 200 && !this.#isOver) this.handleStart(status, fields, controller);
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    if (!this.#isOver) this.handleChunk(chunk);
  }

  onResponseEnd(): void {
    if (this.#isOver) return;
    this.#finish();
    this.handleEnd();
  }

  onResponseError(_controller: Controller, error: Error): void {
    // undici announces a request right before it writes it: without the announcement nothing left.
    if (!this.#isOver) this.#fail(this.#controller === undefined ? new RequestNotSentError(error) : error);
  }

  #fail(reason: unknown): void {
    this.#finish();
    this.#reason = reason;
    this.handleFailure(reason);
  }

  #finish(): void {
    this.#isOver = true;
    this.#running.delete(this);
  }
}
