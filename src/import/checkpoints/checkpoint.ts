import type { ImportSkipReason } from "../skip-reason.js";

/** The state of an import. Plain JSON; the version lets later releases read it. */
export interface CheckpointState {
  /** The version of this form. */
  readonly version: 1;
  /** Identifies the source and the options that must stay the same. */
  readonly fingerprint: string;
  /** All records before this one are settled. Counted from 0. */
  readonly next: number;
  /** Records after `next` that are settled already; never more than the orders sent at once. */
  readonly ahead: readonly number[];
  /** The results so far. */
  readonly counts: ImportCounts;
}

/** The counts of the settled records. */
export interface ImportCounts {
  /** Orders that Privy did not have. */
  readonly created: number;
  /** Orders that Privy had. */
  readonly updated: number;
  /** Stored; whether the order was created or updated is unknown. */
  readonly indeterminate: number;
  /** Records that failed. */
  readonly failed: number;
  /** Records that were skipped, which are not failures. */
  readonly skipped: number;
  /** The skipped records by reason. */
  readonly skippedBecause: Readonly<Partial<Record<ImportSkipReason, number>>>;
  /** Records whose marketing consent was left out. */
  readonly consentDropped: number;
}

/**
 * Stores the state of an import. `save` must be atomic: after a crash `load` returns either the state before or the
 * state after it, never a mixture. Calls never overlap.
 */
export interface Checkpoint {
  /**
   * Keeps other imports from this checkpoint until the returned function is called. Optional: for stores that processes
   * share.
   *
   * @throws InvalidInputError when another import holds it; the message names that import
   */
  lock?(): Promise<() => Promise<void>>;
  /** The last saved state; undefined when nothing is saved. */
  load(): Promise<unknown>;
  /** Replaces the saved state. Resolves when the new state is durable. */
  save(state: CheckpointState): Promise<void>;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const countNames = ["created", "updated", "indeterminate", "failed", "skipped", "consentDropped"] as const;

const isCounts = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.values(value).every(isCount);

/** Whether a loaded value is a state that this version can continue from. */
export function isCheckpointState(value: unknown): value is CheckpointState {
  if (typeof value !== "object" || value === null) return false;
  const field = (name: string): unknown => Reflect.get(value, name);
  const ahead = field("ahead");
  const counts = field("counts");
  return (
    field("version") === 1 &&
    typeof field("fingerprint") === "string" &&
    isCount(field("next")) &&
    Array.isArray(ahead) &&
    ahead.every(isCount) &&
    typeof counts === "object" &&
    counts !== null &&
    countNames.every((name) => isCount(Reflect.get(counts, name))) &&
    isCounts(Reflect.get(counts, "skippedBecause"))
  );
}
