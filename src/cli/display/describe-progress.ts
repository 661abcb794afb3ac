import type { ImportProgress } from "../../import/import-options.js";
import { formatCount, formatDuration, formatTime } from "./format-text.js";
import { LONG_WAIT_MS } from "./wait-observer.js";

const waitingFor: Record<NonNullable<ImportProgress["waiting"]>["reason"], string> = {
  daily_limit: "today's limit is used up",
  unavailable: "Privy is unavailable",
  rate_limit: "rate limit (429)",
  paused: "paused",
};

/** Describes what an import waits for; undefined for the short pauses of every import. */
export function describeWaiting({ waiting }: ImportProgress, now: Date): string | undefined {
  if (waiting === undefined) return undefined;
  const { reason, until, since } = waiting;
  if (reason === "rate_limit" && (until?.getTime() ?? 0) - now.getTime() < LONG_WAIT_MS) return undefined;
  const what =
    since === undefined ? waitingFor[reason] : `${waitingFor[reason]} since ${formatTime(since, now)}`;
  if (until === undefined) return what;
  const then = reason === "unavailable" ? "tries again" : "goes on";
  return `${what}, ${then} at ${formatTime(until, now)}`;
}

/** `20,512 of 50,000 · 58/min · 3 failed · ends 2026-03-14 09:12 (3 d 4 h)` */
export function describeProgress(progress: ImportProgress, now: Date): string {
  const { done, total, failed, skipped, perMinute, eta } = progress;
  const parts = [total === undefined ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`];
  const waiting = describeWaiting(progress, now);
  if (waiting === undefined) parts.push(`${formatCount(perMinute)}/min`);
  if (failed > 0) parts.push(`${formatCount(failed)} failed`);
  if (skipped > 0) parts.push(`${formatCount(skipped)} skipped`);
  if (waiting !== undefined) parts.push(waiting);
  if (eta !== undefined && progress.remaining !== 0)
    parts.push(`ends ${formatTime(eta, now)} (${formatDuration(eta.getTime() - now.getTime())})`);
  return parts.join(" · ");
}
