import type { Checkpoint, CheckpointState, ImportCounts } from "../checkpoints/checkpoint.js";
import type { ImportOutcome } from "../import-options.js";

/** What happened to one record. */
export type RecordResult = Pick<ImportOutcome, "status" | "skipped" | "consentDropped">;

/** Tracks which records are settled, and saves that. */
export interface ImportLedger {
  readonly counts: ImportCounts;
  /** Records settled so far, those of earlier runs included. */
  readonly settled: number;
  /** Returns whether an earlier run settled this record (counted from 0). */
  isSettled(index: number): boolean;
  /** Records a result and waits until it is saved. Results that come in the meantime share the next write. */
  settle(index: number, result: RecordResult): Promise<void>;
  /** Saves the initial state, so that a checkpoint that cannot be written fails before the first order is sent. */
  begin(): Promise<void>;
}

export interface LedgerOptions {
  readonly checkpoint: Checkpoint | undefined;
  readonly fingerprint: string;
  /** The state in which an earlier run ended. */
  readonly resumed: CheckpointState | undefined;
}

const nothing: ImportCounts = {
  created: 0,
  updated: 0,
  indeterminate: 0,
  failed: 0,
  skipped: 0,
  skippedBecause: {},
  consentDropped: 0,
};

/**
 * Creates a ledger whose memory does not grow with the import: the records before `next` are settled, and of those
 * after it, only the few are stored that were settled out of order.
 */
export function createLedger({ checkpoint, fingerprint, resumed }: LedgerOptions): ImportLedger {
  const counts = { ...(resumed?.counts ?? nothing) };
  const ahead = new Set<number>(resumed?.ahead);
  let next = resumed?.next ?? 0;
  let writing: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    await checkpoint?.save({ version: 1, fingerprint, next, ahead: [...ahead], counts: { ...counts } });
  };

  /** One write at a time; a result that comes during it is part of the next one. */
  const save = (): Promise<void> => {
    if (checkpoint === undefined) return Promise.resolve();
    if (writing === undefined) {
      writing = write().finally(() => {
        writing = undefined;
      });
      return writing;
    }
    following ??= writing
      .catch(() => undefined)
      .then(() => {
        following = undefined;
        return save();
      });
    return following;
  };

  return {
    get counts() {
      return { ...counts };
    },
    get settled() {
      return next + ahead.size;
    },
    isSettled: (index) => index < next || ahead.has(index),
    begin: save,
    settle(index, { status, skipped, consentDropped }) {
      counts[status] += 1;
      if (skipped !== undefined)
        counts.skippedBecause = {
          ...counts.skippedBecause,
          [skipped]: (counts.skippedBecause[skipped] ?? 0) + 1,
        };
      if (consentDropped) counts.consentDropped += 1;
      ahead.add(index);
      while (ahead.delete(next)) next += 1;
      return save();
    },
  };
}
