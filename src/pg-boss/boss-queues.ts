import type { BossJob, PgBossLike } from "./boss-like.js";
import { jobOf } from "./job-data.js";

/** pg-boss deletes what it keeps for too long: here nothing goes by itself. Seconds: 60 years. */
const forEverSeconds = 60 * 365 * 86_400;
/** pg-boss's own bound of a claim; what holds an order is the heartbeat. Seconds. */
const longestClaimSeconds = 23 * 3_600;
const mostRetries = 2_147_483_647;
const page = 1_000;

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
        policy: "key_strict_fifo",
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

  async jobsOf(queue: string, key: string): Promise<BossJob[]> {
    const jobs: BossJob[] = [];
    for await (const job of this.pages(queue, { key })) jobs.push(job);
    return jobs;
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
