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

/** What the server answers, before it becomes a `Response`. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** Beside `Content-Type: application/json`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The `code` of a refusal. */
  readonly errorCode?: string;
  /** The fields of a 422, as its body names them. */
  readonly details?: readonly ErrorDetail[];
  /** What an upsert did. */
  readonly outcome?: "created" | "updated";
  /** What goes wrong with it on its way. */
  readonly wire?: WireFault;
}

/** A refusal in the documented envelope. Its words never hold a value of the request. */
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

/** 422 with every field that is wrong. */
export function refuseFields(details: readonly ErrorDetail[]): Reply {
  return refuseRequest(422, "validation_failed", "One or more fields are invalid", { details });
}
