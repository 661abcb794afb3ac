import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/** The server failed (5xx). The request may have been processed. Where the server said when to come back, so does `retryAt`. */
export class ServerError extends PrivyOrdersError {
  /** The error's name. */
  declare readonly name: "ServerError";
  /** The code by which the class is recognised. */
  declare readonly code: "server_error";

  constructor(message: string, options: PrivyOrdersErrorOptions = {}) {
    super("ServerError", "server_error", message, options);
  }
}
