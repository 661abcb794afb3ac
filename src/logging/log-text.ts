import { formatPath } from "../errors/invalid-input-error.js";
import type {
  AttemptEvent,
  RetryEvent,
  SettledEvent,
  WaitEvent,
  WarningEvent,
} from "../http/observing/observer.js";

const milliseconds = (durationMs: number): string => `${Math.round(durationMs)} ms`;

/** `rate_limited (429)` */
function problem({ errorCode, status }: { errorCode?: string; status?: number }): string {
  const code = errorCode ?? "unknown_error";
  return status === undefined ? code : `${code} (${status})`;
}

export function attemptText(event: AttemptEvent): string {
  const outcome =
    event.status === undefined
      ? `got no answer (${event.errorCode ?? "unknown_error"})`
      : `was answered with ${event.status}`;
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
