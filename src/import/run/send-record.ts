import { sleep } from "../../http/abort.js";
import type { Clock } from "../../http/clock.js";
import type { ImportClient, ImportOptions, ImportOutcome } from "../import-options.js";
import type { ImportRecord } from "../import-record.js";
import type { ImportPace } from "./import-pace.js";
import { type ImportVerdict, judgeFailure } from "./import-verdict.js";
import type { ProgressReport } from "./progress-report.js";
import type { RunControl } from "./run-control.js";
import { asPastOrder } from "./without-consent.js";

export interface SendRecordOptions {
  readonly client: ImportClient;
  readonly clock: Clock;
  readonly control: RunControl;
  readonly pace: ImportPace;
  readonly options: ImportOptions;
  readonly progress: ProgressReport;
}

/** How long orders under way may take to finish after the import was stopped. Milliseconds. */
const graceMs = 5_000;
const firstOutagePauseMs = 1_000;
const longestOutagePauseMs = 60_000;

/** What answers with "wait" and no time is not asked again in the same moment. */
const leastWaitMs = 1_000;

/** Gives a signal that aborts `graceMs` after the import was stopped. */
function createGrace(control: RunControl, clock: Clock): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  let cancel: () => void = () => undefined;
  const onStop = (): void => {
    cancel = clock.setTimer(() => controller.abort(), graceMs, "timeout");
  };
  control.signal.addEventListener("abort", onStop, { once: true });
  // A timer that is left behind would keep the process alive.
  return { signal: controller.signal, end: () => cancel() };
}

/** Sends one record until there is an outcome for it; nothing when the import ends before. */
export interface RecordSender {
  send(record: ImportRecord): Promise<ImportOutcome | undefined>;
  /** The import is over. */
  end(): void;
}

/**
 * Makes what sends records. One for which there is no outcome when the import ends is not settled: a later run takes it up
 * again.
 */
export function createSendRecord(kernel: SendRecordOptions): RecordSender {
  const { client, clock, control, pace, options, progress } = kernel;
  const { consent = "drop", maxOutageRetries = 8, onDailyLimit = "stop", maxPerMinute } = options;
  const grace = createGrace(control, clock);
  let nextSlotAt = 0;
  let stored = 0;

  /** Pauses unless the import is stopped meanwhile. */
  const pause = async (untilMs: number): Promise<void> => {
    const delayMs = untilMs - clock.now();
    if (delayMs <= 0) return;
    pace.onPause(delayMs / (options.concurrency ?? 4));
    await sleep(clock, delayMs, control.signal).catch(() => undefined);
  };

  const takeSlot = async (): Promise<void> => {
    if (maxPerMinute === undefined) return;
    const slotAt = Math.max(clock.now(), nextSlotAt);
    nextSlotAt = slotAt + 60_000 / maxPerMinute;
    if (slotAt > clock.now()) await sleep(clock, slotAt - clock.now(), control.signal).catch(() => undefined);
  };

  /** Acts on a failure; gives true when the record is to be sent again. */
  const recover = async (
    verdict: ImportVerdict,
    error: unknown,
    { outages, storedMeanwhile }: { readonly outages: number; readonly storedMeanwhile: number },
  ): Promise<boolean> => {
    switch (verdict.kind) {
      case "record":
        return false;
      case "stop":
        control.stop({ reason: verdict.reason, error });
        return true;
      case "day": {
        if (onDailyLimit === "stop") {
          control.stop({
            reason: "daily_limit",
            error,
            retryAt: client.rateLimit?.day?.resetAt ?? verdict.until,
          });
          return true;
        }
        progress.tell({ reason: "daily_limit", until: verdict.until });
        await pause(Math.max(verdict.until.getTime(), clock.now() + leastWaitMs));
        return true;
      }
      case "wait":
        progress.tell({ reason: "rate_limit", until: verdict.until });
        await pause(Math.max(verdict.until.getTime(), clock.now() + leastWaitMs));
        return true;
      case "outage": {
        if (outages > maxOutageRetries) {
          // Others went through all the while: it is this record that Privy stumbles over.
          if (storedMeanwhile > 0) return false;
          control.stop({ reason: "unavailable", error, retryAt: verdict.until });
          return true;
        }
        const ownMs = Math.min(longestOutagePauseMs, firstOutagePauseMs * 2 ** (outages - 1));
        const until = Math.max(verdict.until?.getTime() ?? 0, clock.now() + ownMs);
        progress.tell({ reason: "unavailable", until: new Date(until) });
        await pause(until);
        return true;
      }
    }
  };

  const send: RecordSender["send"] = async (record) => {
    const { position } = record;
    const raw = record.raw === undefined ? {} : { raw: record.raw };
    if (!("order" in record)) {
      return {
        position,
        ...raw,
        status: "failed",
        issues: record.issues,
        warnings: [],
        consentDropped: false,
      };
    }
    const { order, consentDropped } = asPastOrder(record.order, consent);
    let outages = 0;
    let storedBefore = stored;
    while (control.stopped === undefined) {
      await takeSlot();
      await control.whileNotPaused();
      if (control.stopped !== undefined) return undefined;
      try {
        const { outcome, warnings } = await client.orders.upsert(order, {
          priority: "backfill",
          signal: grace.signal,
        });
        stored += 1;
        pace.onSent(clock.now(), client.rateLimit);
        return { position, ...raw, order: record.order, status: outcome, warnings, consentDropped };
      } catch (error) {
        if (grace.signal.aborted) return undefined;
        const verdict = judgeFailure(error);
        if (verdict.kind === "outage") {
          if (outages === 0) storedBefore = stored;
          outages += 1;
        }
        if (await recover(verdict, error, { outages, storedMeanwhile: stored - storedBefore })) continue;
        const issues = typeof error === "object" && error !== null ? Reflect.get(error, "issues") : undefined;
        return {
          position,
          ...raw,
          order: record.order,
          status: "failed",
          // The verdict "record" is given to this package's own errors only.
          error: error as Error,
          ...(Array.isArray(issues) ? { issues } : {}),
          warnings: [],
          consentDropped,
        };
      }
    }
    return undefined;
  };
  return { send, end: grace.end };
}
