import type { RequestLogState } from "../../kit/log/request-log.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { SequenzyAccountState } from "../account.js";
import type { SequenzyDecisions } from "../decisions.js";
import type { SequenzyKeysState } from "../keys.js";
import type { SequenzyRateState } from "../rate-limit.js";

/** What a snapshot keeps to itself. */
export interface SequenzySnapshotContent {
  readonly account: SequenzyAccountState;
  readonly keys: SequenzyKeysState;
  readonly rates: SequenzyRateState;
  readonly log: RequestLogState;
  readonly atMs: number;
  readonly decisions: SequenzyDecisions;
}

/**
 * A fake Sequenzy as it was at one moment, for `restore`. It never changes, and shows nothing of what it holds, because that
 * includes keys.
 */
export class FakeSequenzySnapshot {
  readonly #content: SequenzySnapshotContent;
  /** The time on the fake's clock: ISO 8601, UTC. */
  readonly takenAt: string;

  /** Snapshots come from `sequenzy.snapshot()`. */
  constructor(content: SequenzySnapshotContent) {
    this.#content = content;
    this.takenAt = new Date(content.atMs).toISOString();
    Object.freeze(this);
  }

  /** @throws FakeUsageError when it is no snapshot */
  static open(snapshot: unknown): SequenzySnapshotContent {
    if (typeof snapshot === "object" && snapshot !== null && #content in snapshot) return snapshot.#content;
    throw new FakeUsageError(
      "restore takes what snapshot() gave back, itself: a copy of it, structuredClone or JSON, holds nothing.",
    );
  }
}
