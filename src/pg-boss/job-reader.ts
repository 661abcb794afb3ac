import type { BossAttempt, BossDb, BossJob } from "./boss-like.js";

/** A job of an order, and how long it is put off, in seconds; below 0 when it is due. */
export interface OrderJob extends BossJob {
  readonly dueIn: number;
}

/** What is read and mended in pg-boss's own table, where its API has no question for it. */
export interface JobReader {
  /** pg-boss's names of the accounts' queues. */
  queues(): Promise<string[]>;
  /** Waiting and claimed jobs of one order. Both parts are found by an index, which pg-boss's own listing by key is not. */
  jobsOf(queue: string, orderId: string): Promise<OrderJob[]>;
  /** Removes states; of the one whose job holds its order, everything but the job. Returns how many there were. */
  remove(queue: string, ids: readonly string[], db: BossDb): Promise<number>;
  /** Deletes a claimed job whose state is removed; false when there is a state in it, or it is no longer held. */
  clear(queue: string, attempt: BossAttempt, db: BossDb): Promise<boolean>;
  /** Removes jobs without a state that hold nothing any more, and lets what pg-boss has given up wait again. Returns how many. */
  mend(): Promise<number>;
  /** How many jobs pg-boss has given up. */
  failed(): Promise<number>;
  /** How many claims ran out so long ago that no PgBoss can be looking after them. */
  abandoned(): Promise<number>;
  /** The database's own clock. Milliseconds since 1970. */
  clockMs(): Promise<number>;
}

/** A PgBoss looks for claims that ran out once a minute. */
const unsupervisedSeconds = 300;

export function createJobReader(db: BossDb, bossSchema: string, name: string): JobReader {
  const job = `${bossSchema}.job`;
  const isOurs = `name like '${name.replaceAll("_", "\\_")}/%' and name not like '%/-dead'`;

  const read = async <Row>(text: string, values?: unknown[], by: BossDb = db): Promise<Row[]> => {
    const { rows } = await by.executeSql(text, values);
    return rows as Row[]; // the columns that the statement names
  };

  const count = async (what: string): Promise<number> => {
    const [row] = await read<{ count: string }>(
      `select count(*) as count from ${job} where ${isOurs} and ${what}`,
    );
    return Number(row?.count ?? 0);
  };

  return {
    async queues() {
      const rows = await read<{ name: string }>(`select name from ${bossSchema}.queue where ${isOurs}`);
      return rows.map((row) => row.name);
    },
    jobsOf(queue, orderId) {
      const columns = `id, data, retry_count as "retryCount", singleton_key as "singletonKey", created_on as "createdOn",
        extract(epoch from start_after - now())::float8 as "dueIn"`;
      const ofOrder = `select ${columns} from ${job} where name = $1 and singleton_key = $2`;
      return read<OrderJob>(`${ofOrder} and state < 'active' union all ${ofOrder} and state = 'active'`, [
        queue,
        orderId,
      ]);
    },
    async remove(queue, ids, by) {
      const [row] = await read<{ count: string }>(
        `with blanked as (update ${job} set data = data - 'text' || '{"gone":true}'
           where name = $1 and id = any($2::uuid[]) and state = 'active' and not data ? 'gone' returning id),
         removed as (delete from ${job} where name = $1 and id = any($2::uuid[]) and state < 'active' returning id)
         select (select count(*) from blanked) + (select count(*) from removed) as count`,
        [queue, ids],
        by,
      );
      return Number(row?.count ?? 0);
    },
    async clear(queue, { id, retryCount }, by) {
      const cleared = await read(
        `delete from ${job} where name = $1 and id = $2 and retry_count = $3 and state = 'active' and data ? 'gone' returning id`,
        [queue, id, retryCount],
        by,
      );
      return cleared.length === 1;
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
    failed: () => count("state = 'failed'"),
    abandoned: () =>
      count(
        `state = 'active' and heartbeat_on + (heartbeat_seconds + ${unsupervisedSeconds}) * interval '1 s' < now()`,
      ),
    async clockMs() {
      const [row] = await read<{ ms: string | number }>(
        "select extract(epoch from clock_timestamp()) * 1000 as ms",
      );
      return Number(row?.ms);
    },
  };
}
