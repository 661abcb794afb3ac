import type { BossDb } from "./boss-like.js";

/** What pg-boss has no place for: versions and failures of orders, and the notes that all processes share. */
export async function prepareEngineTables(db: BossDb, schema: string): Promise<void> {
  const { rows } = await db.executeSql("select to_regclass($1) is not null as ready", [
    `${schema}.queue_note`,
  ]);
  // One row, of the one column that was asked for.
  if ((rows[0] as { ready: boolean } | undefined)?.ready === true) return;
  await db.executeSql(`do $prepare$ begin
    perform pg_advisory_xact_lock(hashtext('privy-orders queue'));
    create schema if not exists ${schema};
    create table if not exists ${schema}.queue_order (
      queue text, order_id text, watermark double precision, watermark_at bigint, attempts int not null default 0,
      primary key (queue, order_id));
    create table if not exists ${schema}.queue_note (queue text, name text, value text not null, primary key (queue, name));
  end $prepare$`);
}

export interface OrderNote {
  readonly watermark: number | undefined;
  readonly attempts: number;
}

/** The two tables, for one queue. */
export interface EngineTables {
  order(db: BossDb, bossQueue: string, orderId: string): Promise<OrderNote>;
  setWatermark(
    db: BossDb,
    bossQueue: string,
    orderId: string,
    mark: { version: number; atMs: number },
  ): Promise<void>;
  setAttempts(db: BossDb, bossQueue: string, orderId: string, attempts: number): Promise<void>;
  prune(bossQueues: readonly string[], beforeMs: number): Promise<void>;
  notes(): Promise<ReadonlyMap<string, string>>;
  setNote(name: string, value: string | undefined): Promise<void>;
}

export function createEngineTables(shared: BossDb, schema: string, queue: string): EngineTables {
  return {
    async order(db, bossQueue, orderId) {
      const text = `select watermark, attempts from ${schema}.queue_order where queue = $1 and order_id = $2`;
      const { rows } = await db.executeSql(text, [bossQueue, orderId]);
      const row = rows[0] as { watermark: number | null; attempts: number } | undefined; // the two columns
      return { watermark: row?.watermark ?? undefined, attempts: row?.attempts ?? 0 };
    },
    async setWatermark(db, bossQueue, orderId, { version, atMs }) {
      await db.executeSql(
        `insert into ${schema}.queue_order as o (queue, order_id, watermark, watermark_at) values ($1, $2, $3, $4)
         on conflict (queue, order_id) do update set watermark = excluded.watermark, watermark_at = excluded.watermark_at
         where o.watermark is null or o.watermark <= excluded.watermark`,
        [bossQueue, orderId, version, atMs],
      );
    },
    async setAttempts(db, bossQueue, orderId, attempts) {
      await db.executeSql(
        attempts === 0
          ? `update ${schema}.queue_order set attempts = $3 where queue = $1 and order_id = $2 and attempts <> 0`
          : `insert into ${schema}.queue_order (queue, order_id, attempts) values ($1, $2, $3)
             on conflict (queue, order_id) do update set attempts = excluded.attempts`,
        [bossQueue, orderId, attempts],
      );
    },
    async prune(bossQueues, beforeMs) {
      await shared.executeSql(
        `delete from ${schema}.queue_order where queue = any($1)
         and attempts = 0 and (watermark_at is null or watermark_at < $2)`,
        [bossQueues, beforeMs],
      );
    },
    async notes() {
      const text = `select name, value from ${schema}.queue_note where queue = $1`;
      const { rows } = await shared.executeSql(text, [queue]);
      return new Map(
        rows.map((row) => {
          const { name, value } = row as { name: string; value: string }; // the two columns
          return [name, value];
        }),
      );
    },
    async setNote(name, value) {
      if (value === undefined)
        await shared.executeSql(`delete from ${schema}.queue_note where queue = $1 and name = $2`, [
          queue,
          name,
        ]);
      else
        await shared.executeSql(
          `insert into ${schema}.queue_note (queue, name, value) values ($1, $2, $3)
           on conflict (queue, name) do update set value = excluded.value`,
          [queue, name, value],
        );
    },
  };
}
