import { hasErrorBrand, type PrivyOrdersError } from "../errors/privy-orders-error.js";
import { systemClock } from "../http/clock.js";
import { createQueueContext } from "../queue/create-queue-context.js";
import type { EngineFinding } from "../queue/engine/queue-engine.js";
import type { QueueContext } from "../queue/queue-context.js";
import { QUEUE_DEFAULTS } from "../queue/queue-options.js";
import { pruneQueue } from "../queue/repair-queue.js";
import { shareBudgets } from "../queue/stats/read-stats.js";
import type { AccountPulse } from "../queue/worker/account-pulse.js";
import { createWorker, type WorkerBounds } from "../queue/worker/create-worker.js";
import { FOR_EVER_MS } from "../queue/worker/hold-board.js";
import type { WorkOptions } from "../queue/worker/work-options.js";
import { callsOfStore, READING_CALLS } from "./calls-of-store.js";
import type { OutboxRequest, OutboxStorage } from "./durable-object.js";
import { OUTBOX_PATH, type OutboxCalls } from "./outbox-calls.js";
import { type OutboxDelivery, splitDelivery } from "./outbox-delivery.js";
import { OutboxStore } from "./outbox-store.js";

/** The most orders of one alarm: with two requests each, it stays below the 50 requests of Cloudflare's free plan. */
const ordersPerAlarm = 20;
/** When an alarm that failed is repeated, in milliseconds. */
const repeatMs = 30_000;

interface Ready {
  readonly context: QueueContext;
  readonly work: WorkOptions;
}

/** Returns only the code of a failure of SQLite, since its text may quote a row. */
function codeOf(error: unknown): string | undefined {
  return /\bSQLITE_[A-Z]+\b/.exec(error instanceof Error ? error.message : "")?.[0];
}

/** The work of one Durable Object: it stores orders, and its alarm delivers them. */
export class OutboxHost {
  readonly #storage: OutboxStorage;
  readonly #store: OutboxStore;
  readonly #calls: OutboxCalls;
  readonly #delivery: () => OutboxDelivery | Promise<OutboxDelivery>;
  readonly #pulses = new Map<string, AccountPulse>();
  #preparing: Promise<Ready> | undefined;
  #ready: Ready | undefined;

  constructor(storage: OutboxStorage, delivery: () => OutboxDelivery | Promise<OutboxDelivery>) {
    this.#storage = storage;
    this.#delivery = delivery;
    this.#store = new OutboxStore(storage);
    this.#calls = { ...callsOfStore(this.#store), check: () => this.#check() };
  }

  /** Handles a call. Its changes are durable, and an alarm is set for them, before the response is sent. */
  async fetch(request: OutboxRequest): Promise<Response> {
    // Its time and its linger are wanted below, if it is there by then: no state waits for a secret.
    void this.#prepare().catch(() => undefined);
    const { pathname } = new URL(request.url);
    const name = pathname.startsWith(OUTBOX_PATH) ? pathname.slice(OUTBOX_PATH.length) : "";
    if (!Object.hasOwn(this.#calls, name)) return Response.json({ code: "UNKNOWN_CALL" }, { status: 404 });
    const given = await request.json();
    try {
      const result: unknown = await Reflect.apply(Reflect.get(this.#calls, name), undefined, [given]);
      if (!READING_CALLS.has(name)) {
        await this.#setAlarm(0);
        await this.#storage.sync();
        this.#ready?.context.wake();
      }
      return Response.json(result ?? null);
    } catch (error) {
      return Response.json({ code: codeOf(error) }, { status: 500 });
    }
  }

  /**
   * Delivers due orders, and sets the next alarm. It never rejects, because Cloudflare abandons an alarm that has
   * failed six times.
   */
  async alarm(): Promise<void> {
    // Sets a next alarm first, whatever happens below.
    await this.#storage.setAlarm(this.#now() + repeatMs);
    try {
      const { context, work } = await this.#prepare();
      const bounds: WorkerBounds = { ordersLeft: ordersPerAlarm, pulses: this.#pulses };
      await createWorker(context, work, bounds).stopped;
      const hasTaken = bounds.ordersLeft < ordersPerAlarm;
      if (hasTaken) await shareBudgets(context);
      if (await this.#store.beginUpkeep(this.#now())) await pruneQueue(context);
      // Due orders that could not be taken must not wake the object again and again.
      await this.#setAlarm(hasTaken ? 0 : this.#now() + QUEUE_DEFAULTS.pollMs);
    } catch {
      // `check` reports what is wrong with the delivery; a store that fails is tried again.
    }
  }

  #now(): number {
    return Math.floor((this.#ready?.context.clock ?? systemClock).now());
  }

  /** Sets the alarm to the next due time, but not before `leastMs`. */
  async #setAlarm(leastMs: number): Promise<void> {
    const isSetTo = await this.#storage.getAlarm();
    const lingerMs = this.#ready?.work.lingerMs ?? QUEUE_DEFAULTS.lingerMs;
    const dueAt = this.#store.nextDueAt({ nowMs: this.#now(), lingerMs, pulses: this.#pulses });
    const atMs = Math.max(leastMs, dueAt);
    if (atMs >= FOR_EVER_MS) {
      if (isSetTo !== null) await this.#storage.deleteAlarm();
    } else if (atMs !== isSetTo) {
      await this.#storage.setAlarm(atMs);
    }
  }

  /** Calls `delivery()` once, and again after a failure. */
  #prepare(): Promise<Ready> {
    this.#preparing ??= (async () => {
      try {
        const { queue, work } = splitDelivery(await this.#delivery());
        this.#ready = { context: createQueueContext(this.#store, queue), work };
        return this.#ready;
      } catch (error) {
        this.#preparing = undefined;
        throw error;
      }
    })();
    return this.#preparing;
  }

  async #check(): Promise<readonly EngineFinding[]> {
    const found = await this.#store.check();
    const problem = await this.#prepare().then(
      () => undefined,
      // The brand proves that the message quotes nothing.
      (error) =>
        hasErrorBrand(error) ? (error as PrivyOrdersError).message : "delivery() of the class failed",
    );
    return [...found, { ok: problem === undefined, subject: "delivery", message: problem ?? "ready" }];
  }
}
