import { createServer, type Server } from "node:http";
import type { Clock } from "../../http/clock.js";
import { SERVE_HOOK, type ServeHook } from "../kit/exchange/serve-hook.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { FakePrivy } from "../privy/fake-privy.js";
import { controlHookOf } from "../privy/served/control-hook.js";
import { TOKEN_ENDPOINT } from "../privy/vendor.js";
import type { ControlContext } from "./control/control-context.js";
import { createGuard } from "./guard/guard.js";
import { createListener, type Extras } from "./listener.js";

/** The checked options of a served fake. */
export interface ServerSetup {
  readonly port: number;
  readonly host: string;
  readonly allowedHosts: readonly string[];
  readonly control: boolean;
  readonly inspector: boolean;
  /** The key that a call of the control API must carry. Default: none. */
  readonly key?: string | undefined;
  /** The file that the state is saved in. Default: none. */
  readonly saved?: ControlContext["saved"] | undefined;
  /** Stores the account's initial data, at each reset. */
  readonly begin?: (() => void) | undefined;
  /** Other fakes, by the prefix of their paths. */
  readonly others?: Extras["others"] | undefined;
}

/** A fake that is being served. */
export interface ServedFake {
  /** Scheme, host and port, without a path: `http://127.0.0.1:49152`. */
  readonly url: string;
  /** The `baseUrl` for a client. */
  readonly baseUrl: string;
  /** The `oauth.tokenUrl` for a client, unless it follows from the base URL. */
  readonly tokenUrl: string;
  /** Closes every connection, unfinished responses included, and frees the port. Further calls do nothing. */
  close(): Promise<void>;
}

/** Longer than any client keeps an idle connection, because the server must not close it first. */
const keepAliveTimeoutMs = 120_000;

/** Limits for a caller that sends a byte at a time. Node checks them only every 30 seconds unless it is told otherwise. */
const slowCallerLimits = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
};

/** Where this machine reaches a server that listens on every address: no client can call those. */
const sameMachine: ReadonlyMap<string, string> = new Map([
  ["0.0.0.0", "127.0.0.1"],
  ["::", "::1"],
]);

/**
 * Serves a fake.
 *
 * @throws FakeUsageError when a fault that is set is not possible over HTTP; rejects with Node's own error when the
 *   port is taken
 */
export async function startServer(privy: FakePrivy<Clock>, setup: ServerSetup): Promise<ServedFake> {
  // A fake has nothing but its hook under this key.
  const hook = Reflect.get(Object(privy), SERVE_HOOK) as ServeHook | undefined;
  if (hook === undefined) throw noFake();
  const { port, host, allowedHosts, inspector, others = new Map() } = setup;
  const onClose = hook.open();
  let url = "";
  const extras = setup.control || inspector ? await loadExtras(privy, setup, () => url) : {};
  const guard = createGuard({
    allowedHosts: [...allowedHosts, host.includes(":") ? `[${host}]` : host],
    hasPage: inspector,
  });
  const listener = createListener(hook, guard, { ...extras, others });
  const server = createServer(
    { keepAliveTimeout: keepAliveTimeoutMs, ...slowCallerLimits, noDelay: true },
    listener,
  );
  try {
    await listen(server, port, host);
  } catch (error) {
    onClose();
    throw error;
  }
  const address = server.address();
  const boundPort = typeof address === "object" && address !== null ? address.port : port;
  const reached = sameMachine.get(host) ?? host;
  url = `http://${reached.includes(":") ? `[${reached}]` : reached}:${boundPort}`;
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= new Promise((resolve) => {
      onClose();
      extras.control?.feed.close();
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closing;
  };
  return { url, baseUrl: `${url}/v1`, tokenUrl: url + TOKEN_ENDPOINT, close };
}

/** Loads the control API and the page, only if they are served. */
async function loadExtras(
  privy: FakePrivy<Clock>,
  { key, inspector, saved, begin }: ServerSetup,
  url: () => string,
): Promise<Omit<Extras, "others">> {
  const [{ createControlContext }, { answerControl }, page] = await Promise.all([
    import("./control/create-control-context.js"),
    import("./control/routing/control-api.js"),
    inspector ? import("./inspector/page-assets.js").then(({ loadPage }) => loadPage()) : undefined,
  ]);
  const hook = controlHookOf(privy);
  if (hook === undefined) throw noFake();
  hook.settings.recording.isFull = true;
  const nowhere = { file: null, savedAt: null };
  const control = createControlContext({
    privy,
    hook,
    url,
    saved: saved ?? (() => nowhere),
    begin: begin ?? (() => undefined),
  });
  return { control, answerControl, key, page: inspector ? { assets: page } : undefined };
}

const noFake = (): FakeUsageError =>
  new FakeUsageError("serveFakePrivy was given something else: give it a fake from createFakePrivy.");

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
