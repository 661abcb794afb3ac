import type { Clock } from "../../http/clock.js";
import { webhookDefaults } from "../webhook-defaults.js";
import { withinTime } from "./within-time.js";

/** The methods of a key-value store that are needed; Workers KV has them. */
export interface SeenStore {
  get(key: string): Promise<string | null | undefined>;
  put(key: string, value: string): Promise<unknown>;
}

/** The last delivered state of an order. */
export interface DeliveredState {
  readonly version: number | undefined;
  /** The hash of the hook's bytes; empty when the hook has only an id. */
  readonly digest: string;
}

export interface DeliveredStates {
  /** Returns the last state that was delivered, by this process or the store. */
  last(key: string): Promise<DeliveredState | undefined>;
  remember(key: string, state: DeliveredState): Promise<void>;
}

function readState(text: string | null | undefined): DeliveredState | undefined {
  const [, version, digest] = /^(\d*) ([\da-f]*)$/.exec(text ?? "") ?? [];
  if (version === undefined || digest === undefined) return undefined;
  return { version: version === "" ? undefined : Number(version), digest };
}

const isNewer = (one: DeliveredState, other: DeliveredState | undefined): boolean =>
  other === undefined || (one.version ?? 0) >= (other.version ?? 0);

/**
 * Remembers the last delivered state of each order: of the latest orders in memory, and of all orders in the store, if
 * there is one. A store that fails or hangs is skipped, because an order that is delivered twice does no harm, and one
 * that is not delivered does.
 */
export function createDeliveredStates(store: SeenStore | undefined, clock: Clock): DeliveredStates {
  const { rememberedOrders, seenTimeoutMs } = webhookDefaults;
  const memory = new Map<string, DeliveredState>();
  const orNothing = <Value>(ask: () => Promise<Value>): Promise<Value | undefined> =>
    withinTime({ clock, timeoutMs: seenTimeoutMs, what: "The store of delivered states" }, ask).catch(
      () => undefined,
    );
  const keep = (key: string, state: DeliveredState): void => {
    memory.delete(key);
    memory.set(key, state);
    if (memory.size <= rememberedOrders) return;
    const [oldest] = memory.keys();
    if (oldest !== undefined) memory.delete(oldest);
  };
  return {
    async last(key) {
      const known = memory.get(key);
      const stored = readState(store && (await orNothing(async () => store.get(key))));
      return stored !== undefined && isNewer(stored, known) ? stored : known;
    },
    async remember(key, state) {
      // A delivery that took too long may end after that of a newer state.
      if (!isNewer(state, memory.get(key))) return;
      keep(key, state);
      if (store) await orNothing(async () => store.put(key, `${state.version ?? ""} ${state.digest}`));
    },
  };
}
