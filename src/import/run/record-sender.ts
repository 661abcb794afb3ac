import { isPrivyOrdersError } from "../../errors/is-privy-orders-error.js";
import type { Clock } from "../../http/clock.js";
import type { OrderInput } from "../../schemas/order/order.js";
import type { ImportClient, ImportOptions, ImportOutcome } from "../import-options.js";
import type { ImportRecord } from "../import-record.js";
import { skipReasonOf } from "../skip-reason.js";
import { createGrace } from "./grace.js";
import { type ImportVerdict, judgeFailure } from "./import-verdict.js";
import { createOutage, type OutageTurn } from "./outage.js";
import type { ImportPace } from "./progress/import-pace.js";
import type { ProgressReport } from "./progress/progress-report.js";
import type { RunControl } from "./run-control.js";
import { createSuspicion } from "./suspicion.js";
import { asPastOrder } from "./without-consent.js";

export interface RecordSenderOptions {
  readonly client: ImportClient;
  readonly clock: Clock;
  readonly control: RunControl;
  readonly pace: ImportPace;
  readonly options: ImportOptions;
  readonly progress: ProgressReport;
}

/** The pause after a refusal that names no time. */
const leastWaitMs = 1_000;

/** How long Privy may be unavailable before an import ends. Default: 15 minutes. */
export const DEFAULT_MAX_OUTAGE_MS = 900_000;

/** Sends one record until it has an outcome; undefined when the import ends before. */
export interface RecordSender {
  send(record: ImportRecord): Promise<ImportOutcome | undefined>;
  /** The import is over. */
  end(): void;
}

/** The members that every outcome has about its record. */
const about = ({ position, raw }: ImportRecord): Pick<ImportOutcome, "position" | "raw"> => ({
  position,
  ...(raw === undefined ? {} : { raw }),
});

/** Builds the outcome of a record without an order to send. */
function withoutOrder(record: Extract<ImportRecord, { issues: unknown }>): ImportOutcome {
  const { issues } = record;
  const reason = skipReasonOf(issues);
  return {
    ...about(record),
    ...(reason === undefined ? { status: "failed" } : { status: "skipped", skipped: reason }),
    issues,
    warnings: [],
    consentDropped: false,
  };
}

/**
 * Creates the sender of records. A record without an outcome when the import ends is not settled: a later run sends it
 * again. It repeats beyond the client's own retries, which take seconds and concern one call; an outage takes hours and
 * concerns all calls.
 */
export function createRecordSender(kernel: RecordSenderOptions): RecordSender {
  const { client, clock, control, pace, options, progress } = kernel;
  const { consent = "drop", onDailyLimit = "stop", maxPerMinute, concurrency = 4 } = options;
  const grace = createGrace(control, clock);
  const onPause = (durationMs: number): void => pace.onPause(durationMs / concurrency);
  const outage = createOutage({
    clock,
    control,
    maxOutageMs: options.maxOutageMs ?? DEFAULT_MAX_OUTAGE_MS,
    onPause: (durationMs) => pace.onPause(durationMs),
    onWait: ({ sinceMs, nextAtMs }) =>
      progress.report({ reason: "unavailable", since: new Date(sinceMs), until: new Date(nextAtMs) }),
  });
  const suspicion = createSuspicion();
  let nextSlotAt = 0;

  const pauseUntil = async (until: Date): Promise<void> => {
    const untilMs = Math.max(until.getTime(), clock.now() + leastWaitMs);
    onPause(untilMs - clock.now());
    await control.sleepUntil(clock, untilMs);
  };

  const takeSlot = async (): Promise<void> => {
    if (maxPerMinute === undefined) return;
    const slotAt = Math.max(clock.now(), nextSlotAt);
    nextSlotAt = slotAt + 60_000 / maxPerMinute;
    await control.sleepUntil(clock, slotAt);
  };

  /** Handles a failure that is not the record's own. */
  const recover = async (
    verdict: Exclude<ImportVerdict, { kind: "record" }>,
    error: unknown,
    turn: OutageTurn,
  ): Promise<void> => {
    switch (verdict.kind) {
      case "stop":
        control.stop({ reason: verdict.reason, error });
        return;
      case "day":
        if (onDailyLimit === "stop") {
          const retryAt = client.rateLimit?.day?.resetAt ?? verdict.until;
          control.stop({ reason: "daily_limit", error, retryAt });
          return;
        }
        progress.report({ reason: "daily_limit", until: verdict.until });
        await pauseUntil(verdict.until);
        return;
      case "wait":
        progress.report({ reason: "rate_limit", until: verdict.until });
        await pauseUntil(verdict.until);
        return;
      case "outage":
        if (outage.failed(turn, verdict.until?.getTime()).isTooLong)
          control.stop({ reason: "unavailable", error, retryAt: verdict.until });
    }
  };

  /** Sends an order once. With a version the client does not send it after a newer live state. */
  const attempt = async (order: OrderInput, version: Date | undefined) => {
    const call = grace.begin();
    try {
      return await client.orders.upsert(order, { priority: "backfill", signal: call.signal, version });
    } finally {
      call.end();
    }
  };

  const send: RecordSender["send"] = async (record) => {
    if (!("order" in record)) return withoutOrder(record);
    const { order, consentDropped } = asPastOrder(record.order, consent);
    const suspect = suspicion.follow();
    while (control.stopped === undefined) {
      const turn = await outage.enter();
      await takeSlot();
      await control.whileNotPaused();
      if (control.stopped !== undefined) return undefined;
      try {
        const { outcome, warnings } = await attempt(order, record.updatedAt);
        if (outcome === "not_sent") {
          outage.leave(turn);
          const common = { ...about(record), order: record.order, warnings, consentDropped: false };
          return { ...common, status: "skipped", skipped: "sent_live" };
        }
        outage.responded();
        suspicion.stored();
        pace.onSent(clock.now(), client.rateLimit);
        return { ...about(record), order: record.order, status: outcome, warnings, consentDropped };
      } catch (error) {
        if (control.stopped !== undefined && isAbort(error)) return undefined;
        const verdict = judgeFailure(error);
        const isAtFault = verdict.kind === "outage" && suspect.failed().isAtFault;
        if (verdict.kind === "record" && wasSent(error)) outage.responded();
        else if (verdict.kind !== "outage" || isAtFault) outage.leave(turn);
        if (verdict.kind === "record" || isAtFault) return failed(record, error, consentDropped);
        await recover(verdict, error, turn);
      }
    }
    return undefined;
  };
  return { send, end: grace.end };
}

const isAbort = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "name" in error && error.name === "AbortError";

const wasSent = (error: unknown): boolean => isPrivyOrdersError(error) && error.attempts > 0;

/** Builds the outcome of an order that cannot be sent, or was refused. */
function failed(
  record: Extract<ImportRecord, { order: unknown }>,
  error: unknown,
  consentDropped: boolean,
): ImportOutcome {
  const issues: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, "issues") : undefined;
  const common = { ...about(record), order: record.order, warnings: [], consentDropped: false };
  if (Array.isArray(issues)) {
    const reason = skipReasonOf(issues);
    if (reason !== undefined) return { ...common, status: "skipped", skipped: reason, issues };
  }
  return {
    ...common,
    status: "failed",
    // Only this package's own errors are classified as "record".
    error: error as Error,
    ...(Array.isArray(issues) ? { issues } : {}),
    consentDropped,
  };
}
