import type { BossDb, BossJob, PgBossLike } from "./boss-like.js";
import { jobOf } from "./job-data.js";

/** pg-boss deletes what it keeps for too long: here nothing goes by itself. Seconds: 60 years. */
const forEverSeconds = 60 * 365 * 86_400;
/** pg-boss's own bound of a claim; what holds an order is the heartbeat. Seconds. */
const longestClaimSeconds = 23 * 3_600;
const mostRetries = 2_147_483_647;
const page = 1_000;
/** PostgreSQL's code of a row that is there already. */
const uniqueViolation = "23505";

/**
 * One claimed job for each key. Not `key_strict_fifo`, which also orders the jobs of a key, as the engine does itself: it reads
 * the first job of every waiting key for each claim.
 */
export const ACCOUNT_POLICY = "singleton";

/** The names of pg-boss's queues, one for each account and one for dead letters, and all that is read of them in pages. */
export class BossQueues {
  readonly dead: string;
  readonly #boss: PgBossLike;
  readonly #name: string;
  readonly #heartbeatSeconds: number;
  readonly #made = new Map<string, Promise<void>>();

  constructor(boss: PgBossLike, { name, leaseMs }: { readonly name: string; readonly leaseMs: number }) {
    this.#boss = boss;
    this.#name = name;
    this.#heartbeatSeconds = leaseMs / 1_000;
    // No account's queue: an account begins with a letter or a digit.
    this.dead = `${name}/-dead`;
  }

  nameOf(account: string): string {
    return `${this.#name}/${account}`;
  }

  prepareDead(): Promise<void> {
    return this.#boss.createQueue(this.dead, { policy: "standard", retentionSeconds: forEverSeconds });
  }

  /** Makes an account's queue before its first job. */
  prepare(account: string): Promise<void> {
    const known = this.#made.get(account);
    if (known !== undefined) return known;
    const made = this.#boss
      .createQueue(this.nameOf(account), {
        policy: ACCOUNT_POLICY,
        retryLimit: mostRetries,
        retryDelay: 0,
        retryBackoff: false,
        heartbeatSeconds: this.#heartbeatSeconds,
        expireInSeconds: longestClaimSeconds,
        retentionSeconds: forEverSeconds,
      })
      .catch((error: unknown) => {
        this.#made.delete(account);
        throw error;
      });
    this.#made.set(account, made);
    return made;
  }

  /** Claims the next job; "lost" when another process claimed one of the same key at the same moment. */
  async claim(queue: string, liveOnly: boolean): Promise<BossJob | "lost" | undefined> {
    const shared = this.#boss.getDb();
    let isLost = false;
    const db: BossDb = {
      // pg-boss reports a lost claim as an empty queue, which the worker would take for the end of its work.
      executeSql: (text, values) =>
        shared.executeSql(text, values).catch((error: unknown) => {
          isLost = error instanceof Error && Reflect.get(error, "code") === uniqueViolation;
          throw error;
        }),
    };
    const [row] = await this.#boss.fetch(queue, {
      includeMetadata: true,
      ...(liveOnly && { minPriority: 1 }),
      db,
    });
    if (row !== undefined) return jobOf(row);
    return isLost ? "lost" : undefined;
  }

  async *pages(queue: string, filter: object): AsyncIterable<BossJob> {
    let after: string | undefined;
    for (;;) {
      const rows = await this.#boss.findJobs(queue, {
        ...filter,
        limit: page,
        ...(after !== undefined && { after }),
      });
      const jobs = rows.map(jobOf);
      yield* jobs;
      after = jobs.at(-1)?.id;
      if (jobs.length < page) return;
    }
  }
}
