import type { PgBoss } from "pg-boss";
import type { QueueEngine, TakenOrder } from "privy-orders/queue";
import { describe, expect, it } from "vitest";
import { PgBossEngine } from "../../src/pg-boss/pg-boss-engine.js";
import { stateOf } from "../queue/contract/contract-support.js";

const account = "default";
const waiting = 3_000;
const taken = 10;

const take = async (engine: QueueEngine): Promise<TakenOrder> => {
  const order = await engine.take({ account, nowMs: Date.now(), leaseMs: 60_000, lingerMs: 0 });
  if (order === undefined) throw new Error("nothing was due");
  return order;
};

/** How many rows the database has read so far for pg-boss's jobs. */
async function rowsRead(boss: PgBoss): Promise<number> {
  const db = boss.getDb();
  await db.executeSql("select pg_stat_force_next_flush()");
  const { rows } = await db.executeSql(
    `select (select sum(seq_tup_read) from pg_stat_user_tables where relname like 'job%')
       + (select sum(idx_tup_read) from pg_stat_user_indexes where relname like 'job%') as count`,
  );
  return Number(rows[0].count);
}

/** What a queue of many orders costs, in rows that are read: those of a boss that has one connection. */
export function describeManyWaiting(open: () => Promise<PgBoss>): void {
  const fill = async (name: string) => {
    const boss = await open();
    const places = { bossSchema: '"pgboss"', schema: '"privy_orders"' };
    const openEngine = () => PgBossEngine.open({ boss, name, leaseMs: 60_000, ...places });
    const nowMs = Date.now();
    await (await openEngine()).put(stateOf("1", nowMs), { nowMs, maxWaiting: 100_000 });
    const { text, priority } = stateOf("2", nowMs);
    const jobs = Array.from({ length: waiting }, (_, index) => ({
      data: { at: nowMs, priority, text },
      singletonKey: String(index + 2),
      priority: 1,
    }));
    await boss.insert(`${name}/${account}`, jobs);
    // One that has counted nothing yet.
    return { boss, engine: await openEngine() };
  };

  describe("with many orders waiting", () => {
    it("takes, renews and settles each without reading the others", async () => {
      const { boss, engine } = await fill("many-taken");
      const before = await rowsRead(boss);
      for (let count = 0; count < taken; count += 1) {
        const order = await take(engine);
        const nowMs = Date.now();
        for await (const { orderId } of engine.states({ account, orderId: order.orderId }))
          expect(orderId).toBe(order.orderId);
        expect(await engine.renew(order)).toBe(true);
        const remove = order.states.map(({ id }) => id);
        const release = { atMs: nowMs, attempts: 0 };
        expect(await engine.settle(order, { nowMs, remove, dead: [], release })).toBe(true);
        expect(await engine.accounts()).toEqual([account]);
      }
      expect(((await rowsRead(boss)) - before) / taken).toBeLessThan(100);
    });

    it("counts them once for many that are enqueued", async () => {
      const { boss, engine } = await fill("many-enqueued");
      const before = await rowsRead(boss);
      const put = (id: string) =>
        engine.put(stateOf(id, Date.now()), { nowMs: Date.now(), maxWaiting: 100_000 });
      await Promise.all(Array.from({ length: 20 }, (_, index) => put(`new-${index}`)));
      expect((await rowsRead(boss)) - before).toBeLessThan(2 * waiting);
    });
  });
}
