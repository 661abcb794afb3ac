import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/** The credentials are good, but lack a scope that the call needs (403). */
export class PermissionError extends PrivyOrdersError {
  /** The error's name. */
  declare readonly name: "PermissionError";
  /** The code by which the class is recognised. */
  declare readonly code: "insufficient_scope";

  constructor(message: string, options: PrivyOrdersErrorOptions = {}) {
    super("PermissionError", "insufficient_scope", message, options);
  }
}
