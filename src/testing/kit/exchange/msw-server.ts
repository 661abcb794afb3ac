import { type HttpHandler, http } from "msw";
import { setupServer } from "msw/node";
import type { Clock } from "../../../http/clock.js";
import { FakeUsageError } from "../options/fake-usage-error.js";
import { deliver } from "./deliver.js";
import { type Answer, readRequest } from "./fake-fetch.js";
import type { Vendor } from "./vendor.js";

/** What `listen` can be told; the same as MSW's `server.listen`. */
export interface ListenOptions {
  /** What happens to requests that are not for the fake. Default `bypass`: they go where they went before. */
  readonly onUnhandledRequest?: "bypass" | "warn" | "error" | undefined;
}

/** The fake behind MSW: for code that builds its own client and calls the global `fetch`. */
export interface MswServer {
  readonly handlers: HttpHandler[];
  listen(options?: ListenOptions): void;
  close(): void;
}

/** Makes handlers for every address of these origins, and a server of their own around them. */
export function createMswServer(options: {
  origins: readonly string[];
  answer: Answer;
  clock: Clock;
  /** Is told when it begins to listen, and gives back what to call when it ends. */
  open: () => () => void;
  vendor: Vendor;
}): MswServer {
  const { answer, clock, vendor } = options;

  async function handle(request: Request): Promise<Response> {
    const reply = await answer(await readRequest(request));
    try {
      return await deliver(reply, { clock, signal: request.signal });
    } catch {
      // A handler that throws is answered with 500 and a printed stack: a failure of the network is this value to MSW. An
      // abort leaves nobody who would see either.
      return Response.error();
    }
  }

  let handlers: HttpHandler[] | undefined;
  /** Not before somebody asks: MSW takes down a stack for each, which was a third of what making a fake costs. */
  const handlersOnce = (): HttpHandler[] => {
    handlers ??= options.origins.map((origin) => http.all(`${origin}/*`, ({ request }) => handle(request)));
    return handlers;
  };
  let server: ReturnType<typeof setupServer> | undefined;
  let onClose: (() => void) | undefined;

  return {
    get handlers() {
      return handlersOnce();
    },
    listen({ onUnhandledRequest = "bypass" } = {}) {
      if (server !== undefined) {
        throw new FakeUsageError(
          `This fake ${vendor.name} listens already: call close() before listening again.`,
        );
      }
      onClose = options.open();
      server = setupServer(...handlersOnce());
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
