import type { Duplex } from "node:stream";
import pg, { type Pool } from "pg";
import { PgBoss } from "pg-boss";
import { createPgBossQueue } from "privy-orders/pg-boss";
import { describe, expect, it, vi } from "vitest";
import { PgBossEngine } from "../../src/pg-boss/pg-boss-engine.js";
import { stateOf } from "../queue/contract/contract-support.js";

/** What PostgreSQL writes to a connection before it cuts it: FATAL, 57P01. */
const goodbye = ((): Buffer => {
  const fields = Buffer.from("SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(fields.length + 4);
  return Buffer.concat([Buffer.from("E"), length, fields]);
})();

/** A connection that PostgreSQL cuts at the worst moment: a pool has just handed it out, and nothing was sent on it yet. */
export function describeCutConnection(at: object): void {
  const start = async (): Promise<{ boss: PgBoss; pool: Pool }> => {
    const boss = new PgBoss({ ...at, max: 1, supervise: false, schedule: false });
    await boss.start();
    return { boss, pool: Reflect.get(boss.getDb(), "pool") };
  };
  /** Cuts the one connection when it is handed out. Returns whether someone listens to its `error`, without which the process ends. */
  const cutOnce = (pool: Pool): Promise<boolean> =>
    new Promise((resolve) => {
      pool.once("acquire", (client) => {
        // The pool goes on at once; what it resolves is continued after this.
        process.nextTick(() => {
          const isHeard = client.listenerCount("error") > 0;
          const { stream } = Reflect.get(client, "connection") as { stream: Duplex };
          if (isHeard) stream.emit("data", goodbye);
          resolve(isHeard);
        });
      });
    });
  const openEngine = (boss: PgBoss, name: string): Promise<PgBossEngine> =>
    PgBossEngine.open({
      boss,
      name,
      leaseMs: 60_000,
      bossSchema: '"pgboss"',
      schema: '"privy_orders"',
    });

  describe("with a connection that is cut as it is handed out", () => {
    it("settles nothing, ends no process, and settles the next time", async () => {
      const { boss, pool } = await start();
      boss.on("error", () => undefined);
      const engine = await openEngine(boss, "cut-settled");
      const nowMs = Date.now();
      await engine.put(stateOf("1", nowMs), { nowMs, maxWaiting: 100 });
      const order = await engine.take({ account: "default", nowMs, leaseMs: 60_000, lingerMs: 0 });
      if (order === undefined) throw new Error("nothing was due");
      const remove = order.states.map(({ id }) => id);
      const settle = () =>
        engine.settle(order, { nowMs, remove, dead: [], release: { atMs: nowMs, attempts: 0 } });
      const isHeard = cutOnce(pool);
      const settled = settle().then(
        () => "settled",
        (error: unknown) => error,
      );
      expect(await isHeard).toBe(true);
      expect(await settled).toBeInstanceOf(Error);
      expect(await settle()).toBe(true);
      for (let count = 0; count < 20; count += 1) expect(await settle()).toBe(false);
      expect(pool.listenerCount("acquire")).toBe(1);
      const client = await pool.connect();
      expect(client.listenerCount("error")).toBe(1);
      client.release();
      await boss.stop({ graceful: false });
    });

    it("ends no process either when it was idle and the store listens to nothing", async () => {
      const { boss, pool } = await start();
      const queue = await createPgBossQueue({ boss, name: "cut-idle" });
      await createPgBossQueue({ boss, name: "cut-idle-too" });
      expect(boss.listenerCount("error")).toBe(1);
      const { rows } = await boss.getDb().executeSql("select pg_backend_pid() as pid");
      const other = new pg.Client(at);
      await other.connect();
      await other.query("select pg_terminate_backend($1)", [rows[0].pid]);
      await vi.waitFor(() => expect(pool.totalCount).toBe(0));
      await other.end();
      expect((await queue.stats()).waiting).toBe(0);
      await queue.close();
      await boss.stop({ graceful: false });
    });
  });
}
