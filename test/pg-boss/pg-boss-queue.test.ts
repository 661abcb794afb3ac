import { PGlite } from "@electric-sql/pglite";
import { fromPglite, PgBoss } from "pg-boss";
import { createPgBossQueue } from "privy-orders/pg-boss";
import { afterAll, expect, it, vi } from "vitest";
import { createQueueFile } from "../cli/commands/queue/queue-file.js";
import { runCommand } from "../cli/support.js";
import { orderOf } from "../queue/contract/contract-support.js";
import { describeEngine } from "../queue/contract/engine-contract.js";
import { describeManyWaiting } from "./many-waiting.js";
import { pgBossUnderTest } from "./pg-boss-under-test.js";

// PostgreSQL in WebAssembly takes seconds to start, and one connection serves all.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let opened: Promise<{ boss: PgBoss; database: PGlite }> | undefined;

async function openBoss(): Promise<{ boss: PgBoss; database: PGlite }> {
  const database = await PGlite.create();
  const boss = new PgBoss({ db: fromPglite(database), backend: "pglite", supervise: false, schedule: false });
  boss.on("error", () => undefined);
  await boss.start();
  return { boss, database };
}

afterAll(async () => {
  const { boss, database } = (await opened) ?? {};
  await boss?.stop({ graceful: false });
  await database?.close();
});

const sharedBoss = async (): Promise<PgBoss> => {
  opened ??= openBoss();
  return (await opened).boss;
};

describeEngine(pgBossUnderTest("pg-boss over PGlite", sharedBoss));
describeManyWaiting(sharedBoss);

it("is examined by the doctor, who reports a database that cannot be reached", async () => {
  opened ??= openBoss();
  const { boss } = await opened;
  const file = await createQueueFile();
  const doctor = () => runCommand(["doctor", "--queue", file.path], {});
  const queue = await createPgBossQueue({ boss, name: "examined" });
  await queue.enqueue(orderOf(1));
  file.set({ queue: () => queue });
  const seen = await doctor();
  expect(seen.code).toBe(0);
  expect(seen.out).toMatch(/ok +pg-boss schema +has version \d+/);
  expect(seen.out).toMatch(/ok +queue examined\/default +keeps its orders in order/);
  expect(seen.out).toMatch(/ok +blocked orders +none/);
  expect(seen.out).toMatch(/ok +engine's clock +agrees with this machine's/);
  expect(seen.out).toMatch(/ok +abandoned orders +none/);
  for (const [change, finding] of [
    ["state = 'failed'", /BAD +blocked orders +1 states/],
    [
      "state = 'active', heartbeat_on = now() - interval '400 s'",
      /BAD +abandoned orders +1, whose workers ended/,
    ],
  ] as const) {
    await boss.getDb().executeSql(`update pgboss.job set ${change} where name = 'examined/default'`);
    expect((await doctor()).out).toMatch(finding);
  }
  file.set({
    async queue() {
      const away = new PgBoss({ host: "127.0.0.1", port: 1, password: "secret" });
      away.on("error", () => undefined);
      await away.start();
      return createPgBossQueue({ boss: away });
    },
  });
  const gone = await doctor();
  expect(gone.code).toBe(1);
  expect(gone.out).toMatch(/BAD +queue +cannot be opened or reached \(ECONNREFUSED\)/);
  await file.remove();
});
