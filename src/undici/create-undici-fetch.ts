import * as undici from "undici";
import { throwIfAborted } from "../http/abort.js";
import { CREATE_ATTEMPT, type CreateAttempt } from "../http/attempt/attempt.js";
import type { FetchLike, FetchRequest, FetchResponse } from "../http/fetch-like.js";
import { checkUndici } from "./check-undici.js";
import { checkUndiciFetchOptions } from "./check-undici-fetch-options.js";
import { StreamedExchange } from "./exchange/streamed-exchange.js";
import { UndiciAttempt } from "./exchange/undici-attempt.js";
import { RenewableDispatcher } from "./renewable-dispatcher.js";
import { createTargetReader } from "./target.js";
import type { UndiciFetchOptions } from "./undici-fetch-options.js";

declare global {
  // For a program whose `lib` has no `esnext.disposable`; where it has, the two are merged.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/** A `fetch` with a connection pool of its own, for `new PrivyClient({ fetch })`. */
export interface UndiciFetch extends FetchLike {
  /** Lets the requests under way finish, then closes every connection. A request after this fails. May be called again. */
  close(): Promise<void>;
  /** Closes every connection at once; the requests under way fail, and may have been processed. May be called again. */
  destroy(): Promise<void>;
  /** As `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Makes a `fetch` on top of undici (7, or 8 on Node 22 and later), for many calls per second, for a proxy or for HTTP/2.
 *
 * It keeps connections open between calls, so create one for a process and close it at its end; an open one does not keep
 * the process alive. It never follows a redirect, asks for no compression, and has no timeout but the connection's: the
 * client's `timeoutMs` covers the rest. It keeps to its own connections and leaves the global `fetch` alone, which also
 * means that MSW and other things that patch the global do not see its requests.
 *
 * Its requests fail with undici's own errors, or with the signal's own reason; an error with the code `REQUEST_NOT_SENT`
 * around one means that the server cannot have seen the request.
 *
 * @throws InvalidInputError when an option is unknown or out of range, or undici is older than 7; no value is quoted
 * @see undici.nodejs.org, "Dispatcher", "Client" and "ProxyAgent"
 */
export function createUndiciFetch(options: UndiciFetchOptions = {}): UndiciFetch {
  checkUndici(undici);
  checkUndiciFetchOptions(options);
  const dispatchers = new RenewableDispatcher(options);
  const targetOf = createTargetReader();
  const usesProxy = options.proxyUrl !== undefined;

  const fetch = (url: string, { method, headers, body, signal }: FetchRequest): Promise<FetchResponse> =>
    new Promise((resolve, reject) => {
      throwIfAborted(signal);
      const { origin, path } = targetOf(url);
      const exchange = new StreamedExchange(dispatchers.running, { signal, resolve, reject });
      try {
        dispatchers.current.dispatch(
          { origin, path, method: method as undici.Dispatcher.HttpMethod, headers, body: body ?? null },
          exchange,
        );
      } catch (error) {
        exchange.abandon(error);
      }
    });
  const createAttempt: CreateAttempt = (request, sink) =>
    new UndiciAttempt({ dispatchers, targetOf, usesProxy }, request, sink);

  const destroy = (): Promise<void> => dispatchers.destroy();
  const close = (): Promise<void> => dispatchers.close();
  const attempts = { [CREATE_ATTEMPT]: createAttempt };
  return Object.assign(fetch, { close, destroy, [Symbol.asyncDispose]: close, ...attempts });
}
