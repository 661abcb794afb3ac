import type { ImportSkipReason } from "../skip-reason.js";

/** How far an import has come. Plain JSON; by the version a later release knows how to read it. */
export interface CheckpointState {
  readonly version: 1;
  /** What is being imported, and with which options that matter. */
  readonly fingerprint: string;
  /** All records before this one are settled. Counted from 0. */
  readonly next: number;
  /** Records after `next` that are settled already; never more than were under way at once. */
  readonly ahead: readonly number[];
  readonly counts: ImportCounts;
}

/** What has become of the records so far. */
export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  /** Stored, but by a call that cannot know whether it was the first. */
  readonly indeterminate: number;
  readonly failed: number;
  /** Records that were passed over, and are no failures. */
  readonly skipped: number;
  /** How many of the skipped ones for each reason. */
  readonly skippedBecause: Readonly<Partial<Record<ImportSkipReason, number>>>;
  /** Records whose marketing consent was left out. */
  readonly consentDropped: number;
}

/**
 * Where an import writes down how far it has come. `save` must be atomic: after a crash `load` gives either the state
 * before or the state after it, never a mixture. Calls never overlap.
 */
export interface Checkpoint {
  /**
   * Keeps other imports from this checkpoint until the returned function is called. Optional: for stores that processes
   * share.
   *
   * @throws InvalidInputError when another import holds it, saying which
   */
  lock?(): Promise<() => Promise<void>>;
  /** The last saved state; undefined when nothing is saved. */
  load(): Promise<unknown>;
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
