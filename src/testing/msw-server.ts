import { type HttpHandler, http } from "msw";
import { setupServer } from "msw/node";
import { FakePrivyUsageError } from "./usage-error.js";

/** What `listen` can be told; the same as MSW's `server.listen`. */
export interface ListenOptions {
  /** What happens to requests that are not for Privy. Default `bypass`: they go where they went before. */
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
  handle: (request: Request) => Promise<Response>;
}): MswServer {
  const handlers = options.origins.map((origin) =>
    http.all(`${origin}/*`, ({ request }) => options.handle(request)),
  );
  let server: ReturnType<typeof setupServer> | undefined;

  return {
    handlers,
    listen({ onUnhandledRequest = "bypass" } = {}) {
      if (server !== undefined) {
        throw new FakePrivyUsageError(
          "This fake Privy listens already: call close() before listening again.",
        );
      }
      server = setupServer(...handlers);
      server.listen({ onUnhandledRequest });
    },
    close() {
      server?.close();
      server = undefined;
    },
  };
}
