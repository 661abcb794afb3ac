import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/**
 * No complete response arrived: the connection failed, or broke while the response was read. Unless `attempts` is 0, the
 * request may have been processed. Not `retryable` where no retry helps: a certificate that is not trusted, a closed fetch.
 */
export class ConnectionError extends PrivyOrdersError {
  /** The error's name. */
  declare readonly name: "ConnectionError";
  /** The code by which the class is recognised. */
  declare readonly code: "connection_failed";
  /** What failed, with the system's own code: `ENOTFOUND api.privy.com`, `self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)`. */
  declare readonly reason?: string;

  constructor(message: string, options: PrivyOrdersErrorOptions & { reason?: string | undefined } = {}) {
    super("ConnectionError", "connection_failed", message, options);
    if (options.reason !== undefined) this.reason = options.reason;
  }
}
