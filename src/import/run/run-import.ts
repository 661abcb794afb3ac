import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { type Clock, systemClock } from "../../http/clock.js";
import { type CheckpointState, isCheckpointState } from "../checkpoints/checkpoint.js";
import type { ImportClient, ImportOptions, ImportOutcome, ImportSummary } from "../import-options.js";
import { aboutSource, type ImportRecord, type ImportSource, recordsOf } from "../import-record.js";
import { createLedger, type ImportLedger } from "./import-ledger.js";
import { createImportPace } from "./import-pace.js";
import { createProgressReport } from "./progress-report.js";
import type { RunControl } from "./run-control.js";
import { createSendRecord } from "./send-record.js";

export interface RunOptions extends ImportOptions {
  readonly control: RunControl;
  readonly report: (outcome: ImportOutcome) => Promise<void>;
}

const refuse = (message: string): never => {
  throw new InvalidInputError("The import was not begun", [
    { code: "invalid", path: ["checkpoint"], message },
  ]);
};

/** Everything that must be the same when an import is resumed. */
function fullFingerprint(source: ImportSource, options: ImportOptions): string {
  const fingerprint = options.fingerprint ?? aboutSource(source).fingerprint;
  if (options.checkpoint !== undefined && fingerprint === undefined) {
    return refuse(
      "needs a fingerprint of the source: pass the option fingerprint, for example the file's name and size",
    );
  }
  return `${fingerprint ?? "none"} consent=${options.consent ?? "drop"}`;
}

async function resumeFrom(options: ImportOptions, fingerprint: string): Promise<CheckpointState | undefined> {
  const loaded = await options.checkpoint?.load();
  if (loaded === undefined || loaded === null) return undefined;
  if (!isCheckpointState(loaded)) {
    return refuse("cannot be read: it is not the state of an import. Remove it to begin anew, or restore it");
  }
  if (loaded.fingerprint !== fingerprint) {
    return refuse(
      "belongs to another source, or to other options (consent, mapping). Use the source and the options it was made with, or another checkpoint to begin anew",
    );
  }
  return loaded;
}

interface Taken {
  readonly record: ImportRecord;
  readonly index: number;
  /** Settles when the one before it with the same order id has settled. */
  readonly turn: Promise<void> | undefined;
  readonly done: () => void;
}

/** Equal for spellings of one id; a record without a usable id stands alone. */
function orderKey(record: ImportRecord): string | undefined {
  if (!("order" in record)) return undefined;
  const id: unknown = record.order?.order_id;
  if (typeof id !== "string" && typeof id !== "number" && typeof id !== "bigint") return undefined;
  return String(id)
    .trim()
    .replace(/^0+(?=\d)/, "");
}

/** Takes records one after the other, whoever asks; skips what an earlier run has settled. */
function createTaker(source: ImportSource, ledger: ImportLedger, control: RunControl) {
  const iterator = recordsOf(source)[Symbol.asyncIterator]();
  const lastOfKey = new Map<string, Promise<void>>();
  let index = -1;
  let skipped = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const take = async (): Promise<Taken | undefined> => {
    // Records of earlier runs are passed over by the million: whoever stops meanwhile must not wait for that.
    while (control.stopped === undefined) {
      const { done, value: record } = await iterator.next();
      if (done === true) return undefined;
      index += 1;
      if (ledger.isSettled(index)) {
        skipped += 1;
        continue;
      }
      const key = orderKey(record);
      if (key === undefined) return { record, index, turn: undefined, done: () => undefined };
      const turn = lastOfKey.get(key);
      let release: () => void = () => undefined;
      const mine = new Promise<void>((resolve) => {
        release = resolve;
      });
      lastOfKey.set(key, mine);
      const done_ = (): void => {
        release();
        if (lastOfKey.get(key) === mine) lastOfKey.delete(key);
      };
      return { record, index, turn, done: done_ };
    }
    return undefined;
  };

  return {
    get skipped() {
      return skipped;
    },
    next(): Promise<Taken | undefined> {
      const taken = queue.then(take);
      queue = taken.catch(() => undefined);
      return taken;
    },
    /** Lets the source close its file. */
    close: async (): Promise<void> => {
      await iterator.return?.();
    },
  };
}

/** Runs an import to its end, or to the first reason to stop. */
export async function runImport(
  client: ImportClient,
  source: ImportSource,
  options: RunOptions,
): Promise<ImportSummary> {
  const { control, report, signal, concurrency = 4 } = options;
  const clock: Clock = options.clock ?? systemClock;
  const fingerprint = fullFingerprint(source, options);
  const resumed = await resumeFrom(options, fingerprint);
  const ledger = createLedger({ checkpoint: options.checkpoint, fingerprint, resumed });
  const startedAt = new Date(clock.now());
  const pace = createImportPace(clock.now());
  const progress = createProgressReport({
    client,
    clock,
    ledger,
    pace,
    control,
    options,
    total: options.total ?? aboutSource(source).total,
  });
  const sender = createSendRecord({ client, clock, control, pace, options, progress });
  const taker = createTaker(source, ledger, control);
  const onAbort = (): void => control.stop({ reason: "aborted", error: signal?.reason });
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });

  const handle = async ({ record, index, turn }: Taken): Promise<void> => {
    if (turn !== undefined) await turn;
    const outcome = await sender.send(record);
    if (outcome === undefined) return;
    // Told before it is written down: after a crash a record is rather told twice than never.
    await report(outcome);
    try {
      await ledger.settle(index, outcome.status, outcome.consentDropped);
    } catch (error) {
      control.stop({ reason: "checkpoint", error });
      return;
    }
    progress.tell();
    const { failed } = ledger.counts;
    if (
      outcome.status === "failed" &&
      (options.stopOnError === true || failed > (options.maxFailures ?? Number.POSITIVE_INFINITY))
    ) {
      control.stop({ reason: "failures", error: outcome.error });
    }
  };

  const work = async (): Promise<void> => {
    for (;;) {
      await control.whileNotPaused();
      if (control.stopped !== undefined) return;
      let taken: Taken | undefined;
      try {
        taken = await taker.next();
      } catch (error) {
        control.stop({ reason: "source", error });
        return;
      }
      if (taken === undefined) return;
      try {
        await handle(taken);
      } catch (error) {
        // The caller's own callback failed: what is under way is finished, nothing more is begun.
        control.stop({ reason: "aborted", error });
        throw error;
      } finally {
        taken.done();
      }
    }
  };

  try {
    const ended = await Promise.allSettled(Array.from({ length: concurrency }, work));
    // Only a callback of the caller's can get here; the error is the caller's own.
    for (const end of ended) if (end.status === "rejected") throw end.reason;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    sender.end();
    await taker.close().catch(() => undefined);
  }
  const { stopped } = control;
  return {
    ...ledger.counts,
    finished: stopped === undefined,
    done: ledger.settled,
    skipped: taker.skipped,
    ...(stopped === undefined ? {} : { stopReason: stopped.reason }),
    ...(stopped?.error === undefined ? {} : { error: stopped.error }),
    ...(stopped?.retryAt === undefined ? {} : { retryAt: stopped.retryAt }),
    startedAt,
    endedAt: new Date(clock.now()),
  };
}
