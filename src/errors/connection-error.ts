import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/** No complete answer arrived: the connection failed, or broke while the answer was read. The request may have been processed. */
export class ConnectionError extends PrivyOrdersError {
  declare readonly name: "ConnectionError";
  declare readonly code: "connection_failed";

  constructor(message: string, options: PrivyOrdersErrorOptions = {}) {
    super("ConnectionError", "connection_failed", message, options);
  }
}
