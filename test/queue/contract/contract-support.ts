import type { OrderInput, PrivyClient } from "privy-orders";
import type {
  DeadLetter,
  DeadLetterFilter,
  DeliveryClient,
  NewState,
  OrderQueue,
  QueueEngine,
  QueueOptions,
  QueueWorker,
  TakenOrder,
  WorkOptions,
} from "privy-orders/queue";
import { afterEach, beforeEach } from "vitest";
import type { RateGate } from "../../../src/http/rate/rate-gate.js";
import type { EngineStore, EngineUnderTest } from "./engine-under-test.js";

type UpsertOptions = Parameters<PrivyClient["orders"]["upsert"]>[1];

/** The order of a state. */
export const orderOf = (id: string | number, fields: Readonly<Record<string, unknown>> = {}): OrderInput => ({
  order_id: id,
  total: 10,
  currency: "USD",
  order_date: "2026-01-01T10:00:00Z",
  email: "ada@example.com",
  ...fields,
});

/** A state as an engine gets it. */
export const stateOf = (orderId: string, at: number, fields: Partial<NewState> = {}): NewState => ({
  account: "default",
  orderId,
  at,
  priority: "live",
  text: JSON.stringify({ v: 1, account: "default", at, order: orderOf(orderId) }),
  ...fields,
});

/** One request that a client was asked to make. */
export interface Sent {
  readonly order: Readonly<Record<string, unknown>>;
  readonly options: UpsertOptions;
}

/** A destination that keeps what it gets, as Privy does: fields that are left out keep their value. */
export class Destination implements DeliveryClient {
  readonly sent: Sent[] = [];
  readonly stored: Map<string, Record<string, unknown>> = new Map();
  /** Called before a request is stored; what it throws is what the call rejects with. */
  before: (order: Readonly<Record<string, unknown>>, sent: readonly Sent[]) => unknown = () => undefined;
  readonly orders: DeliveryClient["orders"] = {
    upsert: async (order, options) => {
      // Data, as it is sent.
      const plain: Record<string, unknown> = JSON.parse(JSON.stringify(order));
      this.sent.push({ order: plain, options });
      await this.before(plain, this.sent);
      const id = String(plain.order_id);
      const known = this.stored.get(id);
      this.stored.set(id, { ...known, ...plain });
      return { outcome: known === undefined ? "created" : "updated" };
    },
  };

  /** The values of one field, in the order in which they were sent. */
  values(field: string): unknown[] {
    return this.sent.map(({ order }) => order[field]);
  }
}

/** Lets a promise be settled from outside. */
export function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

/** A rate budget whose places are given when a promise is settled; it counts who has waited and who has left. */
export function waitingBudget(turn: Promise<void>): RateGate & { waiting: number; left: number } {
  return {
    waiting: 0,
    left: 0,
    enter() {
      this.waiting += 1;
      return { turn, giveUp: () => undefined };
    },
    leave() {
      this.left += 1;
    },
  };
}

/** What a case of the contract works with: a fresh store for each test, and all that was opened on it closed afterwards. */
export class Bench {
  readonly leaseMs: number;
  readonly #engine: EngineUnderTest;
  #store: EngineStore | undefined;
  #workers: QueueWorker[] = [];

  constructor(engine: EngineUnderTest) {
    this.#engine = engine;
    this.leaseMs = engine.leaseMs ?? 90_000;
    beforeEach(async () => {
      this.#store = await engine.create();
    });
    afterEach(async () => {
      await Promise.all(this.#workers.splice(0).map((worker) => worker.stop({ graceMs: 0 })));
      await this.store.dispose();
    });
  }

  get store(): EngineStore {
    if (this.#store === undefined) throw new Error(`${this.#engine.name} has no store outside of a test`);
    return this.#store;
  }

  now(): number {
    return Math.floor(this.store.clock.now());
  }

  open(options: Partial<QueueOptions> = {}): Promise<OrderQueue> {
    return this.store.open({ leaseMs: this.leaseMs, ...options });
  }

  engine(): Promise<QueueEngine> {
    return this.store.engine({ leaseMs: this.leaseMs });
  }

  work(queue: OrderQueue, options: WorkOptions): QueueWorker {
    const worker = queue.work({ lingerMs: 0, ...options });
    this.#workers.push(worker);
    return worker;
  }

  /** Takes the order that is due, as a worker does. */
  take(engine: QueueEngine, account = "default"): Promise<TakenOrder | undefined> {
    const request = { account, nowMs: this.now(), leaseMs: this.leaseMs, lingerMs: 0 };
    return engine.take(request);
  }

  /**
   * Lets time pass until something holds. A virtual clock can run far ahead of what takes real time, such as sealing, which
   * the machine does beside: after some rounds each waits for that as well.
   */
  async until(holds: () => boolean | Promise<boolean>): Promise<void> {
    for (let round = 0; round < 400; round += 1) {
      if (await holds()) return;
      await this.store.pass(250);
      if (round >= 10) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error("It did not come about, though time enough has passed");
  }

  /** Lets time pass until nothing waits and nothing is under way. */
  async untilEmpty(queue: OrderQueue): Promise<void> {
    await this.until(async () => {
      const { waiting, underWay } = await queue.stats();
      return waiting === 0 && underWay === 0;
    });
  }

  async letters(queue: OrderQueue, filter?: DeadLetterFilter): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    for await (const letter of queue.dead.list(filter)) letters.push(letter);
    return letters;
  }
}
