import { formatPath } from "../errors/invalid-input-error.js";
import type { ErrorFields } from "../http/observing/error-fields.js";
import type {
  AttemptEvent,
  RetryEvent,
  SettledEvent,
  WaitEvent,
  WarningEvent,
} from "../http/observing/observer.js";

const milliseconds = (durationMs: number): string => `${Math.round(durationMs)} ms`;

/** `rate_limited (429)`, `connection_failed (ENOTFOUND api.privy.com)` */
function problem({ errorCode, errorReason, status }: ErrorFields): string {
  const code = errorCode ?? "unknown_error";
  const details = [errorReason, status].filter((detail) => detail !== undefined);
  return details.length === 0 ? code : `${code} (${details.join(", ")})`;
}

export function attemptText(event: AttemptEvent): string {
  const outcome =
    event.status === undefined ? `got no response (${problem(event)})` : `was answered with ${event.status}`;
  return `${event.operation} attempt ${event.attempt} ${outcome} in ${milliseconds(event.durationMs)}`;
}

export function retryText(event: RetryEvent): string {
  return `${event.operation} attempt ${event.attempt} failed: ${problem(event)}; trying again in ${milliseconds(event.delayMs)}`;
}

export function waitText({ operation, reason, delayMs }: WaitEvent): string {
  const cause = reason === "rate_limit" ? "for the rate limit" : "for an earlier call that concerns the same";
  return `${operation} waits ${delayMs === undefined ? "" : `${milliseconds(delayMs)} `}${cause}`;
}

export function warningText({ operation, code, path }: WarningEvent): string {
  const field = path === undefined ? "" : ` (${formatPath(path)})`;
  return `${operation} warns: ${code}${field}`;
}

export function settledText(event: SettledEvent): string {
  const { operation, result, attempts } = event;
  const effort = `after ${attempts} ${attempts === 1 ? "request" : "requests"} in ${milliseconds(event.durationMs)}`;
  if (result === "aborted") return `${operation} was aborted by its caller ${effort}`;
  if (result === "failed") return `${operation} failed: ${problem(event)} ${effort}`;
  return `${operation} succeeded${event.status === undefined ? "" : ` (${event.status})`} ${effort}`;
}
