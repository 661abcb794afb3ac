import type { Checkpoint, CheckpointState, ImportCounts } from "../checkpoints/checkpoint.js";
import type { ImportOutcome } from "../import-options.js";

/** What happened to one record. */
export type RecordResult = Pick<ImportOutcome, "status" | "skipped" | "consentDropped">;

/** Keeps account of which records are settled, and writes it down. */
export interface ImportLedger {
  readonly counts: ImportCounts;
  /** Records settled so far, those of earlier runs included. */
  readonly settled: number;
  /** Whether an earlier run settled this record (counted from 0). */
  isSettled(index: number): boolean;
  /** Notes a result and waits until it is safely written down. Results that come meanwhile share the next write. */
  settle(index: number, result: RecordResult): Promise<void>;
  /** Writes the state down as it is, so that it is known before the first order is sent whether that is possible. */
  begin(): Promise<void>;
}

export interface LedgerOptions {
  readonly checkpoint: Checkpoint | undefined;
  readonly fingerprint: string;
  /** Where an earlier run ended. */
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
 * A ledger whose memory does not grow with the import: the records before `next` are settled, and of those after it
 * only the few are kept that overtook others under way.
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

  /** One write at a time; a result that comes during it waits for the one after it, which holds it, too. */
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
