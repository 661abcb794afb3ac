import type { InputIssue } from "../errors/invalid-input-error.js";
import type { Clock } from "../http/clock.js";
import type { UpsertOutcome } from "../privy/orders.js";
import type { PrivyClient } from "../privy/privy-client.js";
import type { OrderInput } from "../schemas/order/order.js";
import type { Checkpoint, ImportCounts } from "./checkpoints/checkpoint.js";
import type { RecordPosition } from "./import-record.js";
import type { ImportStopReason } from "./run/import-verdict.js";
import type { ImportSkipReason } from "./skip-reason.js";

/** The parts of a `PrivyClient` that an import uses. */
export type ImportClient = Pick<PrivyClient, "rateLimit"> & {
  readonly orders: Pick<PrivyClient["orders"], "upsert">;
};

/** The outcome of one record. */
export interface ImportOutcome {
  /** The record's position in its source. */
  readonly position: RecordPosition;
  /** The order id; absent for a record without a readable order. */
  readonly order?: OrderInput;
  /** The record in its original form, a line of text for example, if the reader keeps it. */
  readonly raw?: unknown;
  /** What happened to the record. */
  readonly status: UpsertOutcome | "failed" | "skipped";
  /** Why it was skipped. */
  readonly skipped?: ImportSkipReason;
  /** Why it failed, and where in the record; the messages quote no value. */
  readonly error?: Error;
  /** The problems of the record, each with its path and code. */
  readonly issues?: readonly InputIssue[];
  /** The codes of the warnings: what was sent differently from the record. */
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** Whether marketing consent was left out. */
  readonly consentDropped: boolean;
}

/** The progress of an import. */
export interface ImportProgress extends ImportCounts {
  /** Records settled, those of earlier runs included. */
  readonly done: number;
  /** The number of records; absent while it is unknown. */
  readonly total?: number;
  /** The number of records that are not settled; absent while the total is unknown. */
  readonly remaining?: number;
  /** Orders per minute, measured over this run. */
  readonly perMinute: number;
  /** When the last record will be sent, from the account's budgets; absent while the total or the pace is unknown. */
  readonly eta?: Date;
  /** Why the import waits, if it does: for the next day, for Privy to return, or because it was paused. */
  readonly waiting?: {
    readonly reason: "daily_limit" | "unavailable" | "rate_limit" | "paused";
    readonly until?: Date;
    /** When Privy was found to be unavailable. */
    readonly since?: Date;
  };
}

/** Options of an import. */
export interface ImportOptions {
  /** Whether marketing consent in the orders is sent. Default "drop": past orders sign no contact up. */
  readonly consent?: "drop" | "send" | undefined;
  /** Orders under way at once; 1 to 100, default 4. */
  readonly concurrency?: number | undefined;
  /** Where the import stores its state, to continue after a crash. Default: none. */
  readonly checkpoint?: Checkpoint | undefined;
  /** Identifies this source; needed with a checkpoint unless the source has its own. */
  readonly fingerprint?: string | undefined;
  /** The number of records, for progress and ETA. Default: that of the source, if known. */
  readonly total?: number | undefined;
  /**
   * What happens when the day's budget is used up: `"stop"` (default) ends with a resumable result, `"wait"` waits for
   * the next day.
   */
  readonly onDailyLimit?: "stop" | "wait" | undefined;
  /** End at the first record that fails. Default false. */
  readonly stopOnError?: boolean | undefined;
  /** End when more records than this have failed. Default: no bound. */
  readonly maxFailures?: number | undefined;
  /** Ends the import between orders: running calls are finished and recorded. */
  readonly signal?: AbortSignal | undefined;
  /** Orders per minute at most. Default: what the account's budgets allow. */
  readonly maxPerMinute?: number | undefined;
  /**
   * How long Privy may stay unavailable before the import ends, in milliseconds. Default 900,000 (15 minutes). In the
   * meantime one order at a time is tried, after pauses that grow to ten minutes.
   */
  readonly maxOutageMs?: number | undefined;
  /**
   * Skips orders that changed at or after this moment, so that the import does not undo newer states: give the moment
   * at which live reporting began, or the export was made. Compared with the order's update time where the source names
   * one (`updatedAt`), else with its `order_date`. Default: no cut-off.
   */
  readonly before?: Date | undefined;
  /** The client's `liveReserve`, for the ETA. Default 0.1, as the client's. */
  readonly liveReserve?: number | undefined;
  /** Called with the outcome of each record; the import waits for a promise that it returns. */
  readonly onOutcome?: ((outcome: ImportOutcome) => void | Promise<void>) | undefined;
  /** Called with the progress whenever it changes. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** The clock; give it the client's. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** The result of an import. */
export interface ImportSummary extends ImportCounts {
  /** Whether the source was read to its end; otherwise run the import again with the same checkpoint. */
  readonly finished: boolean;
  /** Records settled, those of earlier runs included. */
  readonly done: number;
  /** Records that an earlier run had settled. */
  readonly doneBefore: number;
  /**
   * Records whose order had occurred before in this run, without an `updatedAt` that shows which state is newer: the
   * last one in the source was sent last.
   */
  readonly unorderedStates: number;
  /** Whether the source has grown since an earlier run: that run's records were not sent again. */
  readonly hasGrown: boolean;
  /** Why the import ended before the end of the source; absent when it is finished. */
  readonly stopReason?: ImportStopReason;
  /** The error behind the reason. */
  readonly error?: unknown;
  /** When it makes sense to continue. */
  readonly retryAt?: Date;
  /** When this run started. */
  readonly startedAt: Date;
  /** When this run ended. */
  readonly endedAt: Date;
}
