import { hasErrorBrand } from "../../errors/privy-orders-error.js";

/** The fields of an event that describe the error that a call or an attempt ended in. */
export interface ErrorFields {
  /** The `code` of the error; absent without an error. */
  readonly errorCode?: string;
  /** The error's own `reason`, where it has one: `ENOTFOUND api.privy.com`, `redirect`. */
  readonly errorReason?: string;
  /** The status of the response, if there was one. */
  readonly status?: number;
}

/** The fields of an error of this package; nothing of any other, such as a caller's own reason for an abort. */
export function errorFields(error: unknown): ErrorFields {
  if (!hasErrorBrand(error)) return {};
  // The brand says that these fields are there.
  const { code, status, reason } = error as { code: string; status?: number; reason?: string };
  return {
    errorCode: code,
    ...(reason !== undefined && { errorReason: reason }),
    ...(status !== undefined && { status }),
  };
}
