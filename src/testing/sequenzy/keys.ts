import { checkKeys } from "../kit/options/check-keys.js";
import { credentialText } from "../kit/options/credential-text.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { SeededRandom, SeededRandomState } from "../kit/seeded-random.js";

/** Options for an API key of the fake's account. */
export interface FakeSequenzyKeyOptions {
  /** Default: `sk_live_` and 32 hex characters that follow from the seed. */
  readonly key?: string | undefined;
  /** Its name in the request log. Default `key 1`, `key 2` … */
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
  /** Adds a key. Throws FakeUsageError for a bad option, or a key that exists already. */
  create(options?: FakeSequenzyKeyOptions): FakeSequenzyKey;
  /**
   * Deletes a key: from the next request on, it gets a 401. Takes the key or what `create` returned.
   *
   * @throws FakeUsageError for an unknown or deleted key
   */
  revoke(key: string | FakeSequenzyKey): void;
  /** Oldest first. */
  list(): readonly FakeSequenzyKey[];
}

/** All keys, and the number of the next one. */
export interface SequenzyKeysState {
  readonly keys: readonly FakeSequenzyKey[];
  readonly made: number;
  readonly random: SeededRandomState;
}

/** What only the fake's server needs. */
export interface FakeSequenzyKeyLookup extends FakeSequenzyKeys {
  find(key: string): FakeSequenzyKey | undefined;
  snapshot(): SequenzyKeysState;
  restore(state: SequenzyKeysState): void;
}

/** Creates the keys of an account, initially none. */
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
      // Drawn in any case, so that a key of the test's own does not change the next one.
      const drawn = `sk_live_${random.text(32, "0123456789abcdef")}`;
      const key = credentialText("key.key", options.key ?? drawn);
      if (keys.has(key)) throw new FakeUsageError("That key exists already; keys are unique.");
      made += 1;
      const name = String(options.name ?? `key ${made}`);
      const entry = Object.freeze({ key, name, canPushOrders });
      keys.set(key, entry);
      return entry;
    },
    revoke(key) {
      if (!keys.delete(typeof key === "string" ? key : key.key)) {
        throw new FakeUsageError(
          "Unknown key: it never existed, or is revoked already. Give the key or what create returned.",
        );
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
