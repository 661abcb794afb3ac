import type {
  AccountCounts,
  EngineFinding,
  LetterFilter,
  PutResult,
  Settlement,
  TakenOrder,
  TakeRequest,
} from "../queue/engine/queue-engine.js";
import type { NewState, StoredLetter, StoredState } from "../queue/engine/stored-state.js";

/** The path of an object's calls; the version is that of `OutboxCalls`. */
export const OUTBOX_PATH = "/privy-orders/v1/";

export interface PageRequest {
  readonly filter: LetterFilter;
  readonly after: string;
}

type Times = { readonly nowMs: number; readonly leaseMs: number };

/** The calls of a Worker to an object. Arguments and results are JSON. */
export interface OutboxCalls {
  put(given: { state: NewState; nowMs: number; maxWaiting: number }): Promise<PutResult>;
  take(given: TakeRequest): Promise<TakenOrder | null>;
  renew(given: { order: TakenOrder; times: Times }): Promise<boolean>;
  settle(given: { order: TakenOrder; settlement: Settlement }): Promise<boolean>;
  accounts(): Promise<readonly string[]>;
  nextAt(given: { account: string; lingerMs: number }): Promise<number | null>;
  letters(given: PageRequest): Promise<readonly StoredLetter[]>;
  letter(given: { id: string }): Promise<StoredLetter | null>;
  dropLetters(given: { ids: readonly string[] }): Promise<number>;
  revive(given: { states: readonly StoredState[]; nowMs: number }): Promise<number>;
  states(given: PageRequest): Promise<readonly StoredState[]>;
  erase(given: { states: readonly StoredState[] }): Promise<number>;
  bury(given: { letters: readonly StoredLetter[] }): Promise<number>;
  readNotes(): Promise<readonly (readonly [name: string, value: string])[]>;
  writeNote(given: { name: string; value?: string | undefined }): Promise<void>;
  counts(given: { nowMs: number }): Promise<readonly AccountCounts[]>;
  prune(given: { deadMs: number; watermarkMs: number }): Promise<void>;
  repair(given: { nowMs: number }): Promise<number>;
  check(): Promise<readonly EngineFinding[]>;
}
