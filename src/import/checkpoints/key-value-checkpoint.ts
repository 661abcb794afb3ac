import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { type Clock, systemClock } from "../../http/clock.js";
import { memberOf } from "../../schemas/objects/is-object.js";
import { requireObject } from "../../schemas/objects/require-object.js";
import type { Checkpoint } from "./checkpoint.js";

/** The methods of a key-value store that a checkpoint needs; Workers KV has them. */
export interface KeyValueStore {
  /** Returns the value of a key; null or undefined without one. */
  get(key: string): Promise<string | null | undefined>;
  /** Stores a value under a key. */
  put(key: string, value: string): Promise<unknown>;
}

/** Options of `keyValueCheckpoint`. */
export interface KeyValueCheckpointOptions {
  /** The store, for example a Workers KV namespace. */
  readonly store: KeyValueStore;
  /** The key under which the state is kept; one for each import. */
  readonly key: string;
  /**
   * The shortest time between two writes, in milliseconds. Default 1,000, since Workers KV takes one write a second per
   * key.
   */
  readonly minIntervalMs?: number | undefined;
  /** The clock. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

const defaultMinIntervalMs = 1_000;

/**
 * Creates a checkpoint in a key-value store, for example Workers KV. With an eventually consistent store (Workers KV:
 * up to a minute, from another place), resume no sooner than that, or some orders are sent again, which is harmless. A
 * place for the next order becomes free only when the result of the one before is written: with `concurrency: 4` and a
 * write a second, an import sends at most 240 orders a minute.
 */
export function keyValueCheckpoint(options: KeyValueCheckpointOptions): Checkpoint {
  const failure = "The checkpoint was not created";
  requireObject(options, failure, "must be { store, key }");
  const { store, key, minIntervalMs = defaultMinIntervalMs, clock = systemClock } = options;
  const isStore =
    typeof memberOf(store, "get") === "function" && typeof memberOf(store, "put") === "function";
  if (!isStore || typeof key !== "string" || key === "") {
    const path = isStore ? "key" : "store";
    const message = isStore ? "must be text, one for each import" : "must have the functions get and put";
    throw new InvalidInputError(failure, [{ code: "invalid", path: [path], message }]);
  }
  let writableAt = 0;
  return {
    async load() {
      const text = await store.get(key);
      if (text === null || text === undefined) return undefined;
      try {
        return JSON.parse(text);
      } catch {
        // Not a state of ours: the import refuses it with a message.
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
