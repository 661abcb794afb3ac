import { PGlite } from "@electric-sql/pglite";
import { fromPglite, PgBoss } from "pg-boss";
import { afterAll, vi } from "vitest";
import { describeEngine } from "../queue/contract/engine-contract.js";
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

describeEngine(
  pgBossUnderTest("pg-boss over PGlite", async () => {
    opened ??= openBoss();
    return (await opened).boss;
  }),
);
