import type { PgBoss } from "pg-boss";
import { createPgBossQueue } from "privy-orders/pg-boss";
import { PgBossEngine } from "../../src/pg-boss/pg-boss-engine.js";
import { createVirtualClock } from "../../src/testing/kit/clock/virtual-clock.js";
import type { EngineUnderTest } from "../queue/contract/engine-under-test.js";

let stores = 0;

/** The contract's engine on a database: one `PgBoss` for all tests, and for each a queue of another name. */
export function pgBossUnderTest(name: string, open: () => Promise<PgBoss>): EngineUnderTest {
  return {
    name,
    leaseMs: 60_000,
    async create() {
      const boss = await open();
      const db = boss.getDb();
      stores += 1;
      const queue = `queue-${process.pid}-${stores}`;
      const clock = createVirtualClock({ autoAdvance: false, startAt: "2026-01-02T00:00:00.000Z" });
      /** Time passes in the database by setting back what it has noted. */
      const setBack = async (ms: number): Promise<void> => {
        const times = ["created_on", "start_after", "started_on", "heartbeat_on", "keep_until"];
        const parts = times.map((column) => `${column} = ${column} - $2 * interval '1 ms'`);
        await db.executeSql(
          `with looked as (update pgboss.queue set monitor_claim_on = null, monitor_on = null where name like $1)
           update pgboss.job set ${parts.join(", ")} where name like $1`,
          [`${queue}/%`, ms],
        );
      };
      const hasLostOne = async (): Promise<boolean> => {
        const { rows } = await db.executeSql(
          `select 1 from pgboss.job where name like $1 and state = 'active'
           and heartbeat_on + heartbeat_seconds * interval '1 s' < now() limit 1`,
          [`${queue}/%`],
        );
        return rows.length > 0;
      };
      return {
        clock,
        open: (options) => createPgBossQueue({ boss, name: queue, clock, ...options }),
        engine: (options) =>
          PgBossEngine.open({
            boss,
            name: queue,
            leaseMs: options?.leaseMs ?? 60_000,
            bossSchema: '"pgboss"',
            schema: '"privy_orders"',
          }),
        async pass(ms) {
          const steps = Math.min(100, Math.max(1, Math.ceil(ms / 10_000)));
          for (let step = 1; step <= steps; step += 1) {
            const part = Math.floor((ms * step) / steps) - Math.floor((ms * (step - 1)) / steps);
            await setBack(part);
            // What a PgBoss does by itself once a minute.
            if (step === steps && (await hasLostOne())) await boss.supervise();
            await clock.advance(part);
            // What the workers have begun meanwhile goes on.
            for (let turn = 0; turn < 6; turn += 1) await db.executeSql("select 1");
          }
        },
        async dispose() {
          await db.executeSql("delete from pgboss.job where name like $1", [`${queue}/%`]);
          await db.executeSql("delete from pgboss.queue where name like $1", [`${queue}/%`]);
        },
      };
    },
  };
}
