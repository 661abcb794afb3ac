import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/** One field that the server refused; `base` stands for a problem across fields. Values are masked in both texts. */
export interface FieldDetail {
  /** The field's name, or `base` for a problem across fields. */
  readonly field: string;
  /** Privy's message about the field. */
  readonly message: string;
}

/** The server understood the request and refused it (a 4xx that has no class of its own, mostly 422). Nothing was stored. */
export class RejectedError extends PrivyOrdersError {
  /** The error's name. */
  declare readonly name: "RejectedError";
  /** The code by which the class is recognised. */
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
