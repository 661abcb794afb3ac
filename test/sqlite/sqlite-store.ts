import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Libsql from "libsql";
import type { OrderQueue } from "privy-orders/queue";
import {
  createSqliteQueue,
  type SqliteDatabase,
  type SqliteDatabaseClass,
  type SqliteQueueOptions,
} from "privy-orders/sqlite";
import { createVirtualClock, type VirtualClock } from "privy-orders/testing";
import { SqliteConnection } from "../../src/sqlite/sqlite-connection.js";
import { SqliteEngine } from "../../src/sqlite/sqlite-engine.js";
import { prepareTables, tablesOf } from "../../src/sqlite/sqlite-tables.js";
import type { EngineStore } from "../queue/contract/engine-under-test.js";

/** A file of its own for one test, and what was opened on it. */
export interface SqliteStore extends EngineStore {
  readonly clock: VirtualClock;
  readonly file: string;
  /** Opens the file as a shop does for its own tables. */
  database(): SqliteDatabase;
}

/** What opens databases: better-sqlite3's methods, which Node 20 needs; with PRIVY_SQLITE=node, `node:sqlite`. */
function driver(): SqliteDatabaseClass {
  if (process.env.PRIVY_SQLITE !== "node") return Libsql;
  const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite");
  return DatabaseSync;
}

/** Opens a file as a shop does. */
export function openSqlite(file: string): SqliteDatabase {
  const Driver = driver();
  return new Driver(file);
}

export async function createSqliteStore(): Promise<SqliteStore> {
  const folder = await mkdtemp(join(tmpdir(), "privy-orders-sqlite-"));
  const file = join(folder, "queue.db");
  const clock = createVirtualClock();
  const opened: { close(): unknown }[] = [];
  const keep = <Opened extends { close(): unknown }>(one: Opened): Opened => {
    opened.push(one);
    return one;
  };
  return {
    clock,
    file,
    database: () => keep(openSqlite(file)),
    async open(options: Partial<SqliteQueueOptions> = {}): Promise<OrderQueue> {
      return createSqliteQueue({ clock, file, database: keep(openSqlite(file)), ...options });
    },
    async engine() {
      const database = keep(openSqlite(file));
      const tables = tablesOf("privy-orders", "privy-orders");
      prepareTables(database, tables, "full");
      return new SqliteEngine(new SqliteConnection(database), tables, true);
    },
    pass: (ms) => clock.advance(ms),
    async dispose() {
      for (const one of opened) one.close();
      await rm(folder, { recursive: true });
    },
  };
}
