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
}

/**
 * A checkpoint in a key-value store, for example Workers KV. The store decides how soon a state that was put can be got:
 * with an eventually consistent one (Workers KV: up to a minute, from another place) resume no sooner than that, or some
 * orders are sent again, which is harmless.
 */
export function keyValueCheckpoint({ store, key }: KeyValueCheckpointOptions): Checkpoint {
  return {
    async load() {
      const text = await store.get(key);
      return text === null || text === undefined ? undefined : JSON.parse(text);
    },
    async save(state) {
      await store.put(key, JSON.stringify(state));
    },
  };
}
