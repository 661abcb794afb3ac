import type { AccountCounts } from "../queue/engine/queue-engine.js";
import type { BossDb } from "./boss-like.js";

/** What is read and mended in pg-boss's own table, where its API has no question for it. */
export interface JobReader {
  /** pg-boss's names of the accounts' queues. */
  queues(): Promise<string[]>;
  /** The accounts that have orders; with the dead queue's name, those that have letters as well. */
  counts(deadQueue?: string): Promise<AccountCounts[]>;
  isFull(queue: string, orderId: string, maxWaiting: number): Promise<boolean>;
  /** Removes states; of the one whose job holds its order, everything but the job. Returns how many there were. */
  remove(queue: string, ids: readonly string[], db: BossDb): Promise<number>;
  /** Removes jobs without a state that hold nothing any more, and frees orders that pg-boss has given up. Returns how many. */
  mend(): Promise<number>;
  /** Jobs that pg-boss has given up, whose orders are blocked. */
  failed(): Promise<number>;
  /** The database's own clock. Milliseconds since 1970. */
  clockMs(): Promise<number>;
}

/** How long a count of what waits is good for, while it is far from the bound. Milliseconds. */
const countMs = 5_000;

export function createJobReader(db: BossDb, bossSchema: string, name: string): JobReader {
  const job = `${bossSchema}.job`;
  const prefix = `${name}/`;
  const isOurs = `name like '${name.replaceAll("_", "\\_")}/%' and name not like '%/-dead'`;
  let waiting = { count: 0, atMs: Number.NEGATIVE_INFINITY };

  const read = async <Row>(text: string, values?: unknown[], by: BossDb = db): Promise<Row[]> => {
    const { rows } = await by.executeSql(text, values);
    return rows as Row[]; // the columns that the statement names
  };
  const groups = `select name, singleton_key, bool_or(state = 'active') as held, min((data->>'at')::bigint) as oldest
    from ${job} where ${isOurs} and state <= 'active' and not (data ? 'gone' and state <> 'active') group by name, singleton_key`;

  const countWaiting = async (): Promise<number> => {
    const [row] = await read<{ count: string | number }>(
      `select count(*) as count from (${groups}) g where not held`,
    );
    return Number(row?.count ?? 0);
  };

  return {
    async queues() {
      const rows = await read<{ name: string }>(`select name from ${bossSchema}.queue where ${isOurs}`);
      return rows.map((row) => row.name);
    },
    async counts(deadQueue) {
      const rows = await read<{ name: string; waiting: string; held: string; oldest: string | null }>(
        `select name, count(*) filter (where not held) as waiting, count(*) filter (where held) as held,
         min(oldest) filter (where not held) as oldest from (${groups}) g group by name`,
      );
      const all = new Map<string, AccountCounts>();
      for (const { name: queue, waiting: count, held, oldest } of rows) {
        const account = queue.slice(prefix.length);
        const numbers = { account, waiting: Number(count), underWay: Number(held), dead: 0 };
        all.set(account, oldest === null ? numbers : { ...numbers, oldestAt: Number(oldest) });
      }
      if (deadQueue === undefined) return [...all.values()];
      const dead = await read<{ account: string; count: string }>(
        `select data->>'account' as account, count(*) as count from ${job} where name = $1 group by 1`,
        [deadQueue],
      );
      for (const { account, count } of dead)
        all.set(account, { waiting: 0, underWay: 0, ...all.get(account), account, dead: Number(count) });
      return [...all.values()];
    },
    async isFull(queue, orderId, maxWaiting) {
      // The store's own time, so that a virtual clock does not keep a count for ever.
      if (Date.now() > waiting.atMs + countMs || waiting.count >= maxWaiting)
        waiting = { count: await countWaiting(), atMs: Date.now() };
      waiting = { ...waiting, count: waiting.count + 1 };
      if (waiting.count <= maxWaiting) return false;
      const known = await read(
        `select 1 from ${job} where name = $1 and singleton_key = $2 and state < 'active' limit 1`,
        [queue, orderId],
      );
      return known.length === 0;
    },
    async remove(queue, ids, by) {
      const blanked = await read(
        `update ${job} set data = data - 'text' || '{"gone":true}'
         where name = $1 and id = any($2::uuid[]) and state = 'active' and not data ? 'gone' returning id`,
        [queue, ids],
        by,
      );
      const removed = await read(
        `delete from ${job} where name = $1 and id = any($2::uuid[]) and state < 'active' returning id`,
        [queue, ids],
        by,
      );
      return blanked.length + removed.length;
    },
    async mend() {
      const gone = await read(
        `delete from ${job} where ${isOurs} and state < 'active' and data ? 'gone' returning id`,
      );
      const freed = await read(
        `update ${job} set state = 'retry', completed_on = null, retry_limit = 2147483647, retry_count = 0
         where ${isOurs} and state = 'failed' returning id`,
      );
      return gone.length + freed.length;
    },
    async failed() {
      const [row] = await read<{ count: string }>(
        `select count(*) as count from ${job} where ${isOurs} and state = 'failed'`,
      );
      return Number(row?.count ?? 0);
    },
    async clockMs() {
      const [row] = await read<{ ms: string | number }>(
        "select extract(epoch from clock_timestamp()) * 1000 as ms",
      );
      return Number(row?.ms);
    },
  };
}
