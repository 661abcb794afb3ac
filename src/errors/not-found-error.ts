import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/** There is nothing under that id or address (404). */
export class NotFoundError extends PrivyOrdersError {
  /** The error's name. */
  declare readonly name: "NotFoundError";
  /** The code by which the class is recognised. */
  declare readonly code: "not_found";

  constructor(message: string, options: PrivyOrdersErrorOptions = {}) {
    super("NotFoundError", "not_found", message, options);
  }
}
