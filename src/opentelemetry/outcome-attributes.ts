import type { SentAttributes } from "./open-telemetry-options.js";

/** How an attempt or a call ended. */
export interface Outcome {
  readonly status?: number;
  /** The `code` of an error, or `aborted`. */
  readonly errorCode?: string;
  readonly errorReason?: string;
}

/** `error.type` is the error's code; of a response that is refused by its status alone, the status as text. */
export function outcomeAttributes({ status, errorCode }: Omit<Outcome, "errorReason">): SentAttributes {
  const refused = status !== undefined && status >= 400;
  const errorType = errorCode ?? (refused ? String(status) : undefined);
  return {
    ...(status !== undefined && { "http.response.status_code": status }),
    ...(errorType !== undefined && { "error.type": errorType }),
  };
}
