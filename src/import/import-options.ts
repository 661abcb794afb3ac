import type { InputIssue } from "../errors/invalid-input-error.js";
import type { Clock } from "../http/clock.js";
import type { UpsertOutcome } from "../privy/orders.js";
import type { PrivyClient } from "../privy/privy-client.js";
import type { OrderInput } from "../schemas/order/order.js";
import type { Checkpoint, ImportCounts } from "./checkpoints/checkpoint.js";
import type { RecordPosition } from "./import-record.js";
import type { ImportStopReason } from "./run/import-verdict.js";
import type { ImportSkipReason } from "./skip-reason.js";

/** As much of a `PrivyClient` as an import uses. */
export type ImportClient = Pick<PrivyClient, "rateLimit"> & {
  readonly orders: Pick<PrivyClient["orders"], "upsert">;
};

/** What became of one record. */
export interface ImportOutcome {
  /** Where the record stands in its source. */
  readonly position: RecordPosition;
  /** Absent for a record in which no order could be found. */
  readonly order?: OrderInput;
  /** The record as its reader found it, a line of text for example; as far as the reader keeps that. */
  readonly raw?: unknown;
  /** What happened to the record. */
  readonly status: UpsertOutcome | "failed" | "skipped";
  /** Why it was skipped. */
  readonly skipped?: ImportSkipReason;
  /** Why it failed, and where in the record; the messages quote no value. */
  readonly error?: Error;
  readonly issues?: readonly InputIssue[];
  /** What was sent differently from how it was given: the codes of the warnings. */
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** Whether marketing consent was left out. */
  readonly consentDropped: boolean;
}

export interface ImportProgress extends ImportCounts {
  /** Records settled, those of earlier runs included. */
  readonly done: number;
  readonly total?: number;
  readonly remaining?: number;
  /** Orders per minute, measured over this run. */
  readonly perMinute: number;
  /** When the last record will be sent, by the real budgets; absent while the total or the pace is unknown. */
  readonly eta?: Date;
  /** Set while the import waits: for the next day, for Privy to come back, or because it was paused. */
  readonly waiting?: {
    readonly reason: "daily_limit" | "unavailable" | "rate_limit" | "paused";
    readonly until?: Date;
    /** When Privy was found to be unavailable. */
    readonly since?: Date;
  };
}

export interface ImportOptions {
  /** Whether marketing consent in the orders is sent. Default "drop": past orders sign no contact up. */
  readonly consent?: "drop" | "send" | undefined;
  /** Orders under way at once; 1 to 100, default 4. */
  readonly concurrency?: number | undefined;
  /** Where the import writes down how far it has come, to go on from there after a crash. */
  readonly checkpoint?: Checkpoint | undefined;
  /** Identifies this source; needed with a checkpoint unless the source brings one. */
  readonly fingerprint?: string | undefined;
  /** The number of records, for progress and ETA. Default: that of the source, where it knows it. */
  readonly total?: number | undefined;
  /** When the day's budget is spent: end with a resumable result (default), or sleep until it is there again. */
  readonly onDailyLimit?: "stop" | "wait" | undefined;
  /** End at the first record that fails. Default false. */
  readonly stopOnError?: boolean | undefined;
  /** End when more records than this have failed. Default: no bound. */
  readonly maxFailures?: number | undefined;
  /** Ends the import between orders: what is under way is finished and written down. */
  readonly signal?: AbortSignal | undefined;
  /** Orders per minute at most. Default: what the account's budgets allow. */
  readonly maxPerMinute?: number | undefined;
  /**
   * How long Privy may stay unavailable before the import ends. Milliseconds, default 900,000 (15 minutes). Meanwhile one
   * order at a time is tried, after pauses that grow to ten minutes.
   */
  readonly maxOutageMs?: number | undefined;
  /**
   * Leaves orders that changed at or after this moment to live reporting, so that the import does not undo what is newer:
   * the moment at which live reporting began, or the export was made. Compared with the order's update time where the
   * source names one (`updatedAt`), else with its `order_date`. Default: no cut-off.
   */
  readonly before?: Date | undefined;
  /** The client's `liveReserve`, for the ETA. Default 0.1, as the client's. */
  readonly liveReserve?: number | undefined;
  readonly onOutcome?: ((outcome: ImportOutcome) => void | Promise<void>) | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Where the time comes from. Default: the machine. Give it the client's clock. */
  readonly clock?: Clock | undefined;
}

/** How an import ended. */
export interface ImportSummary extends ImportCounts {
  /** Whether the source was read to its end; otherwise run the import again with the same checkpoint. */
  readonly finished: boolean;
  /** Records settled, those of earlier runs included. */
  readonly done: number;
  /** Records that an earlier run had settled. */
  readonly doneBefore: number;
  /**
   * Records whose order had come before in this run, where no `updatedAt` shows which state is newer: the last one in the
   * source was sent last.
   */
  readonly unorderedStates: number;
  /** Whether the source has grown since an earlier run: that run's records were not sent again. */
  readonly hasGrown: boolean;
  readonly stopReason?: ImportStopReason;
  /** The error behind the reason. */
  readonly error?: unknown;
  /** When it makes sense to go on. */
  readonly retryAt?: Date;
  readonly startedAt: Date;
  readonly endedAt: Date;
}
