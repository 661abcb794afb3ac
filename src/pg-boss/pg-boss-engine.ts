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
import { createJobCounter, type JobCounter } from "./job-counter.js";
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

/** How many claims one take makes: some find no states, an order that is put off, or another process that was faster. */
const mostClaims = 50;

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
  readonly #counter: JobCounter;
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
    this.#counter = createJobCounter(boss.getDb(), bossSchema, name);
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
    if (await this.#counter.isFull(queue, orderId, maxWaiting)) return "full";
    const key = { singletonKey: orderId, db };
    const rank = priority === "live" ? 1 : 0;
    await this.#boss.send(queue, dataOfState(state), { ...key, id: this.#nextId(at), priority: rank });
    // An order is live when one of its states is.
    if (rank > 0) await this.#boss.update(queue, undefined, { ...key, match: "all", priority: rank });
    return "stored";
  }

  async take({ account, liveOnly = false }: TakeRequest): Promise<TakenOrder | undefined> {
    const queue = this.#queues.nameOf(account);
    await this.#queues.prepare(account);
    for (let tries = 0; tries < mostClaims; tries += 1) {
      const job = await this.#queues.claim(queue, liveOnly);
      if (job === undefined) return undefined;
      if (job === "lost") continue;
      const orderId = job.singletonKey ?? "";
      const [jobs, { watermark, attempts }] = await Promise.all([
        this.#reader.jobsOf(queue, orderId),
        this.#tables.order(this.#boss.getDb(), queue, orderId),
      ]);
      const states = statesOf(account, jobs);
      const attempt = { id: job.id, retryCount: job.retryCount };
      if (states.length === 0) {
        await this.#reader.clear(queue, attempt, this.#boss.getDb());
        continue;
      }
      // A state that came while its order is put off waits with the others.
      const startAfter = Math.max(...jobs.filter(({ id }) => id !== job.id).map(({ dueIn }) => dueIn));
      if (startAfter > 0) {
        await this.#release(queue, { attempt, orderId, startAfter }, this.#boss.getDb());
        continue;
      }
      const crashes = Math.max(0, job.retryCount - (jobDataOf(job).claims ?? 0));
      return { account, orderId, lease: JSON.stringify(attempt), states, attempts, crashes, watermark };
    }
    return undefined;
  }

  #attemptOf(order: TakenOrder): BossAttempt {
    return JSON.parse(order.lease);
  }

  async renew(order: TakenOrder): Promise<boolean> {
    const queue = this.#queues.nameOf(order.account);
    return affectedBy(await this.#boss.touch(queue, this.#attemptOf(order))) === 1;
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
      // Only who holds the order changes its attempts.
      if (release.attempts !== order.attempts)
        await this.#tables.setAttempts(db, queue, orderId, release.attempts);
      return this.#release(queue, { attempt, orderId, startAfter: secondsFrom(nowMs, release.atMs) }, db);
    });
  }

  async #release(
    queue: string,
    { attempt, orderId, startAfter }: { attempt: BossAttempt; orderId: string; startAfter: number },
    db: BossDb,
  ): Promise<boolean> {
    // First the time of what is left, since the key is free from then on.
    if (startAfter > 0)
      await this.#boss.update(queue, undefined, { singletonKey: orderId, match: "all", startAfter, db });
    if (await this.#reader.clear(queue, attempt, db)) return true;
    const [row] = await this.#boss.findJobs(queue, { id: attempt.id, limit: 1, db });
    if (row === undefined || affectedBy(await this.#boss.fail(queue, attempt, null, { db })) !== 1)
      return false;
    // A crash before this only repeats the order early, and counts as one.
    const data = { ...jobDataOf(jobOf(row)), claims: attempt.retryCount + 1 };
    await this.#boss.update(queue, data, { id: attempt.id, startAfter, db });
    return true;
  }

  async accounts(): Promise<readonly string[]> {
    return this.#counter.accounts();
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
        const queue = this.#queues.nameOf(state.account);
        await this.#boss.send(queue, dataOfState(state), { id, singletonKey, priority, db });
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
      const queue = this.#queues.nameOf(one);
      if (orderId !== undefined) yield* statesOf(one, await this.#reader.jobsOf(queue, orderId));
      else for await (const job of this.#queues.pages(queue, {})) yield* statesOf(one, [job]);
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
    return this.#counter.counts(this.#queues.dead);
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
