import type { Clock } from "../../../http/clock.js";
import type { IncomingRequest } from "./incoming-request.js";
import type { Reply } from "./reply.js";

/** The key of what only `serveFakePrivy` needs of a fake. Shared by all copies of this package in a process. */
export const SERVE_HOOK: unique symbol = Symbol.for("privy-orders/serve-fake-privy");

/** The fake below any channel. */
export interface ServeHook {
  readonly clock: Clock;
  readonly answer: (request: IncomingRequest) => Reply | Promise<Reply>;
  /**
   * Prepares for requests over HTTP, until the returned function is called.
   *
   * @throws FakeUsageError when a fault that was set cannot be expressed there
   */
  readonly open: () => () => void;
}
