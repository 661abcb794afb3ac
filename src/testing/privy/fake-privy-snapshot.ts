import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { AccountSnapshot } from "./account-snapshot.js";
import type { Decisions } from "./decisions/decisions.js";

/** The private content of a snapshot. */
export interface SnapshotContent {
  readonly account: AccountSnapshot;
  readonly atMs: number;
  /** The decisions under which the account was built. */
  readonly decisions: Decisions;
}

/**
 * The state of a fake Privy at one moment, for `restore`. It never changes, and hides its content, because that
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

  /** Returns the content of a snapshot. Throws FakeUsageError for anything else. */
  static open(snapshot: unknown): SnapshotContent {
    if (typeof snapshot === "object" && snapshot !== null && #content in snapshot) return snapshot.#content;
    throw new FakeUsageError(
      "restore was given something that is not a snapshot: give it what snapshot() returned, since a copy by structuredClone or JSON is empty.",
    );
  }
}
