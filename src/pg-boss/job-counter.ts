import type { AccountCounts } from "../queue/engine/queue-engine.js";
import type { BossDb } from "./boss-like.js";

/** Counts orders in pg-boss's own table, by its indexes: pg-boss counts jobs, and only once a minute. */
export interface JobCounter {
  /** The accounts that have orders. */
  accounts(): Promise<string[]>;
  /** The counts of the accounts that have orders or letters. */
  counts(deadQueue: string): Promise<AccountCounts[]>;
  /** Whether so many orders wait that a new one is refused. */
  isFull(queue: string, orderId: string, maxWaiting: number): Promise<boolean>;
}

/** How long a count of what waits is good for, while it is far from the bound. Milliseconds. */
const countMs = 5_000;

interface CountRow {
  readonly name: string;
  readonly keys: string;
  readonly active: string;
  readonly moved: string;
  readonly oldest: string | null;
}

export function createJobCounter(db: BossDb, bossSchema: string, name: string): JobCounter {
  const job = `${bossSchema}.job`;
  // One look-up for each account: the planner cannot find the name of a pattern in an index.
  const queues = `(select name from ${bossSchema}.queue
    where name like '${name.replaceAll("_", "\\_")}/%' and name not like '%/-dead') q`;
  const waits = "w.name = q.name and w.singleton_key is not null and w.state < 'active'";
  let waiting = { count: 0, atMs: Number.NEGATIVE_INFINITY };
  let counting: Promise<number> | undefined;

  const read = async <Row>(text: string, values?: unknown[]): Promise<Row[]> => {
    const { rows } = await db.executeSql(text, values);
    return rows as Row[]; // the columns that the statement names
  };
  const states = `(select count(*) from ${job} w where ${waits})`;
  // Groups come in the order of an index; count(distinct …) would sort.
  const orders = `(select count(*) from (select from ${job} w where ${waits} group by w.singleton_key) k)`;
  const sum = async (count: string): Promise<number> => {
    const text = `select sum(${count}) as count from ${queues}`;
    const [row] = await read<{ count: string | null }>(text);
    return Number(row?.count ?? 0);
  };
  /** There are no more orders than states, which are counted faster. */
  const countWaiting = async (enough: number): Promise<number> => {
    const most = await sum(states);
    return most < enough ? most : sum(orders);
  };

  return {
    async accounts() {
      // In the order of pg-boss's own fetch, so that the planner reads the first job of an index and not all of them.
      const first = `select true from ${job} w where ${waits} and not blocked order by priority desc, created_on limit 1`;
      const held = `select from ${job} a where a.name = q.name and a.state = 'active'`;
      const rows = await read<{ name: string }>(
        `select name from ${queues} where (${first}) or exists (${held})`,
      );
      return rows.map((row) => row.name.slice(name.length + 1));
    },
    async counts(deadQueue) {
      const rows = await read<CountRow>(
        `select name, ${orders} as keys, active, moved, oldest
         from ${queues}, lateral (
           select count(*) as active, count(*) filter (where exists (
             select from ${job} w where ${waits} and w.singleton_key = a.singleton_key)) as moved
           from ${job} a where a.name = q.name and a.state = 'active') held,
         lateral (select (
           select data->>'at' from ${job} w where ${waits} and not data ? 'gone' and not exists (
             select from ${job} a where a.name = q.name and a.state = 'active' and a.singleton_key = w.singleton_key)
           order by w.id limit 1) as oldest) first`,
      );
      const all = new Map<string, AccountCounts>();
      for (const { name: queue, keys, active, moved, oldest } of rows) {
        const account = queue.slice(name.length + 1);
        const numbers = {
          account,
          waiting: Number(keys) - Number(moved),
          underWay: Number(active),
          dead: 0,
        };
        all.set(account, oldest === null ? numbers : { ...numbers, oldestAt: Number(oldest) });
      }
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
      if (Date.now() > waiting.atMs + countMs || waiting.count >= maxWaiting) {
        // One count for all that wait for it.
        counting ??= countWaiting(maxWaiting).finally(() => {
          counting = undefined;
        });
        waiting = { count: await counting, atMs: Date.now() };
      }
      waiting = { ...waiting, count: waiting.count + 1 };
      if (waiting.count <= maxWaiting) return false;
      const known = await read(
        `select from ${job} where name = $1 and singleton_key = $2 and state < 'active' limit 1`,
        [queue, orderId],
      );
      return known.length === 0;
    },
  };
}
