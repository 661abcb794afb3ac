import type { FetchLike, FetchRequest, FetchResponse } from "../fetch-like.js";
import { BodyTooLarge, readBody } from "../response/read-response.js";
import { type Attempt, type AttemptRequest, type AttemptSink, isRedirectStatus } from "./attempt.js";

/** A stub that was given no response resolves to nothing at all. */
function isResponse(value: Partial<FetchResponse> | undefined | null): boolean {
  return typeof value?.status === "number" && typeof value.headers?.get === "function";
}

function isRedirect({ status, type, redirected }: FetchResponse): boolean {
  return type === "opaqueredirect" || redirected === true || isRedirectStatus(status);
}

/** Lets go of a body that will not be read, so that its connection is free again. */
function discard(response: FetchResponse): void {
  try {
    response.body?.cancel().catch(() => undefined);
  } catch {
    // A body that is locked, or a stub's: there is nothing to let go of.
  }
}

/**
 * The option of `fetch` that keeps a framework's cache out (Next.js answers a GET from one), where this runtime takes it:
 * Workers of an older compatibility date throw at it, and old runtimes do not know it.
 */
export function cacheOption(): { readonly cache?: "no-store" } {
  try {
    const { cache } = new Request("https://localhost", { cache: "no-store" });
    return cache === "no-store" ? { cache } : {};
  } catch {
    return {};
  }
}

export interface FetchAttemptOptions {
  /** The runtime's own `fetch`, looked up at each request, when absent. */
  readonly fetch: FetchLike | undefined;
  /** Made by `cacheOption`. */
  readonly cache: { readonly cache?: "no-store" };
}

/**
 * One request by `fetch`, with the response read to its end. Never follows a redirect: the token must not travel to
 * another address.
 */
export class FetchAttempt implements Attempt {
  readonly #by: FetchAttemptOptions;
  readonly #request: AttemptRequest;
  readonly #sink: AttemptSink;
  readonly #controller = new AbortController();
  #isOver = false;

  constructor(by: FetchAttemptOptions, request: AttemptRequest, sink: AttemptSink) {
    this.#by = by;
    this.#request = request;
    this.#sink = sink;
  }

  start(): void {
    void this.#run();
  }

  abort(reason: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#controller.abort(reason);
  }

  async #run(): Promise<void> {
    let response: FetchResponse;
    try {
      response = await this.#call();
    } catch (cause) {
      if (this.#end()) this.#sink.onFailure({ kind: "connection", cause });
      return;
    }
    if (!isResponse(response)) {
      if (this.#end()) this.#sink.onFailure({ kind: "no_response" });
      return;
    }
    const { status, headers } = response;
    if (this.#isOver || isRedirect(response)) {
      discard(response);
      if (this.#end()) this.#sink.onFailure({ kind: "redirect", status, headers });
      return;
    }
    let text: string;
    try {
      text = await readBody(response, this.#request.maxResponseBytes);
    } catch (cause) {
      const kind = cause instanceof BodyTooLarge ? "too_large" : "broken";
      if (this.#end()) this.#sink.onFailure({ kind, status, headers, cause });
      return;
    }
    if (this.#end()) this.#sink.onResponse(status, headers, text);
  }

  /** Whether this is the end, and not something that comes after it. */
  #end(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    return true;
  }

  #call(): Promise<FetchResponse> {
    const { url, method, headers, body } = this.#request;
    const { signal } = this.#controller;
    const { fetch, cache } = this.#by;
    const request: FetchRequest = { method, headers, signal, redirect: "manual", ...cache };
    if (body !== undefined) request.body = body;
    // Called as a plain function or on its own global: browsers and workers refuse any other `this`.
    return fetch === undefined ? globalThis.fetch(url, request) : fetch(url, request);
  }
}
