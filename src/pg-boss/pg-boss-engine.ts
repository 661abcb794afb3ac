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
import { BossLetters } from "./boss-letters.js";
import { affectedBy, type BossAttempt, type BossDb, type PgBossLike } from "./boss-like.js";
import { BossQueues } from "./boss-queues.js";
import { dbOf, inTransaction } from "./boss-transaction.js";
import { checkBoss } from "./check-boss.js";
import { createEngineTables, type EngineTables, prepareEngineTables } from "./engine-tables.js";
import { createStateIds, dataOfState, jobDataOf, jobOf, statesOf } from "./job-data.js";
import { createJobReader, type JobReader } from "./job-reader.js";

export interface PgBossEngineOptions {
  readonly boss: PgBossLike;
  /** The queue's name. */
  readonly name: string;
  readonly leaseMs: number;
  /** Quoted, as it stands in SQL. */
  readonly bossSchema: string;
  readonly schema: string;
}

/** How many orders without states are cleared in one take. */
const mostCleared = 50;

const secondsFrom = (nowMs: number, atMs: number): number => Math.max(0, (atMs - nowMs) / 1_000);

/**
 * Keeps states as jobs of pg-boss: one queue for each account, one key for each order, one job for each state. A claimed job
 * holds its order; its data are blanked when its state is delivered before the order is given back.
 */
export class PgBossEngine implements QueueEngine {
  readonly name = "pg-boss";
  readonly leaseMs: number;
  readonly #boss: PgBossLike;
  readonly #tables: EngineTables;
  readonly #reader: JobReader;
  readonly #nextId = createStateIds();
  readonly #queues: BossQueues;
  readonly #letters: BossLetters;

  private constructor(options: PgBossEngineOptions) {
    const { boss, name, schema, bossSchema } = options;
    this.#boss = boss;
    this.leaseMs = Math.max(10_000, Math.ceil(options.leaseMs / 1_000) * 1_000);
    this.#queues = new BossQueues(boss, { name, leaseMs: this.leaseMs });
    this.#letters = new BossLetters(boss, this.#queues);
    this.#tables = createEngineTables(boss.getDb(), schema, name);
    this.#reader = createJobReader(boss.getDb(), bossSchema, name);
  }

  static async open(options: PgBossEngineOptions): Promise<PgBossEngine> {
    const engine = new PgBossEngine(options);
    await prepareEngineTables(options.boss.getDb(), options.schema);
    await engine.#queues.prepareDead();
    return engine;
  }

  async put(state: NewState, { maxWaiting, transaction }: PutOptions): Promise<PutResult> {
    const { account, orderId, version, priority, at } = state;
    const queue = this.#queues.nameOf(account);
    await this.#queues.prepare(account);
    const db = transaction === undefined ? this.#boss.getDb() : dbOf(transaction);
    if (version !== undefined) {
      const { watermark } = await this.#tables.order(db, queue, orderId);
      if (watermark !== undefined && version < watermark) return "stale";
    }
    if (await this.#reader.isFull(queue, orderId, maxWaiting)) return "full";
    const key = { singletonKey: orderId, db };
    const rank = priority === "live" ? 1 : 0;
    await this.#boss.send(queue, dataOfState(state), { ...key, id: this.#nextId(at), priority: rank });
    // An order is live when one of its states is.
    if (rank > 0) await this.#boss.update(queue, undefined, { ...key, match: "all", priority: rank });
    return "stored";
  }

  async take({ account, liveOnly }: TakeRequest): Promise<TakenOrder | undefined> {
    const queue = this.#queues.nameOf(account);
    await this.#queues.prepare(account);
    for (let cleared = 0; cleared < mostCleared; cleared += 1) {
      const [row] = await this.#boss.fetch(queue, {
        includeMetadata: true,
        ...(liveOnly && { minPriority: 1 }),
      });
      if (row === undefined) return undefined;
      const job = jobOf(row);
      const orderId = job.singletonKey ?? "";
      const states = statesOf(account, await this.#queues.jobsOf(queue, orderId));
      if (states.length === 0) {
        await this.#boss.deleteJob(queue, [job.id]);
        continue;
      }
      const { watermark, attempts } = await this.#tables.order(this.#boss.getDb(), queue, orderId);
      const crashes = Math.max(0, job.retryCount - (jobDataOf(job).claims ?? 0));
      const lease = JSON.stringify({ id: job.id, retryCount: job.retryCount });
      return { account, orderId, lease, states, attempts, crashes, watermark };
    }
    return undefined;
  }

  #attemptOf(order: TakenOrder): BossAttempt {
    return JSON.parse(order.lease);
  }

  async renew(order: TakenOrder): Promise<boolean> {
    return (
      affectedBy(await this.#boss.touch(this.#queues.nameOf(order.account), this.#attemptOf(order))) === 1
    );
  }

  async settle(order: TakenOrder, settlement: Settlement): Promise<boolean> {
    const { nowMs, remove, dead, watermark, release } = settlement;
    const { account, orderId } = order;
    const queue = this.#queues.nameOf(account);
    const attempt = this.#attemptOf(order);
    return inTransaction(this.#boss.getDb(), async (db) => {
      const isHeld = affectedBy(await this.#boss.touch(queue, attempt, { db })) === 1;
      if (watermark !== undefined)
        await this.#tables.setWatermark(db, queue, orderId, { version: watermark, atMs: nowMs });
      for (const letter of dead) await this.#letters.send(letter, db);
      const gone = [...remove, ...dead.map(({ state }) => state.id)];
      if (gone.length > 0) await this.#reader.remove(queue, gone, db);
      if (!isHeld || release === undefined) return isHeld;
      await this.#tables.setAttempts(db, queue, orderId, release.attempts);
      return this.#release(queue, { attempt, orderId, startAfter: secondsFrom(nowMs, release.atMs) }, db);
    });
  }

  async #release(
    queue: string,
    { attempt, orderId, startAfter }: { attempt: BossAttempt; orderId: string; startAfter: number },
    db: BossDb,
  ): Promise<boolean> {
    const [row] = await this.#boss.findJobs(queue, { id: attempt.id, limit: 1, db });
    if (row === undefined) return false;
    const data = jobDataOf(jobOf(row));
    if (data.gone === true) {
      // First the time of what is left, since the key is free from then on.
      if (startAfter > 0)
        await this.#boss.update(queue, undefined, { singletonKey: orderId, match: "all", startAfter, db });
      await this.#boss.deleteJob(queue, [attempt.id], { db });
      return true;
    }
    if (affectedBy(await this.#boss.fail(queue, attempt, null, { db })) !== 1) return false;
    // A crash before this only repeats the order early, and counts as one.
    await this.#boss.update(
      queue,
      { ...data, claims: attempt.retryCount + 1 },
      { id: attempt.id, startAfter, db },
    );
    return true;
  }

  async accounts(): Promise<readonly string[]> {
    return (await this.#reader.counts()).map(({ account }) => account);
  }

  letters(filter: LetterFilter): AsyncIterable<StoredLetter> {
    return this.#letters.find(filter);
  }

  letter(id: string): Promise<StoredLetter | undefined> {
    return this.#letters.read(id);
  }

  dropLetters(ids: readonly string[]): Promise<number> {
    return this.#letters.drop(ids);
  }

  async revive(states: readonly StoredState[]): Promise<number> {
    let revived = 0;
    for (const state of states) {
      if ((await this.#letters.read(state.id)) === undefined) continue;
      await this.#queues.prepare(state.account);
      await inTransaction(this.#boss.getDb(), async (db) => {
        const priority = state.priority === "live" ? 1 : 0;
        const { id, orderId: singletonKey } = state;
        await this.#boss.send(this.#queues.nameOf(state.account), dataOfState(state), {
          id,
          singletonKey,
          priority,
          db,
        });
        await this.#letters.take(id, db);
      });
      revived += 1;
    }
    return revived;
  }

  async *states({ account, orderId }: LetterFilter): AsyncIterable<StoredState> {
    const accounts = account === undefined ? await this.accounts() : [account];
    for (const one of accounts) {
      await this.#queues.prepare(one);
      const filter = orderId === undefined ? {} : { key: orderId };
      for await (const job of this.#queues.pages(this.#queues.nameOf(one), filter))
        yield* statesOf(one, [job]);
    }
  }

  async erase(states: readonly StoredState[]): Promise<number> {
    let erased = 0;
    for (const { account, id } of states)
      erased += await this.#reader.remove(this.#queues.nameOf(account), [id], this.#boss.getDb());
    return erased;
  }

  async bury(letters: readonly StoredLetter[]): Promise<number> {
    for (const letter of letters) await this.#letters.send(letter, this.#boss.getDb());
    return this.erase(letters.map(({ state }) => state));
  }

  readNotes(): Promise<ReadonlyMap<string, string>> {
    return this.#tables.notes();
  }

  writeNote(name: string, value: string | undefined): Promise<void> {
    return this.#tables.setNote(name, value);
  }

  counts(): Promise<readonly AccountCounts[]> {
    return this.#reader.counts(this.#queues.dead);
  }

  async prune({ deadMs, watermarkMs }: { deadMs: number; watermarkMs: number }): Promise<void> {
    await this.#letters.prune(deadMs);
    await this.#tables.prune(await this.#reader.queues(), watermarkMs);
  }

  /** Orders that pg-boss has given up for good would block what comes after them. */
  async repair(): Promise<number> {
    return this.#reader.mend();
  }

  check(): Promise<readonly EngineFinding[]> {
    return checkBoss(this.#boss, this.#reader);
  }

  /** The `PgBoss` is its owner's to stop. */
  async close(): Promise<void> {}
}
