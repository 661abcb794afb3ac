import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/** Something with the same identity exists already (409). */
export class ConflictError extends PrivyOrdersError {
  /** The error's name. */
  declare readonly name: "ConflictError";
  /** The code by which the class is recognised. */
  declare readonly code: "conflict";
  /** The id of what exists, if the response names it. */
  declare readonly existingId?: string;
  /**
   * True when an earlier attempt of this very call ended without a response: what exists may be this call's own work,
   * not another's.
   */
  readonly afterUnknownAttempt: boolean;

  constructor(
    message: string,
    options: PrivyOrdersErrorOptions & {
      existingId?: string | undefined;
      afterUnknownAttempt?: boolean;
    } = {},
  ) {
    super("ConflictError", "conflict", message, options);
    if (options.existingId !== undefined) this.existingId = options.existingId;
    this.afterUnknownAttempt = options.afterUnknownAttempt ?? false;
  }
}
