import { type ReadonlySignal, signal } from "@preact/signals";
import type { RequestSummary } from "../../query/request-summary.js";

/** The requests that the page has, in the order of their numbers. */
export interface RequestStore {
  /** Another one after each change. The list itself is the same for as long as rows are only added. */
  readonly rows: ReadonlySignal<{ readonly list: readonly RequestSummary[] }>;
  readonly isPaused: ReadonlySignal<boolean>;
  /** How many have come while the list is paused. */
  readonly held: ReadonlySignal<number>;
  /** The number of the last request that has arrived, shown or held. */
  last(): number;
  /** Takes new requests; those that it has already do nothing. */
  add(rows: readonly RequestSummary[]): void;
  /** Takes requests that are older than all others. */
  addOlder(rows: readonly RequestSummary[]): void;
  /** Pauses the list, or lets in what was held. */
  togglePause(): void;
  clear(): void;
  /** Keeps so many, the latest ones. */
  setKeep(count: number): void;
}

/** Makes an empty store. */
export function createRequestStore(): RequestStore {
  let list: RequestSummary[] = [];
  let waiting: RequestSummary[] = [];
  let keep = 10_000;
  let last = 0;
  const rows = signal<{ readonly list: readonly RequestSummary[] }>({ list });
  const held = signal(0);
  const isPaused = signal(false);

  const announce = (): void => {
    // A tenth more is let in before the oldest go: one long copy instead of one for each request.
    if (list.length > keep * 1.1) list = list.slice(-keep);
    rows.value = { list };
  };

  return {
    rows,
    held,
    isPaused,
    last: () => last,
    add(given) {
      const fresh = given.filter(({ n }) => n > last);
      if (fresh.length === 0) return;
      last = fresh.at(-1)?.n ?? last;
      if (isPaused.peek()) {
        waiting.push(...fresh);
        held.value = waiting.length;
        return;
      }
      list.push(...fresh);
      announce();
    },
    addOlder(given) {
      const first = list[0]?.n ?? Number.POSITIVE_INFINITY;
      const older = given.filter(({ n }) => n < first);
      if (older.length === 0) return;
      last = Math.max(last, older.at(-1)?.n ?? 0);
      list = [...older, ...list];
      announce();
    },
    togglePause() {
      isPaused.value = !isPaused.peek();
      if (isPaused.peek()) return;
      list.push(...waiting);
      waiting = [];
      held.value = 0;
      announce();
    },
    clear() {
      list = [];
      waiting = [];
      last = 0;
      held.value = 0;
      announce();
    },
    setKeep(count) {
      keep = count;
    },
  };
}
