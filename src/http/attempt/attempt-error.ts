import { ConnectionError } from "../../errors/connection-error.js";
import type { PrivyOrdersError } from "../../errors/privy-orders-error.js";
import {
  UnexpectedResponseError,
  type UnexpectedResponseReason,
} from "../../errors/unexpected-response-error.js";
import type { Call, Progress } from "../call/call.js";
import { safeCause } from "../redaction/safe-cause.js";
import { unquotable } from "../redaction/unquotable.js";
import { checkServer, type Server } from "../response/server.js";
import type { AttemptFailure } from "./attempt.js";
import { connectionTrouble } from "./connection-trouble.js";

export interface AttemptErrorOptions {
  readonly progress: Progress;
  readonly server: Server;
  readonly maxResponseBytes: number;
}

function connectionError(
  { kind, status, cause: thrown, unusedProxy }: AttemptFailure,
  call: Call,
  { progress, server }: AttemptErrorOptions,
): ConnectionError {
  const cause = safeCause(thrown, unquotable(call.request, progress));
  const { words, code, advice, retryable, neverSent, unreachable } = connectionTrouble(cause);
  // A request that never left does not count as sent.
  if (neverSent) progress.attempts -= 1;
  const proxy =
    unusedProxy !== undefined && unreachable ? `; ${unusedProxy} is set but this fetch does not use it` : "";
  const { host } = new URL(server.baseUrl);
  const reason = `${words === undefined ? `${code} ${host}` : words + (code === undefined ? "" : ` (${code})`)}${proxy}`;
  const happened =
    kind === "broken"
      ? `was answered with ${status}, but the connection broke while the response was read`
      : "got no response";
  const again = retryable ? " It is safe to try again." : "";
  return new ConnectionError(
    `${call.request.operation} ${happened}: ${reason}. ${advice.replace("{option}", server.option)}${again}`,
    {
      attempts: progress.attempts,
      status,
      reason,
      retryable,
      cause,
    },
  );
}

/** Turns the end of an attempt without a whole response into the error that says so, and corrects what was counted as sent. */
export function attemptError(
  failure: AttemptFailure,
  call: Call,
  options: AttemptErrorOptions,
): PrivyOrdersError {
  const { kind, status, lacks } = failure;
  const { operation } = call.request;
  const { attempts } = options.progress;
  const known = status === undefined || status === 0 ? { attempts } : { attempts, status };
  const stub =
    "A stub returns a new Response(body, { status, headers }) each time. Check the fetch option, or what replaced globalThis.fetch.";
  const unexpected = (
    reason: UnexpectedResponseReason,
    happened: string,
    facts = known,
  ): UnexpectedResponseError => new UnexpectedResponseError(`${operation} ${happened}`, { reason, ...facts });
  switch (kind) {
    case "no_response":
      return unexpected(
        "shape",
        `got something from fetch that is not a Response: it lacks ${lacks}. ${stub}`,
        { attempts },
      );
    case "used_response":
      return unexpected("shape", `got a Response from fetch whose body was read before. ${stub}`);
    case "redirect":
      return unexpected(
        "redirect",
        `was answered with a redirect${status === 0 ? "" : ` (${status})`}, which is not followed, because the credential would travel with it. ${checkServer(options.server)}`,
      );
    case "too_large":
      return unexpected(
        "too_large",
        `was answered with ${status} and a body of more than ${options.maxResponseBytes} bytes, which was not read.`,
      );
    default:
      return connectionError(failure, call, options);
  }
}
