import { checkKeys } from "../kit/options/check-keys.js";
import { credentialText } from "../kit/options/credential-text.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { SeededRandom, SeededRandomState } from "../kit/seeded-random.js";

/** An API key as a test may ask for it. */
export interface FakeSequenzyKeyOptions {
  /** Default: `sk_live_` and 32 hex characters that follow from the seed. */
  readonly key?: string | undefined;
  /** What the request log calls it. Default `key 1`, `key 2` … */
  readonly name?: string | undefined;
  /** Whether it has the scope that pushing orders needs; without it the response is 403. Default true. */
  readonly canPushOrders?: boolean | undefined;
}

/** An API key of the fake's account. */
export interface FakeSequenzyKey {
  readonly key: string;
  readonly name: string;
  readonly canPushOrders: boolean;
}

/** The API keys of one account. */
export interface FakeSequenzyKeys {
  /** @throws FakeUsageError for a bad option, or a key that exists already */
  create(options?: FakeSequenzyKeyOptions): FakeSequenzyKey;
  /**
   * Deletes a key; from the next request on it is answered with 401. Takes the key or what `create` gave back.
   *
   * @throws FakeUsageError when there is no such key
   */
  revoke(key: string | FakeSequenzyKey): void;
  /** Oldest first. */
  list(): readonly FakeSequenzyKey[];
}

/** Every key, and what the next one will be. */
export interface SequenzyKeysState {
  readonly keys: readonly FakeSequenzyKey[];
  readonly made: number;
  readonly random: SeededRandomState;
}

/** What the fake needs beside. */
export interface FakeSequenzyKeyLookup extends FakeSequenzyKeys {
  find(key: string): FakeSequenzyKey | undefined;
  snapshot(): SequenzyKeysState;
  restore(state: SequenzyKeysState): void;
}

/** Makes the keys of an account that has none yet. */
export function createKeys(random: SeededRandom): FakeSequenzyKeyLookup {
  const keys = new Map<string, FakeSequenzyKey>();
  let made = 0;
  return {
    create(options = {}) {
      checkKeys("key", options, ["key", "name", "canPushOrders"]);
      const { canPushOrders = true } = options;
      if (typeof canPushOrders !== "boolean") {
        throw new FakeUsageError("key.canPushOrders must be true or false.");
      }
      // Drawn in any case, so that a key of the test's own does not move the next one.
      const drawn = `sk_live_${random.text(32, "0123456789abcdef")}`;
      const key = credentialText("key.key", options.key ?? drawn);
      if (keys.has(key)) throw new FakeUsageError("There is a key of that text already.");
      made += 1;
      const name = String(options.name ?? `key ${made}`);
      const entry = Object.freeze({ key, name, canPushOrders });
      keys.set(key, entry);
      return entry;
    },
    revoke(key) {
      if (!keys.delete(typeof key === "string" ? key : key.key)) {
        throw new FakeUsageError("There is no such key, or it was revoked before.");
      }
    },
    list: () => Object.freeze([...keys.values()]),
    find: (key) => keys.get(key),
    snapshot: () => ({ keys: [...keys.values()], made, random: random.save() }),
    restore(state) {
      keys.clear();
      for (const key of state.keys) keys.set(key.key, key);
      made = state.made;
      random.restore(state.random);
    },
  };
}
