import { type Clock, systemClock } from "../../http/clock.js";
import { watchLiveOrders } from "../../privy/orders/live-orders.js";
import type { ImportClient, ImportOptions, ImportOutcome, ImportSummary } from "../import-options.js";
import { aboutSource, type ImportSource, recordsOf } from "../import-record.js";
import { SourceChangedError } from "../source-changed-error.js";
import { createLedger, type ImportLedger } from "./import-ledger.js";
import { isDiskFull } from "./import-verdict.js";
import { createOrderFilter } from "./order-filter.js";
import { createOrderStates } from "./order-states.js";
import { createImportPace } from "./progress/import-pace.js";
import { createProgressReport } from "./progress/progress-report.js";
import { createRecordSender } from "./record-sender.js";
import { createRecordTaker, type RecordTaker, type TakenRecord } from "./record-taker.js";
import { findStart } from "./resume.js";
import type { RunControl } from "./run-control.js";

export interface RunOptions extends ImportOptions {
  readonly control: RunControl;
  readonly report: (outcome: ImportOutcome) => Promise<void>;
}

/** Takes a worker's records one by one until the last; a source that breaks off stops the run. */
async function takeNext(taker: RecordTaker, control: RunControl): Promise<TakenRecord | undefined> {
  try {
    return await taker.next();
  } catch (error) {
    control.stop({ reason: error instanceof SourceChangedError ? "source_changed" : "source", error });
    return undefined;
  }
}

/** Ends the run as changed when the source has fewer records than an earlier run had settled. */
function checkLength(taker: RecordTaker, ledger: ImportLedger, control: RunControl): void {
  if (control.stopped !== undefined || taker.read >= ledger.settled) return;
  const message = `has ${taker.read} records, but ${ledger.settled} were done by earlier runs: restore the source`;
  control.stop({ reason: "source_changed", error: new SourceChangedError(message) });
}

/** Runs an import to its end, or to the first reason to stop. */
async function runLocked(
  client: ImportClient,
  source: ImportSource,
  options: RunOptions,
): Promise<ImportSummary> {
  const { control, report, concurrency = 4, checkpoint } = options;
  const clock: Clock = options.clock ?? systemClock;
  const { fingerprint, resumed, hasGrown } = await findStart(source, options);
  const ledger = createLedger({ checkpoint, fingerprint, resumed });
  const startedAt = new Date(clock.now());
  const pace = createImportPace(clock.now());
  const total = options.total ?? aboutSource(source).total;
  const progress = createProgressReport({ client, clock, ledger, pace, control, options, total });
  const sender = createRecordSender({ client, clock, control, pace, options, progress });
  const states = createOrderStates();
  const taker = createRecordTaker({
    records: recordsOf(source),
    control,
    isSettled: (index) => ledger.isSettled(index),
    states,
  });
  const live = watchLiveOrders(client.orders);
  const reasonToSkip = createOrderFilter(options, live);

  const write = async (action: () => Promise<void>): Promise<boolean> => {
    try {
      await action();
      return true;
    } catch (error) {
      control.stop({ reason: isDiskFull(error) ? "disk_full" : "checkpoint", error });
      return false;
    }
  };

  const outcomeOf = async (taken: TakenRecord): Promise<ImportOutcome | undefined> => {
    const { record } = taken;
    const skipped = reasonToSkip(taken);
    if (skipped === undefined || !("order" in record)) return await sender.send(record);
    const { position, order, raw } = record;
    const common = { position, order, ...(raw === undefined ? {} : { raw }) };
    return { ...common, status: "skipped", skipped, warnings: [], consentDropped: false };
  };

  const handle = async (taken: TakenRecord): Promise<void> => {
    if (taken.turn !== undefined) await taken.turn;
    const outcome = await outcomeOf(taken);
    if (outcome === undefined) return;
    try {
      // Reported before it is saved: after a crash, a record is reported twice rather than never.
      await report(outcome);
    } catch (error) {
      // The caller's own callback failed: running calls are finished, and no more are started.
      control.stop({ reason: isDiskFull(error) ? "disk_full" : "aborted", error });
      if (isDiskFull(error)) return;
      throw error;
    }
    if (!(await write(() => ledger.settle(taken.index, outcome)))) return;
    progress.report();
    const { failed } = ledger.counts;
    const isTooMuch =
      options.stopOnError === true || failed > (options.maxFailures ?? Number.POSITIVE_INFINITY);
    if (outcome.status === "failed" && isTooMuch) control.stop({ reason: "failures", error: outcome.error });
  };

  const work = async (): Promise<void> => {
    for (;;) {
      await control.whileNotPaused();
      if (control.stopped !== undefined) return;
      const taken = await takeNext(taker, control);
      if (taken === undefined) return;
      try {
        await handle(taken);
      } catch (error) {
        control.stop({ reason: "aborted", error });
        throw error;
      } finally {
        taken.done();
      }
    }
  };

  try {
    if (control.stopped === undefined && (await write(() => ledger.begin()))) {
      const ended = await Promise.allSettled(Array.from({ length: concurrency }, work));
      // Only an error of the caller's own callback reaches this point.
      for (const end of ended) if (end.status === "rejected") throw end.reason;
      checkLength(taker, ledger, control);
    }
  } finally {
    live?.end();
    sender.end();
    await taker.close().catch(() => undefined);
  }
  const { stopped } = control;
  return {
    ...ledger.counts,
    finished: stopped === undefined,
    done: ledger.settled,
    doneBefore: taker.doneBefore,
    unorderedStates: states.unordered,
    hasGrown,
    ...(stopped === undefined ? {} : { stopReason: stopped.reason }),
    ...(stopped?.error === undefined ? {} : { error: stopped.error }),
    ...(stopped?.retryAt === undefined ? {} : { retryAt: stopped.retryAt }),
    startedAt,
    endedAt: new Date(clock.now()),
  };
}

/** Runs an import while it holds its checkpoint, and stops it with the caller's signal. */
export async function runImport(
  client: ImportClient,
  source: ImportSource,
  options: RunOptions,
): Promise<ImportSummary> {
  const { control, signal, checkpoint } = options;
  const onAbort = (): void => control.stop({ reason: "aborted", error: signal?.reason });
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    const unlock = await checkpoint?.lock?.();
    try {
      return await runLocked(client, source, options);
    } finally {
      await unlock?.();
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
}
