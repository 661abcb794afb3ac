import type { WireFault } from "./wire-fault.js";

/**
 * One field that the server refused; `base` stands for a problem across fields.
 *
 * @see https://help.privy.com/docs (errors)
 */
export interface ErrorDetail {
  readonly field: string;
  readonly message: string;
}

/** The server's response, before it becomes a `Response`. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** Beside `Content-Type: application/json`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The `code` of a refusal. */
  readonly errorCode?: string;
  /** The fields of a 422, as its body names them. */
  readonly details?: readonly ErrorDetail[];
  /** The outcome of an upsert. */
  readonly outcome?: "created" | "updated";
  /** The fault on its way. */
  readonly wire?: WireFault;
}

/** Builds a refusal in the documented envelope. It never quotes a value of the request. */
export function refuseRequest(
  status: number,
  code: string,
  message: string,
  more: { details?: readonly ErrorDetail[]; headers?: Readonly<Record<string, string>> } = {},
): Reply {
  const error = more.details === undefined ? { code, message } : { code, message, details: more.details };
  return {
    status,
    errorCode: code,
    body: JSON.stringify({ error }),
    ...(more.details === undefined ? {} : { details: more.details }),
    ...(more.headers === undefined ? {} : { headers: more.headers }),
  };
}

/** Builds a 422 that names every wrong field. */
export function refuseFields(details: readonly ErrorDetail[]): Reply {
  return refuseRequest(422, "validation_failed", "One or more fields are invalid", { details });
}
