import { TimeoutError } from "../../errors/timeout-error.js";
import type { Call, Progress } from "./call.js";

/** The error of an attempt that took longer than `timeoutMs`. */
export function attemptTimeout({ request, timeoutMs }: Call, { attempts }: Progress): TimeoutError {
  return new TimeoutError(
    `${request.operation} got no complete response within ${timeoutMs} ms (timeoutMs, one attempt). It may have been processed; it is safe to try again.`,
    { clock: "attempt", timeoutMs, attempts, retryable: true },
  );
}

/** The error of a call that took longer than `deadlineMs`. */
export function deadlineError(
  {
    request,
    deadlineMs,
  }: { readonly request: Pick<Call["request"], "operation">; readonly deadlineMs: number },
  { attempts }: Pick<Progress, "attempts">,
): TimeoutError {
  const fate =
    attempts === 0
      ? "nothing was sent"
      : `${attempts} ${attempts === 1 ? "request was" : "requests were"} sent and may have been processed`;
  return new TimeoutError(
    `${request.operation} was not finished within its deadline of ${deadlineMs} ms; ${fate}. Raise deadlineMs, or try again later.`,
    { clock: "deadline", timeoutMs: deadlineMs, attempts, retryable: true },
  );
}
