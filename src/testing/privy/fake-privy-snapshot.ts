import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { AccountSnapshot } from "./account-snapshot.js";
import type { Decisions } from "./decisions/decisions.js";

/** What a snapshot keeps to itself. */
export interface SnapshotContent {
  readonly account: AccountSnapshot;
  readonly atMs: number;
  /** The readings under which the account came to be what it is. */
  readonly decisions: Decisions;
}

/**
 * A fake Privy as it was at one moment, for `restore`. It never changes, and shows nothing of what it holds, because that
 * includes tokens.
 */
export class FakePrivySnapshot {
  readonly #content: SnapshotContent;
  /** The time on the fake's clock: ISO 8601, UTC. */
  readonly takenAt: string;

  /** Snapshots come from `privy.snapshot()`. */
  constructor(content: SnapshotContent) {
    this.#content = content;
    this.takenAt = new Date(content.atMs).toISOString();
    Object.freeze(this);
  }

  /** @throws FakeUsageError when it is no snapshot */
  static open(snapshot: unknown): SnapshotContent {
    if (typeof snapshot === "object" && snapshot !== null && #content in snapshot) return snapshot.#content;
    throw new FakeUsageError(
      "restore takes what snapshot() gave back, itself: a copy of it, structuredClone or JSON, holds nothing.",
    );
  }
}
