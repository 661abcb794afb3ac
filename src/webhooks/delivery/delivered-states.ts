import type { Clock } from "../../http/clock.js";
import { webhookDefaults } from "../webhook-defaults.js";
import { withinTime } from "./within-time.js";

/** As much of a key-value store as is needed; Workers KV fits as it is. */
export interface SeenStore {
  get(key: string): Promise<string | null | undefined>;
  put(key: string, value: string): Promise<unknown>;
}

/** The state of an order that was delivered last. */
export interface DeliveredState {
  readonly version: number | undefined;
  /** What the hook's bytes hash to; empty when the hook has only an id. */
  readonly digest: string;
}

export interface DeliveredStates {
  /** The last state that this process, or the store, knows to be delivered. */
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
 * Remembers the last delivered state of each order: of the latest orders in memory, and of all in the store when there is
 * one. A store that fails or hangs is left out: an order that is delivered twice does no harm, one that is not delivered does.
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
      // A delivery that outlived its time may end after that of a newer state.
      if (!isNewer(state, memory.get(key))) return;
      keep(key, state);
      if (store) await orNothing(async () => store.put(key, `${state.version ?? ""} ${state.digest}`));
    },
  };
}
