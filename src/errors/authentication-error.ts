import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/** The credentials were refused (401), or no usable token could be had (then there is no `status`). */
export class AuthenticationError extends PrivyOrdersError {
  /** The error's name. */
  declare readonly name: "AuthenticationError";
  /** The code by which the class is recognised. */
  declare readonly code: "unauthorized";

  constructor(message: string, options: PrivyOrdersErrorOptions = {}) {
    super("AuthenticationError", "unauthorized", message, options);
  }
}
