import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/** One field that the server refused; `base` stands for a problem across fields. Values are masked in both texts. */
export interface FieldDetail {
  readonly field: string;
  readonly message: string;
}

/** The server understood the request and refused it (a 4xx that has no class of its own, mostly 422). Nothing was stored. */
export class RejectedError extends PrivyOrdersError {
  declare readonly name: "RejectedError";
  declare readonly code: "rejected";
  /** The server's own word for it, for example `validation_failed`. */
  declare readonly serverCode?: string;
  /** One entry for each refused field; empty when the server named none. */
  readonly details: readonly FieldDetail[];

  constructor(
    message: string,
    options: PrivyOrdersErrorOptions & {
      serverCode?: string | undefined;
      details?: readonly FieldDetail[];
    } = {},
  ) {
    super("RejectedError", "rejected", message, options);
    if (options.serverCode !== undefined) this.serverCode = options.serverCode;
    this.details = options.details ?? [];
  }
}
