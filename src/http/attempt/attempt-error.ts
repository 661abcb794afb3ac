import { ConnectionError } from "../../errors/connection-error.js";
import type { PrivyOrdersError } from "../../errors/privy-orders-error.js";
import { UnexpectedResponseError } from "../../errors/unexpected-response-error.js";
import type { Call, Progress } from "../call/call.js";
import { safeCause } from "../redaction/safe-cause.js";
import { unquotable } from "../redaction/unquotable.js";
import type { AttemptFailure } from "./attempt.js";

/** Turns the end of an attempt without a whole response into the error that says so. */
export function attemptError(
  failure: AttemptFailure,
  call: Call,
  { progress, maxResponseBytes }: { readonly progress: Progress; readonly maxResponseBytes: number },
): PrivyOrdersError {
  const { kind, status } = failure;
  const { operation } = call.request;
  const { attempts } = progress;
  const known = status === undefined || status === 0 ? { attempts } : { attempts, status };
  switch (kind) {
    case "no_response":
      return new UnexpectedResponseError(
        `${operation} got something from fetch that is no Response. Check the fetch option, or what replaced globalThis.fetch.`,
        { reason: "shape", attempts },
      );
    case "redirect":
      return new UnexpectedResponseError(
        `${operation} was answered with a redirect${status === 0 ? "" : ` (${status})`}, which is never followed because the token would travel with it. Check baseUrl.`,
        { reason: "redirect", ...known },
      );
    case "too_large":
      return new UnexpectedResponseError(
        `${operation} was answered with ${status} and a body of more than ${maxResponseBytes} bytes, which was not read.`,
        { reason: "too_large", ...known },
      );
    default: {
      const happened =
        kind === "connection"
          ? "got no answer: the connection failed"
          : `was answered with ${status}, but the connection broke while the answer was read`;
      return new ConnectionError(`${operation} ${happened}. See cause; it is safe to try again.`, {
        ...known,
        retryable: true,
        cause: safeCause(failure.cause, unquotable(call.request, progress)),
      });
    }
  }
}
