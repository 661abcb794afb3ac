import { errors } from "undici";
import {
  type AttemptRequest,
  type FetchLike,
  type FetchResponse,
  TAKES_ABORT_SOURCE,
} from "../http/fetch-like.js";
import { parseUrl } from "../http/options/parse-url.js";
import { checkUndiciFetchOptions } from "./check-undici-fetch-options.js";
import { createDispatcher } from "./create-dispatcher.js";
import { Exchange } from "./exchange.js";
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

interface Target {
  readonly url: string;
  readonly origin: string;
  readonly path: string;
}

function targetOf(url: string): Target {
  const parsed = parseUrl(url);
  if (parsed === undefined) throw new TypeError("the request has no absolute URL");
  return { url, origin: parsed.origin, path: parsed.pathname + parsed.search };
}

/**
 * Makes a `fetch` on top of undici (7, or 8 on Node 22 and later), for many calls per second, for a proxy or for HTTP/2.
 *
 * It keeps connections open between calls, so create one for a process and close it at its end; an open one does not keep
 * the process alive. It never follows a redirect, asks for no compression, and has no timeout but the connection's: the
 * client's `timeoutMs` covers the rest. It keeps to its own connections and leaves the global `fetch` alone, which also
 * means that MSW and other things that patch the global do not see its requests.
 *
 * Its requests fail with undici's own errors, or with the signal's own reason; `REQUEST_NOT_SENT` around one says that the
 * server cannot have seen the request.
 *
 * @throws InvalidInputError when an option is unknown or out of range; no value is quoted
 * @see undici.nodejs.org, "Dispatcher", "Client" and "ProxyAgent"
 */
export function createUndiciFetch(options: UndiciFetchOptions = {}): UndiciFetch {
  checkUndiciFetchOptions(options);
  const dispatcher = createDispatcher(options);
  // A client has one or a few addresses; parsing the same one again at every call would be a tenth of the whole work.
  let last: Target | undefined;
  const running = new Set<Exchange>();
  let closed: Promise<void> | undefined;
  let destroyed: Promise<void> | undefined;

  const fetch = (url: string, { method, headers, body, signal }: AttemptRequest): Promise<FetchResponse> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      if (last?.url !== url) last = targetOf(url);
      const { origin, path } = last;
      const request = { origin, path, method, headers, body: body ?? null };
      dispatcher.dispatch(request, new Exchange({ signal, resolve, reject, running }));
    });

  const destroy = (): Promise<void> => {
    destroyed ??= dispatcher.destroy();
    // A dispatcher that is closing has let go of its connections, and destroys none of them any more.
    for (const exchange of running) exchange.giveUp(new errors.ClientDestroyedError());
    return destroyed;
  };
  const close = (): Promise<void> => {
    closed ??= destroyed ?? dispatcher.close();
    return closed;
  };
  const marks = { [TAKES_ABORT_SOURCE]: true };
  return Object.assign(fetch, { close, destroy, [Symbol.asyncDispose]: close, ...marks });
}
