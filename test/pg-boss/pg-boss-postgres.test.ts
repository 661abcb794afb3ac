import pg from "pg";
import { PgBoss } from "pg-boss";
import { createPgBossQueue } from "privy-orders/pg-boss";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PgBossEngine } from "../../src/pg-boss/pg-boss-engine.js";
import { Destination, orderOf, stateOf } from "../queue/contract/contract-support.js";
import { describeEngine } from "../queue/contract/engine-contract.js";
import { startPostgres } from "../support/services.js";
import { describeCutConnection } from "./cut-connection.js";
import { describeManyWaiting } from "./many-waiting.js";
import { pgBossUnderTest } from "./pg-boss-under-test.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const isFit = major > 22 || (major === 22 && minor >= 12);
const service = isFit ? await startPostgres() : undefined;

if (service === undefined) {
  it("would be tried on a PostgreSQL, but there is none on this machine, or Node.js is older than 22.12", () => {
    console.log("The pg-boss engine was not tried on PostgreSQL: it needs Node.js 22.12 and a PostgreSQL.");
  });
} else {
  const at = { host: "127.0.0.1", port: service.port, user: "postgres", database: "postgres" };
  // One connection, so that the contract's steps follow each other.
  const boss = new PgBoss({ ...at, max: 1, supervise: false, schedule: false });
  boss.on("error", () => undefined);
  beforeAll(() => boss.start());
  afterAll(async () => {
    await boss.stop({ graceful: false });
    await service.stop();
  });

  describeEngine(pgBossUnderTest("pg-boss on PostgreSQL", async () => boss));
  describeManyWaiting(async () => boss);
  describeCutConnection(at);

  it("gives each of many workers at once another order, though all see the same states first", async () => {
    const many = new PgBoss({ ...at, max: 8, supervise: false, schedule: false });
    many.on("error", () => undefined);
    await many.start();
    const places = { bossSchema: '"pgboss"', schema: '"privy_orders"' };
    const engine = await PgBossEngine.open({ boss: many, name: "at-once", leaseMs: 60_000, ...places });
    const nowMs = Date.now();
    for (let count = 0; count < 80; count += 1)
      await engine.put(stateOf(String(Math.floor(count / 8)), nowMs), { nowMs, maxWaiting: 100 });
    for (let round = 0; round < 10; round += 1) {
      const take = () => engine.take({ account: "default", nowMs, leaseMs: 60_000, lingerMs: 0 });
      const taken = await Promise.all(Array.from({ length: 8 }, take));
      expect(new Set(taken.map((order) => order?.orderId)).size).toBe(8);
      for (const order of taken) {
        expect(order?.states).toHaveLength(8);
        const release = { atMs: nowMs, attempts: 0 };
        if (order !== undefined) await engine.settle(order, { nowMs, remove: [], dead: [], release });
      }
    }
    await many.stop({ graceful: false });
  });

  describe("an order in the shop's own transaction", () => {
    const begin = async () => {
      const shop = new pg.Client(at);
      // A connection that is cut reports it.
      shop.on("error", () => undefined);
      await shop.connect();
      await shop.query("create table if not exists sale (id int)");
      await shop.query("begin");
      await shop.query("insert into sale values (1)");
      return shop;
    };
    const open = (name: string) => createPgBossQueue({ boss, name });

    it("is gone with its rollback and there after its commit, and no one sees it before", async () => {
      for (const [end, waiting] of [
        ["rollback", 0],
        ["commit", 1],
      ] as const) {
        const queue = await open(`transaction-${end}`);
        const shop = await begin();
        await queue.enqueue(orderOf(1), { transaction: shop });
        expect((await queue.stats()).waiting).toBe(0);
        await shop.query(end);
        expect((await queue.stats()).waiting).toBe(waiting);
        await shop.end();
      }
    });

    it("is delivered once it is committed", async () => {
      const queue = await open("transaction-delivered");
      const privy = new Destination();
      const worker = queue.work({ client: privy, lingerMs: 0 });
      const shop = await begin();
      await queue.enqueue(orderOf(1), { transaction: shop });
      await queue.enqueue(orderOf(2));
      await vi.waitFor(() => expect(privy.stored.has("2")).toBe(true), 20_000);
      expect(privy.stored.has("1")).toBe(false);
      await shop.query("commit");
      await vi.waitFor(() => expect(privy.stored.has("1")).toBe(true), 20_000);
      await worker.stop();
      await shop.end();
    });

    it("is gone when the shop's process dies before the commit", async () => {
      const queue = await open("transaction-cut");
      const shop = await begin();
      await queue.enqueue(orderOf(1), { transaction: shop });
      const [row] = (await shop.query("select pg_backend_pid() as pid")).rows;
      await boss.getDb().executeSql("select pg_terminate_backend($1, 10000)", [row.pid]);
      expect((await queue.stats()).waiting).toBe(0);
    });
  });
}
