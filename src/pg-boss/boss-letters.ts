import type { LetterFilter } from "../queue/engine/queue-engine.js";
import type { StoredLetter } from "../queue/engine/stored-state.js";
import { affectedBy, type BossDb, type PgBossLike } from "./boss-like.js";
import type { BossQueues } from "./boss-queues.js";
import { dataOfLetter, jobDataOf, jobOf, letterOf } from "./job-data.js";

/** Dead letters, as jobs of a queue of their own: each under its state's id, so that there can be no second one of it. */
export class BossLetters {
  readonly #boss: PgBossLike;
  readonly #queues: BossQueues;

  constructor(boss: PgBossLike, queues: BossQueues) {
    this.#boss = boss;
    this.#queues = queues;
  }

  /** A state that was forgotten meanwhile, or delivered by another worker, leaves no letter. */
  async send(letter: StoredLetter, db: BossDb): Promise<void> {
    const { account, id } = letter.state;
    const [row] = await this.#boss.findJobs(this.#queues.nameOf(account), { id, limit: 1, db });
    if (row === undefined || jobDataOf(jobOf(row)).gone === true) return;
    await this.#boss.send(this.#queues.dead, dataOfLetter(letter), { id, db });
  }

  async *find({ account, orderId, reason }: LetterFilter): AsyncIterable<StoredLetter> {
    const data = {
      ...(account !== undefined && { account }),
      ...(orderId !== undefined && { orderId }),
      ...(reason !== undefined && { reason }),
    };
    for await (const job of this.#queues.pages(this.#queues.dead, { data })) yield letterOf(job);
  }

  async read(id: string): Promise<StoredLetter | undefined> {
    if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) return undefined;
    const [row] = await this.#boss.findJobs(this.#queues.dead, { id, limit: 1 });
    return row === undefined ? undefined : letterOf(jobOf(row));
  }

  async take(id: string, db: BossDb): Promise<void> {
    await this.#boss.deleteJob(this.#queues.dead, [id], { db });
  }

  async drop(ids: readonly string[]): Promise<number> {
    const known = [];
    for (const id of ids) if ((await this.read(id)) !== undefined) known.push(id);
    return known.length === 0 ? 0 : affectedBy(await this.#boss.deleteJob(this.#queues.dead, known));
  }

  async prune(beforeMs: number): Promise<void> {
    const old = [];
    for await (const job of this.#queues.pages(this.#queues.dead, {}))
      if (letterOf(job).diedAt < beforeMs) old.push(job.id);
    if (old.length > 0) await this.#boss.deleteJob(this.#queues.dead, old);
  }
}
