import type { DeadReason, NewState, StoredLetter, StoredState } from "./stored-state.js";

/** Options of `put`. */
export interface PutOptions {
  /** The current time, in milliseconds. */
  readonly nowMs: number;
  /** How many orders may wait; more are refused as `full`. */
  readonly maxWaiting: number;
  /** The caller's own transaction, in the engine's own form, if there is one. */
  readonly transaction?: unknown;
}

/** `stale`: a newer version of the order has been delivered already. */
export type PutResult = "stored" | "full" | "stale";

/** Options of `take`. */
export interface TakeRequest {
  /** The account whose order is wanted. */
  readonly account: string;
  /** The current time, in milliseconds. */
  readonly nowMs: number;
  /** How long the lease lasts, in milliseconds. */
  readonly leaseMs: number;
  /** An order whose first state is younger than this may be left for later; the worker checks that too. */
  readonly lingerMs: number;
  /** Leaves backfill out. */
  readonly liveOnly?: boolean | undefined;
}

/** An order that one worker holds, with all its states. */
export interface TakenOrder {
  readonly account: string;
  /** The order's `order_id`. */
  readonly orderId: string;
  /** The engine's own proof of the lease. */
  readonly lease: string;
  /** In the order of arrival. Never empty: an engine clears an order without states. */
  readonly states: readonly StoredState[];
  /** How many deliveries failed in a row. */
  readonly attempts: number;
  /** How many workers ended with it in a row: leases that ran out. */
  readonly crashes: number;
  /** The newest version that was delivered. */
  readonly watermark?: number | undefined;
}

/** The end of a lease. One atomic step, or steps between which a crash only repeats work. */
export interface Settlement {
  readonly nowMs: number;
  /** Delivered or dropped states. Removed by id, even if the order is no longer held. */
  readonly remove: readonly string[];
  /** Dead letters to store; their states are removed. A state that is gone already leaves no letter. */
  readonly dead: readonly StoredLetter[];
  /** The delivered version; stored if it is newer than the last one, before anything is removed. */
  readonly watermark?: number | undefined;
  /** Ends the lease: remaining and new states are due at `atMs`. Absent: the order stays held. */
  readonly release?: { readonly atMs: number; readonly attempts: number } | undefined;
}

/** A filter of dead letters. All given members must fit. */
export interface LetterFilter {
  readonly account?: string | undefined;
  readonly orderId?: string | undefined;
  readonly reason?: DeadReason | undefined;
}

/** The counts of one account. */
export interface AccountCounts {
  readonly account: string;
  /** Waiting orders, without the held ones. */
  readonly waiting: number;
  readonly underWay: number;
  /** Dead letters. */
  readonly dead: number;
  /** When the oldest waiting state was accepted. */
  readonly oldestAt?: number | undefined;
}

/** One finding about an engine's health. */
export interface EngineFinding {
  /** Whether the finding is fine. */
  readonly ok: boolean;
  /** What was checked: "journal mode". */
  readonly subject: string;
  /** The finding and, for a problem, what to do. */
  readonly message: string;
}

/**
 * The storage of a queue. The queue makes all decisions: an engine stores states, dead letters and notes, and leases
 * orders. Times are those of the caller, in whole milliseconds, unless the engine has a shared clock.
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
  /** The longest text of a state, in bytes, if the engine has a limit of its own. */
  readonly maxStateBytes?: number | undefined;
  /** How long a lease lasts, in milliseconds, if the engine has a time of its own. */
  readonly leaseMs?: number | undefined;
  /** How often a worker polls for changes of other processes, in milliseconds, if the engine also reports them itself. */
  readonly pollMs?: number | undefined;

  /** Stores a state; resolves when no crash of a process can lose it. */
  put(state: NewState, options: PutOptions): Promise<PutResult>;
  /** Leases the order that has been due for longest, live ones before backfill; undefined when none is due. */
  take(request: TakeRequest): Promise<TakenOrder | undefined>;
  /** Extends a lease. Returns false when it is no longer held: then nothing may be sent. */
  renew(order: TakenOrder, times: { readonly nowMs: number; readonly leaseMs: number }): Promise<boolean>;
  /** Settles a held order. Returns false when it was no longer held; delivered states are removed anyway. */
  settle(order: TakenOrder, settlement: Settlement): Promise<boolean>;

  /** Returns the accounts with waiting or held orders. */
  accounts(): Promise<readonly string[]>;
  /** Returns when the account's next waiting order falls due, if that is cheap to find. */
  nextAt?(account: string, lingerMs: number): Promise<number | undefined>;
  /** Calls back when another process has put a state or written a note, if the engine is notified of that. */
  onChange?(listener: () => void): () => void;

  /** Iterates over the dead letters that fit a filter, oldest first. */
  letters(filter: LetterFilter): AsyncIterable<StoredLetter>;
  /** Returns a dead letter by its id; undefined for an unknown one. */
  letter(id: string): Promise<StoredLetter | undefined>;
  /** Removes dead letters. Returns how many. */
  dropLetters(ids: readonly string[]): Promise<number>;
  /** Puts states back under their own ids and removes their dead letters. Returns the ids that were dead letters. */
  revive(states: readonly StoredState[], nowMs: number): Promise<number>;

  /** Returns every waiting and held state. */
  states(filter: Pick<LetterFilter, "account" | "orderId">): AsyncIterable<StoredState>;
  /** Removes states and returns how many; a request that is being sent cannot be stopped. */
  erase(states: readonly StoredState[]): Promise<number>;
  /** Turns waiting states into dead letters, without a lease. Returns how many; a state that is gone leaves none. */
  bury(letters: readonly StoredLetter[]): Promise<number>;

  /** Returns the small texts that all processes share: pauses, holds. */
  readNotes(): Promise<ReadonlyMap<string, string>>;
  /** Writes a note; undefined removes it. */
  writeNote(name: string, value: string | undefined): Promise<void>;

  /** Counts the orders and dead letters of each account. */
  counts(nowMs: number): Promise<readonly AccountCounts[]>;
  /** Removes older dead letters and watermarks. */
  prune(before: { readonly deadMs: number; readonly watermarkMs: number }): Promise<void>;
  /** Repairs what a crash has left. Returns how many orders it changed. */
  repair(nowMs: number): Promise<number>;
  /** Returns the findings about the engine's health. */
  check?(): Promise<readonly EngineFinding[]>;
  /** Closes what the engine has opened. */
  close(): Promise<void>;
}
