import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/**
 * What is wrong with the response. `redirect`: it points elsewhere, and redirects are never followed. `empty`, `truncated`,
 * `not_json`, `too_large`: its body. `shape`: it is JSON, but not what the documentation shows. `mismatch`: it is about
 * another order or contact than the request. `status`: a status that the protocol does not foresee here.
 */
export type UnexpectedResponseReason =
  | "redirect"
  | "empty"
  | "truncated"
  | "not_json"
  | "too_large"
  | "shape"
  | "mismatch"
  | "status";

/** A response arrived that is not Privy's: usually of a proxy, a captive page or a wrong base URL. */
export class UnexpectedResponseError extends PrivyOrdersError {
  /** The error's name. */
  declare readonly name: "UnexpectedResponseError";
  /** The code by which the class is recognised. */
  declare readonly code: "unexpected_response";
  /** What is unexpected about the response. */
  readonly reason: UnexpectedResponseReason;

  constructor(message: string, options: PrivyOrdersErrorOptions & { reason: UnexpectedResponseReason }) {
    super("UnexpectedResponseError", "unexpected_response", message, options);
    this.reason = options.reason;
  }
}
