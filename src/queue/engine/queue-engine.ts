import type { DeadReason, NewState, StoredLetter, StoredState } from "./stored-state.js";

/** What an engine is told when a state is put. */
export interface PutOptions {
  readonly nowMs: number;
  /** How many orders may wait; more are refused as `full`. */
  readonly maxWaiting: number;
  /** The caller's own transaction, in the engine's own form; absent when there is none. */
  readonly transaction?: unknown;
}

/** `stale`: a newer version of the order has been delivered already. */
export type PutResult = "stored" | "full" | "stale";

export interface TakeRequest {
  readonly account: string;
  readonly nowMs: number;
  readonly leaseMs: number;
  /** An order whose first state is younger than this may be left for later; the worker looks at it itself, too. */
  readonly lingerMs: number;
  /** Leaves backfill out. */
  readonly liveOnly?: boolean | undefined;
}

/** An order that one worker holds, with all its states. */
export interface TakenOrder {
  readonly account: string;
  readonly orderId: string;
  /** What proves that it is held; the engine's own. */
  readonly lease: string;
  /** In the order of arrival. Never empty: an engine clears an order without states. */
  readonly states: readonly StoredState[];
  /** Deliveries that failed in a row. */
  readonly attempts: number;
  /** How many workers died with it in a row: leases that ran out. */
  readonly crashes: number;
  /** The newest version that was delivered. */
  readonly watermark?: number | undefined;
}

/** What becomes of an order that is held. One atomic step, or such that a crash within only repeats work. */
export interface Settlement {
  readonly nowMs: number;
  /** States that are delivered or dropped. Removed by id, whether the order is still held or not. */
  readonly remove: readonly string[];
  /** Letters to keep; their states are removed. */
  readonly dead: readonly StoredLetter[];
  /** The version that was delivered; kept when it is newer than the last. Written before anything is removed. */
  readonly watermark?: number | undefined;
  /** Ends the lease: what is left, or came meanwhile, is due at `atMs`. Absent: the order stays held. */
  readonly release?: { readonly atMs: number; readonly attempts: number } | undefined;
}

export interface LetterFilter {
  readonly account?: string | undefined;
  readonly orderId?: string | undefined;
  readonly reason?: DeadReason | undefined;
}

/** Numbers of one account. */
export interface AccountCounts {
  readonly account: string;
  /** Orders that wait, those under way not among them. */
  readonly waiting: number;
  readonly underWay: number;
  /** Dead letters. */
  readonly dead: number;
  /** When the oldest state that waits was accepted. */
  readonly oldestAt?: number | undefined;
}

/** Something that a doctor should know of an engine. */
export interface EngineFinding {
  readonly ok: boolean;
  /** What was looked at: "journal mode". */
  readonly subject: string;
  /** What was found and, if it is not well, what to do. */
  readonly message: string;
}

/**
 * What an engine does for a queue. All judgement is the queue's: an engine keeps states, letters and notes, and hands out
 * orders on lease. Times are those of the caller, in whole milliseconds, unless the engine has a clock that all share.
 *
 * ```text
 * put ──► waits ──take──► held ──settle──► gone, dead, or waits again
 *           ▲               │
 *           └───────────────┘ the lease runs out: the next take counts a crash
 * ```
 */
export interface QueueEngine {
  /** The engine's name in messages: `sqlite`. */
  readonly name: string;
  /** The longest text of a state, where the engine has a bound of its own. Bytes. */
  readonly maxStateBytes?: number | undefined;
  /** How long a lease lasts, where the engine has a time of its own. Milliseconds. */
  readonly leaseMs?: number | undefined;
  /** How often a worker looks for what other processes have done, where the engine reports that by itself. Milliseconds. */
  readonly pollMs?: number | undefined;

  /** Keeps a state; resolved when a crash of any process cannot lose it. */
  put(state: NewState, options: PutOptions): Promise<PutResult>;
  /** Takes the order that is due for longest, live ones before backfill; nothing when none is due. */
  take(request: TakeRequest): Promise<TakenOrder | undefined>;
  /** Prolongs a lease. False when it is not held any more: then nothing may be sent. */
  renew(order: TakenOrder, times: { readonly nowMs: number; readonly leaseMs: number }): Promise<boolean>;
  /** False when the order was not held any more; what was delivered is removed all the same. */
  settle(order: TakenOrder, settlement: Settlement): Promise<boolean>;

  /** The accounts that have orders, waiting or under way. */
  accounts(): Promise<readonly string[]>;
  /** When the next order of the account that is not held falls due, as far as that is cheap to know. */
  nextAt?(account: string, lingerMs: number): Promise<number | undefined>;
  /** Calls back when another process has put a state or written a note, as far as the engine is notified of it. */
  onChange?(listener: () => void): () => void;

  letters(filter: LetterFilter): AsyncIterable<StoredLetter>;
  letter(id: string): Promise<StoredLetter | undefined>;
  dropLetters(ids: readonly string[]): Promise<number>;
  /** Puts states back under their own ids and drops their letters. Returns those that were letters. */
  revive(states: readonly StoredState[], nowMs: number): Promise<number>;

  /** Every state that waits or is under way. */
  states(filter: Pick<LetterFilter, "account" | "orderId">): AsyncIterable<StoredState>;
  /** Removes states; one that is being sent right now cannot be called back. Returns how many there were. */
  erase(states: readonly StoredState[]): Promise<number>;
  /** Makes letters of states that wait, without a lease. Returns how many there were. */
  bury(letters: readonly StoredLetter[]): Promise<number>;

  /** Small texts that all processes share: pauses, holds. */
  readNotes(): Promise<ReadonlyMap<string, string>>;
  writeNote(name: string, value: string | undefined): Promise<void>;

  counts(nowMs: number): Promise<readonly AccountCounts[]>;
  /** Forgets letters and watermarks that are older. */
  prune(before: { readonly deadMs: number; readonly watermarkMs: number }): Promise<void>;
  /** Finds what a crash has left behind and mends it. Returns how many orders it touched. */
  repair(nowMs: number): Promise<number>;
  /** What a doctor should know. */
  check?(): Promise<readonly EngineFinding[]>;
  close(): Promise<void>;
}
