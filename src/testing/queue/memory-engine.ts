import type {
  AccountCounts,
  LetterFilter,
  PutResult,
  QueueEngine,
  TakenOrder,
  TakeRequest,
} from "../../queue/engine/queue-engine.js";
import type { NewState, StoredLetter, StoredState } from "../../queue/engine/stored-state.js";
import type { QueueMemory, RememberedOrder } from "./queue-memory.js";

const keyOf = ({ account, orderId }: { account: string; orderId: string }): string => `${account}/${orderId}`;
const isMeant = (filter: LetterFilter, { state, reason }: StoredLetter): boolean =>
  (filter.account ?? state.account) === state.account &&
  (filter.orderId ?? state.orderId) === state.orderId &&
  (filter.reason ?? reason) === reason;

/** Creates an engine that keeps everything in memory, for one process. */
export class MemoryEngine implements QueueEngine {
  readonly name = "memory";
  /** Every change is reported, so that an idle worker sets almost no timers: a test may let days pass. */
  readonly pollMs = 60_000;
  readonly #memory: QueueMemory;

  constructor(memory: QueueMemory) {
    this.#memory = memory;
  }

  async put(
    state: NewState,
    { maxWaiting, nowMs }: { maxWaiting: number; nowMs: number },
  ): Promise<PutResult> {
    const watermark = this.#memory.watermarks.get(keyOf(state))?.version;
    if (watermark !== undefined && state.version !== undefined && state.version < watermark) return "stale";
    const { orders } = this.#memory;
    if (!orders.has(keyOf(state)) && orders.size >= maxWaiting) return "full";
    this.#add({ ...state, id: this.#memory.nextId() }, nowMs, true);
    this.#memory.changed();
    return "stored";
  }

  #add(state: StoredState, dueAt: number, isFresh: boolean): void {
    const { account, orderId } = state;
    const key = keyOf(state);
    const isLive = state.priority === "live";
    const known = this.#memory.orders.get(key);
    if (known === undefined) {
      const idle = { lease: undefined, leaseUntil: 0, attempts: 0, crashes: 0 };
      this.#memory.add({ key, account, orderId, isLive, dueAt, isFresh, ...idle, states: [state] });
      return;
    }
    known.states = [...known.states, state].sort((a, b) => Number(a.id) - Number(b.id));
    if (!isLive || known.isLive) return;
    this.#memory.remove(known);
    known.isLive = true;
    this.#memory.add(known);
  }

  async take(request: TakeRequest): Promise<TakenOrder | undefined> {
    const { live, backfill } = this.#memory;
    return this.#takeOf(live, request) ?? (request.liveOnly ? undefined : this.#takeOf(backfill, request));
  }

  #takeOf(
    lane: Iterable<RememberedOrder>,
    { account, nowMs, leaseMs, lingerMs }: TakeRequest,
  ): TakenOrder | undefined {
    const empty: RememberedOrder[] = [];
    let found: RememberedOrder | undefined;
    for (const order of lane) {
      if (order.dueAt > nowMs && order.lease === undefined) break;
      const dueAt =
        order.lease === undefined ? order.dueAt + (order.isFresh ? lingerMs : 0) : order.leaseUntil;
      if (order.account !== account || dueAt > nowMs) continue;
      if (order.states.length > 0) {
        found = order;
        break;
      }
      empty.push(order);
    }
    // A holder ended after it had sent them.
    for (const order of empty) this.#memory.remove(order);
    if (found === undefined) return undefined;
    if (found.lease !== undefined) found.crashes += 1;
    const lease = this.#memory.nextId();
    Object.assign(found, { lease, leaseUntil: nowMs + leaseMs, isFresh: false });
    const { orderId, states, attempts, crashes, key } = found;
    const watermark = this.#memory.watermarks.get(key)?.version;
    return { account, orderId, lease, states: [...states], attempts, crashes, watermark };
  }

  #held(order: TakenOrder): RememberedOrder | undefined {
    const found = this.#memory.orders.get(keyOf(order));
    return found?.lease === order.lease ? found : undefined;
  }

  async renew(order: TakenOrder, times: { nowMs: number; leaseMs: number }): Promise<boolean> {
    const held = this.#held(order);
    if (held !== undefined) held.leaseUntil = times.nowMs + times.leaseMs;
    return held !== undefined;
  }

  async settle(order: TakenOrder, settlement: Parameters<QueueEngine["settle"]>[1]): Promise<boolean> {
    const { nowMs, remove, dead, watermark, release } = settlement;
    const key = keyOf(order);
    const last = this.#memory.watermarks.get(key)?.version ?? Number.NEGATIVE_INFINITY;
    if (watermark !== undefined && watermark >= last)
      this.#memory.watermarks.set(key, { version: watermark, atMs: nowMs });
    await this.bury(dead);
    this.#remove(key, remove);
    const held = this.#held(order);
    if (held === undefined) return false;
    if (release === undefined) return true;
    // Inserted again, so that the lane stays in the order of time.
    this.#memory.remove(held);
    if (held.states.length === 0) return true;
    const { atMs: dueAt, attempts } = release;
    Object.assign(held, { lease: undefined, dueAt, attempts, crashes: 0 });
    this.#memory.add(held);
    return true;
  }

  #remove(key: string, ids: readonly string[]): number {
    const order = this.#memory.orders.get(key);
    if (order === undefined) return 0;
    const before = order.states.length;
    order.states = order.states.filter(({ id }) => !ids.includes(id));
    if (order.states.length === 0 && order.lease === undefined) this.#memory.remove(order);
    return before - order.states.length;
  }

  #orders(): RememberedOrder[] {
    return [...this.#memory.orders.values()];
  }

  onChange(listener: () => void): () => void {
    this.#memory.listeners.add(listener);
    return () => this.#memory.listeners.delete(listener);
  }

  async accounts(): Promise<readonly string[]> {
    return [...new Set(this.#orders().map(({ account }) => account))];
  }

  async nextAt(account: string, lingerMs: number): Promise<number | undefined> {
    const earliest = (lane: Iterable<RememberedOrder>): number => {
      for (const order of lane) {
        if (order.account === account && order.lease === undefined)
          return order.dueAt + (order.isFresh ? lingerMs : 0);
      }
      return Number.POSITIVE_INFINITY;
    };
    const { live, backfill } = this.#memory;
    const dueAt = Math.min(earliest(live), earliest(backfill));
    return Number.isFinite(dueAt) ? dueAt : undefined;
  }

  async *letters(filter: LetterFilter): AsyncIterable<StoredLetter> {
    for (const letter of [...this.#memory.letters.values()]) if (isMeant(filter, letter)) yield letter;
  }

  async letter(id: string): Promise<StoredLetter | undefined> {
    return this.#memory.letters.get(id);
  }

  async dropLetters(ids: readonly string[]): Promise<number> {
    return ids.filter((id) => this.#memory.letters.delete(id)).length;
  }

  async revive(states: readonly StoredState[], nowMs: number): Promise<number> {
    const letters = states.filter(({ id }) => this.#memory.letters.delete(id));
    for (const state of letters) this.#add(state, nowMs, false);
    return letters.length;
  }

  async *states({ account, orderId }: LetterFilter): AsyncIterable<StoredState> {
    for (const order of this.#orders()) {
      if ((account ?? order.account) !== order.account || (orderId ?? order.orderId) !== order.orderId)
        continue;
      yield* [...order.states];
    }
  }

  async erase(states: readonly StoredState[]): Promise<number> {
    let erased = 0;
    for (const state of states) erased += this.#remove(keyOf(state), [state.id]);
    return erased;
  }

  async bury(letters: readonly StoredLetter[]): Promise<number> {
    let buried = 0;
    for (const letter of letters) {
      const { state } = letter;
      // One that was forgotten meanwhile leaves no letter.
      if (this.#remove(keyOf(state), [state.id]) === 0) continue;
      this.#memory.letters.set(state.id, letter);
      buried += 1;
    }
    return buried;
  }

  async readNotes(): Promise<ReadonlyMap<string, string>> {
    return new Map(this.#memory.notes);
  }

  async writeNote(name: string, value: string | undefined): Promise<void> {
    if (value === undefined) this.#memory.notes.delete(name);
    else this.#memory.notes.set(name, value);
    this.#memory.changed();
  }

  async counts(nowMs: number): Promise<readonly AccountCounts[]> {
    const counts = new Map<string, { waiting: number; underWay: number; dead: number; oldestAt?: number }>();
    const of = (account: string) => {
      const known = counts.get(account) ?? { waiting: 0, underWay: 0, dead: 0 };
      counts.set(account, known);
      return known;
    };
    for (const { account, lease, leaseUntil, states } of this.#orders()) {
      const one = of(account);
      if (lease !== undefined && leaseUntil > nowMs) one.underWay += 1;
      else if (states.length > 0) {
        one.waiting += 1;
        one.oldestAt = Math.min(one.oldestAt ?? Number.POSITIVE_INFINITY, ...states.map(({ at }) => at));
      }
    }
    for (const { state } of this.#memory.letters.values()) of(state.account).dead += 1;
    return [...counts].map(([account, numbers]) => ({ account, ...numbers }));
  }

  async prune({ deadMs, watermarkMs }: { deadMs: number; watermarkMs: number }): Promise<void> {
    for (const [id, { diedAt }] of this.#memory.letters) {
      if (diedAt < deadMs) this.#memory.letters.delete(id);
    }
    for (const [key, { atMs }] of this.#memory.watermarks) {
      if (atMs < watermarkMs) this.#memory.watermarks.delete(key);
    }
  }

  async repair(nowMs: number): Promise<number> {
    const empty = this.#orders().filter(
      ({ states, leaseUntil }) => states.length === 0 && leaseUntil <= nowMs,
    );
    for (const order of empty) this.#memory.remove(order);
    return empty.length;
  }

  async close(): Promise<void> {}
}
