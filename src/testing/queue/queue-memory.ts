import type { StoredLetter, StoredState } from "../../queue/engine/stored-state.js";

/** A stored order. */
export interface RememberedOrder {
  readonly key: string;
  readonly account: string;
  readonly orderId: string;
  /** Its lane. */
  isLive: boolean;
  dueAt: number;
  /** Whether it waits for the first time, and so lingers. */
  isFresh: boolean;
  lease: string | undefined;
  leaseUntil: number;
  attempts: number;
  crashes: number;
  states: StoredState[];
}

/** The orders of one lane, in the order in which they fall due. */
export class MemoryLane {
  readonly #orders: RememberedOrder[] = [];

  [Symbol.iterator](): Iterator<RememberedOrder> {
    return this.#orders[Symbol.iterator]();
  }

  /** Inserts an order after those that are due at the same moment. */
  add(order: RememberedOrder): void {
    let [low, high] = [0, this.#orders.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#orders[middle]?.dueAt ?? 0) <= order.dueAt) low = middle + 1;
      else high = middle;
    }
    this.#orders.splice(low, 0, order);
  }

  remove(order: RememberedOrder): void {
    const index = this.#orders.indexOf(order);
    if (index >= 0) this.#orders.splice(index, 1);
  }
}

/**
 * The content of an in-memory queue: two queues on one memory act as two processes on one store, and an abandoned queue
 * as a process that ended.
 */
export class QueueMemory {
  readonly orders: Map<string, RememberedOrder> = new Map();
  readonly live: MemoryLane = new MemoryLane();
  readonly backfill: MemoryLane = new MemoryLane();
  readonly letters: Map<string, StoredLetter> = new Map();
  readonly watermarks: Map<string, { readonly version: number; readonly atMs: number }> = new Map();
  readonly notes: Map<string, string> = new Map();
  /** Called after any queue has put a state or written a note. */
  readonly listeners: Set<() => void> = new Set();
  #lastId = 0;

  nextId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  laneOf({ isLive }: Pick<RememberedOrder, "isLive">): MemoryLane {
    return isLive ? this.live : this.backfill;
  }

  add(order: RememberedOrder): void {
    this.orders.set(order.key, order);
    this.laneOf(order).add(order);
  }

  remove(order: RememberedOrder): void {
    this.orders.delete(order.key);
    this.laneOf(order).remove(order);
  }
}
