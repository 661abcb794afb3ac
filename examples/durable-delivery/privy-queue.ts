// The store's queue, in one SQLite file: for the shop and for the command line, `privy-orders queue status --queue privy-queue.ts`.
import { PrivyClient } from "privy-orders";
import type { WorkOptions } from "privy-orders/queue";
import { createSqliteQueue, type SqliteDatabaseClass, type SqliteQueue } from "privy-orders/sqlite";

/** From Node 22.13 on, `node:sqlite` opens the file by itself; before, a driver is handed in: better-sqlite3, or libsql as here. */
async function driver(): Promise<SqliteDatabaseClass | undefined> {
  if (process.getBuiltinModule("node:sqlite") !== undefined) return undefined;
  const { default: Database } = await import("libsql");
  return Database;
}

export const queue: SqliteQueue = createSqliteQueue({
  file: process.env.QUEUE_FILE ?? "privy-orders.db",
  database: await driver(),
});

/** What delivers: its credentials come from the environment, and never stand in the file. */
export const work = (): WorkOptions => ({ client: PrivyClient.fromEnv() });
