import type {
  AccountCounts,
  EngineFinding,
  LetterFilter,
  PutOptions,
  PutResult,
  QueueEngine,
  Settlement,
  TakenOrder,
  TakeRequest,
} from "../queue/engine/queue-engine.js";
import type { NewState, StoredLetter, StoredState } from "../queue/engine/stored-state.js";
import { BullQueues, type BullQueuesOptions } from "./bull-queues.js";
import type { BullJob, MailboxClient } from "./bullmq-like.js";
import { checkRedis } from "./check-redis.js";
import { Mailbox } from "./mailbox.js";

export interface BullMqEngineOptions extends BullQueuesOptions {
  readonly client: MailboxClient;
  /** Ends the client, if it is the engine's own. */
  readonly disconnect: () => void;
}

/** How many orders without states are cleared in one take. */
const mostCleared = 50;
const keyOf = (job: BullJob): string => (job.data as { key: string }).key; // what `announce` puts

/**
 * Keeps states in a mailbox beside BullMQ: a job says that an order has states, and holds the order while it is active. A
 * state that comes while its order is under way is kept for the next turn (`keepLastIfActive`).
 */
export class BullMqEngine implements QueueEngine {
  readonly name = "bullmq";
  readonly leaseMs: number;
  readonly #options: BullMqEngineOptions;
  readonly #mailbox: Mailbox;
  readonly #queues: BullQueues;
  /** The jobs that this process holds, by their tokens. */
  readonly #held = new Map<string, BullJob>();

  constructor(options: BullMqEngineOptions) {
    this.#options = options;
    this.leaseMs = options.leaseMs;
    this.#queues = new BullQueues(options);
    this.#mailbox = new Mailbox(options.client, options.base);
  }

  async put(state: NewState, { maxWaiting }: PutOptions): Promise<PutResult> {
    const { account, orderId, priority } = state;
    const result = await this.#mailbox.put(state, maxWaiting);
    if (typeof result === "string") return result;
    const id = await this.#queues.announce(account, orderId, priority);
    if (result.isRaised && id !== undefined) {
      const job = await this.#queues.queueOf(account).getJob(id);
      // It may be active or gone by now: then its lane does not matter.
      await job?.changePriority({ priority: 0 }).catch(() => undefined);
    }
    return "stored";
  }

  async take({ account, liveOnly }: TakeRequest): Promise<TakenOrder | undefined> {
    const worker = this.#queues.workerOf(account);
    for (let cleared = 0; cleared < mostCleared; cleared += 1) {
      const token = globalThis.crypto.randomUUID();
      const job = await worker.getNextJob(token, { block: false });
      if (job === undefined) return undefined;
      const orderId = keyOf(job);
      const note = await this.#mailbox.noteOf(account, orderId);
      if (liveOnly === true && note.lane === "backfill") {
        // Jobs of live orders come first, so there is none.
        await job.moveToWait(token);
        return undefined;
      }
      const states = await this.#mailbox.statesOf(account, orderId);
      if (states.length === 0) {
        await job.moveToCompleted(null, token, false);
        continue;
      }
      this.#held.set(token, job);
      const { watermark, attempts, stalls } = note;
      const crashes = Math.max(0, job.stalledCounter - stalls);
      return { account, orderId, lease: token, states, attempts, crashes, watermark };
    }
    return undefined;
  }

  async renew(order: TakenOrder, { leaseMs }: { readonly leaseMs: number }): Promise<boolean> {
    const job = this.#held.get(order.lease);
    if (job === undefined) return false;
    const isHeld = Number(await job.extendLock(order.lease, leaseMs)) === 1;
    if (!isHeld) this.#held.delete(order.lease);
    return isHeld;
  }

  async settle(order: TakenOrder, settlement: Settlement): Promise<boolean> {
    const { account, orderId, lease } = order;
    const isHeld = await this.renew(order, { leaseMs: this.leaseMs });
    const job = this.#held.get(lease);
    const { release, nowMs } = settlement;
    if (!isHeld || job === undefined) {
      const { release: _notHeld, ...rest } = settlement;
      await this.#mailbox.settle({ account, orderId }, rest, 0);
      return false;
    }
    const left = await this.#mailbox.settle({ account, orderId }, settlement, job.stalledCounter);
    if (release === undefined) return true;
    this.#held.delete(lease);
    const delayMs = release.atMs - nowMs;
    // Whatever came meanwhile was announced: BullMQ makes its job now.
    if (left === 0) await job.moveToCompleted(null, lease, false);
    // It is due for longest, so it goes before those that wait.
    else if (delayMs <= 0) await job.moveToWait(lease);
    // BullMQ goes by the machine's clock.
    else await job.moveToDelayed(Date.now() + delayMs, lease);
    return true;
  }

  async accounts(): Promise<readonly string[]> {
    const found = [];
    for (const account of await this.#mailbox.accounts())
      if ((await this.#mailbox.orderCount(account)) > 0) found.push(account);
    return found;
  }

  async *letters(filter: LetterFilter): AsyncIterable<StoredLetter> {
    for (const letter of await this.#mailbox.letters()) {
      const { state, reason } = letter;
      const isMeant =
        (filter.account ?? state.account) === state.account &&
        (filter.orderId ?? state.orderId) === state.orderId &&
        (filter.reason ?? reason) === reason;
      if (isMeant) yield letter;
    }
  }

  letter(id: string): Promise<StoredLetter | undefined> {
    return this.#mailbox.letter(id);
  }

  async dropLetters(ids: readonly string[]): Promise<number> {
    const letters = [];
    for (const id of ids) letters.push(await this.#mailbox.letter(id));
    return this.#mailbox.drop(letters.filter((letter) => letter !== undefined));
  }

  async revive(states: readonly StoredState[]): Promise<number> {
    let revived = 0;
    for (const state of states) {
      if (!(await this.#mailbox.revive(state))) continue;
      await this.#queues.announce(state.account, state.orderId, state.priority);
      revived += 1;
    }
    return revived;
  }

  async *states({ account, orderId }: LetterFilter): AsyncIterable<StoredState> {
    for (const one of account === undefined ? await this.accounts() : [account]) {
      const orders = orderId === undefined ? await this.#mailbox.orders(one) : [orderId];
      for (const order of orders) yield* await this.#mailbox.statesOf(one, order);
    }
  }

  erase(states: readonly StoredState[]): Promise<number> {
    return this.#mailbox.erase(states);
  }

  bury(letters: readonly StoredLetter[]): Promise<number> {
    return this.#mailbox.bury(letters);
  }

  readNotes(): Promise<ReadonlyMap<string, string>> {
    return this.#mailbox.notes();
  }

  writeNote(name: string, value: string | undefined): Promise<void> {
    return this.#mailbox.setNote(name, value);
  }

  async counts(): Promise<readonly AccountCounts[]> {
    const dead = new Map<string, number>();
    for (const { state } of await this.#mailbox.letters())
      dead.set(state.account, (dead.get(state.account) ?? 0) + 1);
    const all: AccountCounts[] = [];
    for (const account of await this.#mailbox.accounts()) {
      const active = new Set((await this.#queues.queueOf(account).getActive()).map(keyOf));
      const oldest = (await this.#mailbox.orders(account, active.size + 1)).find((id) => !active.has(id));
      const count = await this.#mailbox.orderCount(account);
      const waiting = Math.max(0, count - active.size);
      const numbers = { account, waiting, underWay: active.size, dead: dead.get(account) ?? 0 };
      all.push(
        oldest === undefined
          ? numbers
          : { ...numbers, oldestAt: await this.#mailbox.oldestAt(account, oldest) },
      );
    }
    return all;
  }

  prune({ deadMs, watermarkMs }: { deadMs: number; watermarkMs: number }): Promise<void> {
    return this.#mailbox.prune(deadMs, watermarkMs);
  }

  /** Announces orders that have states and no job: their process died between the two, before `enqueue` had resolved. */
  async repair(): Promise<number> {
    const { client } = this.#options;
    let repaired = 0;
    for (const account of await this.#mailbox.accounts()) {
      const bull = `${this.#options.base}:${account}`;
      for (const orderId of await this.#mailbox.orders(account)) {
        const id = await client.get(`${bull}:de:${orderId}`);
        if (id !== null && (await client.exists(`${bull}:${id}`)) === 1) continue;
        const { lane } = await this.#mailbox.noteOf(account, orderId);
        await this.#queues.announce(account, orderId, lane === "backfill" ? lane : "live");
        repaired += 1;
      }
    }
    return repaired;
  }

  async check(): Promise<readonly EngineFinding[]> {
    return checkRedis(this.#options.client);
  }

  async close(): Promise<void> {
    await this.#queues.close();
    this.#options.disconnect();
  }
}
