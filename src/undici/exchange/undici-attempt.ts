import type { Dispatcher } from "undici";
import {
  type Attempt,
  type AttemptRequest,
  type AttemptSink,
  isRedirectStatus,
} from "../../http/attempt/attempt.js";
import { proxyVariable } from "../../http/attempt/unused-proxy.js";
import type { RenewableDispatcher } from "../renewable-dispatcher.js";
import type { Target } from "../target.js";
import { decodeBody, isPlain } from "./content-encoding.js";
import { DispatchExchange } from "./dispatch-exchange.js";
import { RequestNotSentError } from "./request-not-sent-error.js";
import { textOf } from "./text-of.js";
import { type UndiciFields, UndiciHeaders } from "./undici-headers.js";

export interface UndiciAttemptOptions {
  readonly dispatchers: RenewableDispatcher;
  readonly targetOf: (url: string) => Target;
  /** Whether requests go through a proxy. */
  readonly usesProxy: boolean;
}

/** One request by undici's dispatcher: collects the response and hands it over whole. */
export class UndiciAttempt extends DispatchExchange implements Attempt {
  readonly #options: UndiciAttemptOptions;
  readonly #dispatcher: Dispatcher;
  readonly #request: AttemptRequest;
  readonly #sink: AttemptSink;
  #status = 0;
  #headers: UndiciHeaders | undefined;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(options: UndiciAttemptOptions, request: AttemptRequest, sink: AttemptSink) {
    super(options.dispatchers.running);
    this.#dispatcher = options.dispatchers.current;
    this.#options = options;
    this.#request = request;
    this.#sink = sink;
  }

  start(): void {
    const { url, method, headers, body = null } = this.#request;
    try {
      const { origin, path } = this.#options.targetOf(url);
      // The methods that the kernel sends are all among those that undici knows.
      this.#dispatcher.dispatch(
        { origin, path, method: method as Dispatcher.HttpMethod, headers, body },
        this,
      );
    } catch (error) {
      this.abandon(new RequestNotSentError(error));
    }
  }

  abort(reason: unknown): void {
    this.drop(reason);
  }

  /** It is unknown which connection it was, so all are replaced. */
  distrust(): void {
    this.#options.dispatchers.retire(this.#dispatcher);
  }

  protected override handleStart(status: number, fields: UndiciFields): void {
    this.#status = status;
    this.#headers = new UndiciHeaders(fields);
    if (isRedirectStatus(status)) this.#refuse("redirect");
    else if (Number(this.#headers.get("content-length")) > this.#request.maxResponseBytes)
      this.#refuse("too_large");
  }

  protected override handleChunk(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#request.maxResponseBytes) this.#refuse("too_large");
    else this.#chunks.push(chunk);
  }

  protected override handleEnd(): void {
    const headers = this.#headers;
    if (headers === undefined) return;
    const header = headers.get("content-encoding");
    if (header === null || isPlain(header)) {
      this.#sink.onResponse(this.#status, headers, textOf(this.#chunks));
      return;
    }
    const { maxResponseBytes: maxBytes } = this.#request;
    // A proxy or a server compressed it without being asked to.
    decodeBody(Buffer.concat(this.#chunks), { header, maxBytes }).then(
      (body) => this.#sink.onResponse(this.#status, headers, textOf([body])),
      (cause) => {
        const kind = cause.code === "ERR_BUFFER_TOO_LARGE" ? "too_large" : "broken";
        this.#sink.onFailure({ kind, status: this.#status, headers, cause });
      },
    );
  }

  protected override handleFailure(cause: unknown): void {
    const headers = this.#headers;
    if (headers === undefined) {
      const unusedProxy = this.#options.usesProxy ? undefined : proxyVariable(this.#request.url);
      this.#sink.onFailure({ kind: "connection", cause, unusedProxy });
    } else this.#sink.onFailure({ kind: "broken", status: this.#status, headers, cause });
  }

  #refuse(kind: "redirect" | "too_large"): void {
    this.drop(new Error("the rest of the response was not read"));
    this.#sink.onFailure({ kind, status: this.#status, headers: this.#headers });
  }
}
