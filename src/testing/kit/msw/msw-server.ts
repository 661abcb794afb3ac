import type { Clock } from "../../../http/clock.js";
import { deliver } from "../exchange/deliver.js";
import { type Answer, readRequest } from "../exchange/fake-fetch.js";
import type { Vendor } from "../exchange/vendor.js";
import { FakeUsageError } from "../options/fake-usage-error.js";
import { loadMsw, type Msw } from "./load-msw.js";

/** Options of `listen`, as of MSW's `server.listen`. */
export interface ListenOptions {
  /** What happens to requests that are not for the fake. Default `bypass`: they go out as without the fake. */
  readonly onUnhandledRequest?: "bypass" | "warn" | "error" | undefined;
  /**
   * Your own MSW: `http` of `msw`, `setupServer` of `msw/node`. Default: the installed one, loaded by the first `listen`. Needed
   * only where a package cannot be loaded in the middle of a program, such as in ES modules under Jest.
   */
  readonly msw?: Msw | undefined;
}

/** The fake behind MSW: for code that builds its own client and calls the global `fetch`. */
export interface MswServer {
  /** The handlers, typed to fit `setupServer` and `server.use` of every version of MSW, and nothing else. */
  readonly handlers: never[];
  listen(options?: ListenOptions): void;
  close(): void;
}

/** Creates handlers for every address of these origins, and a server of their own. */
export function createMswServer(options: {
  origins: readonly string[];
  answer: Answer;
  clock: Clock;
  /** Called when it begins to listen; returns a function to call when it ends. */
  open: () => () => void;
  vendor: Vendor;
}): MswServer {
  const { answer, clock, vendor } = options;

  async function handle(request: Request): Promise<Response> {
    const reply = await answer(await readRequest(request));
    try {
      return await deliver(reply, { clock, signal: request.signal });
    } catch {
      // MSW turns a handler that throws into a 500 with a printed stack, and this value into a network failure. After
      // an abort, no caller sees either.
      return Response.error();
    }
  }

  let handlers: never[] | undefined;
  const handlersOnce = ({ http }: Msw): never[] => {
    // MSW knows their type; see `MswServer`.
    handlers ??= options.origins.map(
      (origin) => http.all(`${origin}/*`, ({ request }) => handle(request)) as never,
    );
    return handlers;
  };
  let server: ReturnType<Msw["setupServer"]> | undefined;
  let onClose: (() => void) | undefined;

  return {
    get handlers() {
      return handlers ?? handlersOnce(loadMsw());
    },
    listen({ onUnhandledRequest = "bypass", msw = loadMsw() } = {}) {
      if (server !== undefined) {
        throw new FakeUsageError(
          `This fake ${vendor.name} listens already: call close() before listening again.`,
        );
      }
      if (isIntercepting()) {
        throw new FakeUsageError(
          "This process's requests are intercepted already, by MSW's setupServer or another fake. The first to listen " +
            `would respond for both, and requests for ${vendor.name} could leave this machine. Add the handlers of this fake to ` +
            "that server instead: server.use(...fake.handlers).",
        );
      }
      onClose = options.open();
      server = msw.setupServer(...handlersOnce(msw));
      server.listen({ onUnhandledRequest });
    },
    close() {
      server?.close();
      server = undefined;
      onClose?.();
      onClose = undefined;
    },
  };
}

/**
 * Returns whether MSW, or another library on its interceptors, is active. Active interceptors are kept at the global
 * object, under a symbol whose name differs between versions.
 */
function isIntercepting(): boolean {
  return Object.getOwnPropertySymbols(globalThis).some((symbol) => {
    const value: unknown = Reflect.get(globalThis, symbol);
    return typeof value === "object" && value !== null && Reflect.get(value, "readyState") === "APPLIED";
  });
}
