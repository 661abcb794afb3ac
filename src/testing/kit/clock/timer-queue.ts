import type { TimerPurpose } from "../../../http/clock.js";

/** A pending timer. */
export interface QueuedTimer {
  /** When it is due, on the clock's own scale, in milliseconds. */
  readonly dueMs: number;
  readonly purpose: TimerPurpose;
  readonly callback: () => void;
}

interface Entry extends QueuedTimer {
  /** Timers that are due at the same time keep the order in which they were set. */
  readonly sequence: number;
  position: number;
}

function isBefore(left: Entry, right: Entry): boolean {
  return left.dueMs === right.dueMs ? left.sequence < right.sequence : left.dueMs < right.dueMs;
}

/**
 * The timers of a virtual clock, the earliest first. A binary heap in which each timer knows its position, so that a
 * cancelled timer is removed at once, also from a clock that never moves.
 */
export class TimerQueue {
  readonly #heap: Entry[] = [];
  #sequence = 0;
  #waits = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** How many of the timers are waits. */
  get waits(): number {
    return this.#waits;
  }

  earliest(): QueuedTimer | undefined {
    return this.#heap[0];
  }

  /** Adds a timer and returns a function that removes it. */
  add(timer: QueuedTimer): () => void {
    const entry: Entry = { ...timer, sequence: this.#sequence++, position: this.#heap.length };
    this.#heap.push(entry);
    if (entry.purpose === "wait") this.#waits += 1;
    this.#rise(entry);
    return () => this.#remove(entry);
  }

  /** Removes and returns the earliest timer. */
  take(): QueuedTimer | undefined {
    const first = this.#heap[0];
    if (first !== undefined) this.#remove(first);
    return first;
  }

  #remove(entry: Entry): void {
    if (this.#heap[entry.position] !== entry) return;
    if (entry.purpose === "wait") this.#waits -= 1;
    const last = this.#heap.pop();
    if (last === undefined || last === entry) return;
    this.#place(last, entry.position);
    this.#rise(last);
    this.#sink(last);
  }

  #place(entry: Entry, position: number): void {
    this.#heap[position] = entry;
    entry.position = position;
  }

  #rise(entry: Entry): void {
    while (entry.position > 0) {
      const parentPosition = (entry.position - 1) >> 1;
      const parent = this.#heap[parentPosition];
      if (parent === undefined || !isBefore(entry, parent)) return;
      this.#swap(entry, parent);
    }
  }

  #sink(entry: Entry): void {
    for (;;) {
      const left = this.#heap[2 * entry.position + 1];
      const right = this.#heap[2 * entry.position + 2];
      const child = left !== undefined && right !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, entry)) return;
      this.#swap(child, entry);
    }
  }

  #swap(left: Entry, right: Entry): void {
    const position = left.position;
    this.#place(left, right.position);
    this.#place(right, position);
  }
}
