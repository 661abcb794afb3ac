import { createServer, type RequestListener, type Server } from "node:http";
import type { Clock } from "../../http/clock.js";
import { refuseRequest } from "../kit/exchange/reply.js";
import { SERVE_HOOK, type ServeHook } from "../kit/exchange/serve-hook.js";
import { checkKeys } from "../kit/options/check-keys.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { FakePrivy } from "../privy/fake-privy.js";
import { TOKEN_ENDPOINT } from "../privy/vendor.js";
import { createGuard, type Guard } from "./guard.js";
import { readIncoming } from "./read-incoming.js";
import { sendReply } from "./send-reply.js";

/** Where the fake is served. */
export interface ServeOptions {
  /** Default 0: whichever port is free. */
  readonly port?: number | undefined;
  /** Default `127.0.0.1`. Only this machine: whoever reaches the fake can use it without a password. */
  readonly host?: "127.0.0.1" | "::1" | "localhost" | undefined;
  /**
   * Names under which the fake may be called, beside `localhost`, `127.0.0.1` and `[::1]`: `["privy-fake"]` in a network of
   * containers. A request with another `Host` gets 421, one from another site's page 403. Default: none.
   */
  readonly allowedHosts?: readonly string[] | undefined;
}

declare global {
  // For a program whose `lib` has no `esnext.disposable`; where it has, the two are merged.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/** A fake that is being served. */
export interface ServedFakePrivy {
  /** Scheme, host and port, without a path: `http://127.0.0.1:49152`. */
  readonly url: string;
  /** What a client's `baseUrl` must be. */
  readonly baseUrl: string;
  /** What a client's `oauth.tokenUrl` must be, unless it follows from the base URL. */
  readonly tokenUrl: string;
  /** Ends every connection, answers under way included, and frees the port. Calls after the first do nothing more. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const hosts: readonly string[] = ["127.0.0.1", "::1", "localhost"];

/** Longer than any client keeps a connection that it does not use: the server must not be the one to close it. */
const keepAliveTimeoutMs = 120_000;

/**
 * Serves a fake over HTTP on this machine, for code that runs in another process or takes only an address. Faults strike
 * real connections. Time passes by the fake's own clock: for a slow answer that takes real time, make the fake with
 * `clock: systemClock`.
 *
 * @throws FakeUsageError for a bad option, or a fault that is set and cannot be had over HTTP; rejects with Node's own
 *   error when the port is taken
 */
export async function serveFakePrivy(
  privy: FakePrivy<Clock>,
  options: ServeOptions = {},
): Promise<ServedFakePrivy> {
  const hook = hookOf(privy);
  checkKeys("options", options, ["port", "host", "allowedHosts"]);
  const { port = 0, host = "127.0.0.1", allowedHosts = [] } = options;
  if (!hosts.includes(host)) {
    throw new FakeUsageError(
      `options.host must be one of ${hosts.join(", ")}: the fake serves this machine only.`,
    );
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new FakeUsageError(
      "options.port must be a whole number from 0 to 65,535; 0 takes whichever is free.",
    );
  }
  if (!Array.isArray(allowedHosts) || !allowedHosts.every(isHostName)) {
    throw new FakeUsageError(
      'options.allowedHosts must be a list of host names without a port, such as ["privy-fake"].',
    );
  }
  const onClose = hook.open();
  const listener = listenerOf(hook, createGuard(allowedHosts));
  const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs, noDelay: true }, listener);
  try {
    await listen(server, port, host);
  } catch (error) {
    onClose();
    throw error;
  }
  const address = server.address();
  const boundPort = typeof address === "object" && address !== null ? address.port : port;
  const url = `http://${host === "::1" ? "[::1]" : host}:${boundPort}`;
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= new Promise((resolve) => {
      onClose();
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closing;
  };
  return { url, baseUrl: `${url}/v1`, tokenUrl: url + TOKEN_ENDPOINT, close, [Symbol.asyncDispose]: close };
}

function hookOf(privy: object): ServeHook {
  // What a fake keeps under this key is a hook and nothing else.
  const hook = Reflect.get(Object(privy), SERVE_HOOK) as ServeHook | undefined;
  if (hook === undefined) throw new FakeUsageError("serveFakePrivy serves what createFakePrivy made.");
  return hook;
}

function isHostName(name: unknown): boolean {
  return typeof name === "string" && /^[a-z\d](?:[a-z\d._-]*[a-z\d])?$/i.test(name);
}

function listenerOf(hook: ServeHook, guard: Guard): RequestListener {
  return async (incoming, response) => {
    const refusal = guard(incoming);
    if (refusal !== undefined) {
      sendReply(response, refusal, hook.clock);
      return;
    }
    try {
      const request = await readIncoming(incoming);
      const reply =
        request === undefined
          ? refuseRequest(413, "payload_too_large", "The body is too large")
          : await hook.answer(request);
      sendReply(response, reply, hook.clock);
    } catch {
      if (incoming.destroyed && !incoming.complete) return;
      // Most likely a predicate of the test's own; its error could quote the request.
      const message =
        "The fake failed while it answered: look at the predicates of failNext, failWhen and chaos";
      sendReply(response, refuseRequest(501, "fake_usage_error", message), hook.clock);
    }
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
