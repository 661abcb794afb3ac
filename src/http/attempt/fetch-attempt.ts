import type { FetchLike, FetchRequest, FetchResponse } from "../fetch-like.js";
import { BodyTooLarge, readBody } from "../response/read-response.js";
import {
  type Attempt,
  type AttemptFailure,
  type AttemptRequest,
  type AttemptSink,
  isRedirectStatus,
} from "./attempt.js";
import { globalFetchHasNoProxy, proxyVariable } from "./unused-proxy.js";

/** What a stub's object lacks to be a response. */
function lackOf(value: Partial<FetchResponse> | undefined | null): string | undefined {
  if (typeof value?.status !== "number") return "status";
  if (typeof value.headers?.get !== "function") return "headers.get";
  return typeof value.text === "function" ? undefined : "text";
}

function isRedirect({ status, type, redirected }: FetchResponse): boolean {
  return type === "opaqueredirect" || redirected === true || isRedirectStatus(status);
}

/** Why something cannot be read as a response; nothing when it can. */
function problemOf(response: FetchResponse): AttemptFailure | undefined {
  try {
    const lacks = lackOf(response);
    if (lacks !== undefined) return { kind: "no_response", lacks };
    const { status, headers } = response;
    if (isRedirect(response)) return { kind: "redirect", status, headers };
    return response.bodyUsed === true ? { kind: "used_response", status, headers } : undefined;
  } catch {
    return { kind: "no_response", lacks: "fields that can be read" };
  }
}

/** Lets go of a body that will not be read, so that its connection is free again. */
function discard(response: FetchResponse | undefined): void {
  try {
    response?.body?.cancel().catch(() => undefined);
  } catch {
    // A body that is locked, or a stub's: there is nothing to let go of.
  }
}

/**
 * The option of `fetch` that keeps a framework's cache out (Next.js serves a GET from one), where this runtime takes it:
 * Workers of an older compatibility date throw at it, and old runtimes do not know it.
 */
export function cacheOption(): { readonly cache?: "no-store" } {
  // Only Node has a getter here, until `Request` is first read: then it loads its own fetch, for longer than a whole first
  // order takes, and a `fetch` of the caller's own may have no need of that. Every Node takes the option.
  if (Object.getOwnPropertyDescriptor(globalThis, "Request")?.get !== undefined) return { cache: "no-store" };
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
  /** Gives what `cacheOption` made. */
  readonly cache: () => { readonly cache?: "no-store" };
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

  /** By promises without an async function, which allocates twice as much; this runs at every request. */
  start(): void {
    let responding: Promise<FetchResponse>;
    try {
      // A stub's response may come without a promise.
      responding = Promise.resolve(this.#call());
    } catch (cause) {
      this.#failConnection(cause);
      return;
    }
    responding.then(
      (response) => this.#read(response),
      (cause) => this.#failConnection(cause),
    );
  }

  abort(reason: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#controller.abort(reason);
  }

  #read(response: FetchResponse): void {
    const problem = problemOf(response);
    if (this.#isOver || problem !== undefined) {
      discard(response);
      if (problem !== undefined && this.#end()) this.#sink.onFailure(problem);
      return;
    }
    try {
      readBody(response, this.#request.maxResponseBytes).then(
        (text) => {
          if (this.#end()) this.#sink.onResponse(response.status, response.headers, text);
        },
        (cause) => this.#failBody(response, cause),
      );
    } catch (cause) {
      this.#failBody(response, cause);
    }
  }

  #failConnection(cause: unknown): void {
    if (!this.#end()) return;
    const isKnown = this.#by.fetch === undefined && globalFetchHasNoProxy();
    const unusedProxy = isKnown ? proxyVariable(this.#request.url) : undefined;
    this.#sink.onFailure({ kind: "connection", cause, unusedProxy });
  }

  #failBody({ status, headers }: FetchResponse, cause: unknown): void {
    const kind = cause instanceof BodyTooLarge ? "too_large" : "broken";
    if (this.#end()) this.#sink.onFailure({ kind, status, headers, cause });
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
    const { fetch } = this.#by;
    const request: FetchRequest = { method, headers, signal, redirect: "manual" };
    const { cache } = this.#by.cache();
    if (cache !== undefined) request.cache = cache;
    if (body !== undefined) request.body = body;
    // Called as a plain function or on its own global: browsers and workers refuse any other `this`.
    return fetch === undefined ? globalThis.fetch(url, request) : fetch(url, request);
  }
}
