import { type Clock, systemClock } from "../../http/clock.js";
import type { Checkpoint } from "./checkpoint.js";

/** As much of a key-value store as a checkpoint needs; Workers KV fits as it is. */
export interface KeyValueStore {
  get(key: string): Promise<string | null | undefined>;
  put(key: string, value: string): Promise<unknown>;
}

export interface KeyValueCheckpointOptions {
  readonly store: KeyValueStore;
  /** The key under which the state is kept; one for each import. */
  readonly key: string;
  /** The time between two writes at least; Workers KV takes one a second of each key. Milliseconds, default 1,000. */
  readonly minIntervalMs?: number | undefined;
  /** Where the time comes from. Default: the machine. */
  readonly clock?: Clock | undefined;
}

const defaultMinIntervalMs = 1_000;

/**
 * A checkpoint in a key-value store, for example Workers KV. The store decides how soon a state that was put can be got:
 * with an eventually consistent one (Workers KV: up to a minute, from another place) resume no sooner than that, or some
 * orders are sent again, which is harmless. An order's place is free again only when its result is written: with
 * `concurrency: 4` and a write a second an import does 240 orders a minute at most.
 */
export function keyValueCheckpoint(options: KeyValueCheckpointOptions): Checkpoint {
  const { store, key, minIntervalMs = defaultMinIntervalMs, clock = systemClock } = options;
  let writableAt = 0;
  return {
    async load() {
      const text = await store.get(key);
      if (text === null || text === undefined) return undefined;
      try {
        return JSON.parse(text);
      } catch {
        // This is not ours: the import refuses to go on from it, with a message.
        return text;
      }
    },
    async save(state) {
      const delayMs = writableAt - clock.now();
      if (delayMs > 0) await new Promise<void>((resolve) => clock.setTimer(resolve, delayMs, "wait"));
      await store.put(key, JSON.stringify(state));
      writableAt = clock.now() + minIntervalMs;
    },
  };
}
