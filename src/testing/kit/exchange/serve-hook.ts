import type { Clock } from "../../../http/clock.js";
import type { IncomingRequest } from "./incoming-request.js";
import type { Reply } from "./reply.js";

/** Under this key a fake keeps what only `serveFakePrivy` needs. Shared by all copies of this package in a process. */
export const SERVE_HOOK: unique symbol = Symbol.for("privy-orders/serve-fake-privy");

/** The fake below any channel. */
export interface ServeHook {
  readonly clock: Clock;
  readonly answer: (request: IncomingRequest) => Reply | Promise<Reply>;
  /**
   * From now on requests come over HTTP too, until what is given back is called.
   *
   * @throws FakeUsageError when a fault that was set cannot be expressed there
   */
  readonly open: () => () => void;
}
