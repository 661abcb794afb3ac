import type { Dispatcher } from "undici";
import type { AbortSource } from "../http/cancellation.js";
import type { FetchResponse } from "../http/fetch-like.js";
import { BodyQueue } from "./body-queue.js";
import { UndiciHeaders } from "./undici-headers.js";
import { UndiciResponse } from "./undici-response.js";

export interface ExchangeOptions {
  readonly signal: AbortSource;
  readonly resolve: (response: FetchResponse) => void;
  readonly reject: (reason: unknown) => void;
  /** Where an exchange is listed as long as it runs. */
  readonly running: Set<Exchange>;
}

/**
 * Why a request never left: no connection, a proxy that refused, a certificate that did not hold, a fetch that was
 * closed. The code tells the kernel that the server cannot have seen it; undici's own error, code included, is the cause.
 */
class RequestNotSentError extends Error {
  readonly code = "REQUEST_NOT_SENT";

  constructor(cause: unknown) {
    super(`the request was not sent: ${cause instanceof Error ? cause.message : "unknown reason"}`, {
      cause,
    });
    Object.defineProperty(this, "name", { value: "RequestNotSentError", configurable: true });
  }
}

/** undici and whoever watches its diagnostics expect an Error; a signal's reason can be anything. */
function errorFrom(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("the request was aborted");
}

/**
 * One request and its answer, as undici's dispatcher tells of them. It is what undici's own `request()` is built on, less
 * the Node stream that `request()` makes of every body, which costs about as much as all the rest.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions;
  #controller: Dispatcher.DispatchController | undefined;
  #body: BodyQueue | undefined;
  #over = false;

  /** The signal aborted: whoever waits learns its reason as it is, and the connection is given up. */
  readonly #onAbort = (): void => {
    const { reason } = this.#options.signal;
    this.#fail(reason);
    this.#controller?.abort(errorFrom(reason));
  };

  constructor(options: ExchangeOptions) {
    this.#options = options;
    options.running.add(this);
    options.signal.addEventListener("abort", this.#onAbort);
  }

  /** The whole fetch is given up, and this exchange with it. */
  giveUp(error: Error): void {
    if (this.#over) return;
    this.#fail(this.#controller === undefined ? new RequestNotSentError(error) : error);
    this.#controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Aborted while it waited for a connection: it must not be written any more.
    if (this.#over) controller.abort(errorFrom(this.#options.signal.reason));
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // Interim answers (103 Early Hints) come before the real one.
    if (status < 200 || this.#over) return;
    this.#body = new BodyQueue(controller);
    this.#options.resolve(new UndiciResponse(status, new UndiciHeaders(headers), this.#body));
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#body?.push(chunk);
  }

  onResponseEnd(): void {
    this.#finish();
    this.#body?.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#over) return;
    // undici announces a request right before it writes it: without the announcement nothing left.
    this.#fail(this.#controller === undefined ? new RequestNotSentError(error) : error);
  }

  #fail(reason: unknown): void {
    this.#finish();
    this.#options.reject(reason);
    this.#body?.fail(reason);
  }

  #finish(): void {
    this.#over = true;
    this.#options.running.delete(this);
    this.#options.signal.removeEventListener("abort", this.#onAbort);
  }
}
