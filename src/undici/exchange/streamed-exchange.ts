import type { Dispatcher } from "undici";
import type { FetchResponse } from "../../http/fetch-like.js";
import { BodyQueue } from "./body-queue.js";
import { DispatchExchange } from "./dispatch-exchange.js";
import { type UndiciFields, UndiciHeaders } from "./undici-headers.js";
import { UndiciResponse } from "./undici-response.js";

export interface StreamedExchangeOptions {
  readonly signal: AbortSignal;
  readonly resolve: (response: FetchResponse) => void;
  readonly reject: (reason: unknown) => void;
}

/** One request of the fetch as others call it: the response is handed over when it begins, and its body as it is read. */
export class StreamedExchange extends DispatchExchange {
  readonly #options: StreamedExchangeOptions;
  #body: BodyQueue | undefined;

  readonly #onAbort = (): void => this.abandon(this.#options.signal.reason);

  constructor(running: Set<DispatchExchange>, options: StreamedExchangeOptions) {
    super(running);
    this.#options = options;
    options.signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  protected override handleStart(
    status: number,
    fields: UndiciFields,
    controller: Dispatcher.DispatchController,
  ): void {
    this.#body = new BodyQueue(controller);
    this.#options.resolve(new UndiciResponse(status, new UndiciHeaders(fields), this.#body));
  }

  protected override handleChunk(chunk: Buffer): void {
    this.#body?.push(chunk);
  }

  protected override handleEnd(): void {
    this.#letGo();
    this.#body?.end();
  }

  protected override handleFailure(reason: unknown): void {
    this.#letGo();
    this.#options.reject(reason);
    this.#body?.fail(reason);
  }

  #letGo(): void {
    this.#options.signal.removeEventListener("abort", this.#onAbort);
  }
}
