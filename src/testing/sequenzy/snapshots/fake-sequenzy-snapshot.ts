import type { RequestLogState } from "../../kit/log/request-log.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { SequenzyAccountState } from "../account.js";
import type { SequenzyDecisions } from "../decisions.js";
import type { SequenzyKeysState } from "../keys.js";
import type { SequenzyRateState } from "../rate-limit.js";

/** The private content of a snapshot. */
export interface SequenzySnapshotContent {
  readonly account: SequenzyAccountState;
  readonly keys: SequenzyKeysState;
  readonly rates: SequenzyRateState;
  readonly log: RequestLogState;
  readonly atMs: number;
  readonly decisions: SequenzyDecisions;
}

/**
 * The state of a fake Sequenzy at one moment, for `restore`. It never changes, and hides its content, because that
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

  /** Returns the content of a snapshot. Throws FakeUsageError for anything else. */
  static open(snapshot: unknown): SequenzySnapshotContent {
    if (typeof snapshot === "object" && snapshot !== null && #content in snapshot) return snapshot.#content;
    throw new FakeUsageError(
      "restore was given something that is not a snapshot: give it what snapshot() returned, since a copy by structuredClone or JSON is empty.",
    );
  }
}
