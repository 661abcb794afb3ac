import { InvalidInputError } from "../errors/invalid-input-error.js";
import { hasErrorBrand } from "../errors/privy-orders-error.js";
import { clockOf } from "../http/options/clock-of.js";
import type { RateStore } from "../http/rate/shared/rate-store.js";
import { checkQueueOptions } from "../queue/check-queue-options.js";
import { createOrderQueue } from "../queue/create-order-queue.js";
import { QueueEngineError } from "../queue/errors/queue-engine-error.js";
import type { OrderQueue } from "../queue/order-queue.js";
import { QUEUE_DEFAULTS, type QueueOptions } from "../queue/queue-options.js";
import { openDatabase } from "./open-database.js";
import { namedSqliteError, SqliteConnection } from "./sqlite-connection.js";
import type { SqliteDatabase, SqliteDatabaseClass } from "./sqlite-database.js";
import { SqliteEngine } from "./sqlite-engine.js";
import { sqliteRateStore } from "./sqlite-rate-store.js";
import { prepareTables, tablesOf } from "./sqlite-tables.js";

export interface SqliteQueueOptions extends QueueOptions {
  /** The path of the database file. It must be on a local disk, not on a network's. */
  readonly file?: string | undefined;
  /**
   * An open database, or the class of one, of better-sqlite3 or `node:sqlite`. Needed before Node 22.13. An open
   * database stays open when the queue is closed. Default: `node:sqlite`.
   */
  readonly database?: SqliteDatabase | SqliteDatabaseClass | undefined;
  /**
   * `full`: accepted orders survive a power cut. `normal`: they survive a crash of processes only, some five times as
   * fast. Default `full`.
   */
  readonly durability?: "full" | "normal" | undefined;
}

/** A queue that also stores the accounts' shared rate limit. */
export interface SqliteQueue extends OrderQueue {
  /**
   * Returns an account's rate store, for `createSharedRateBudget({ store })` in every process on this file.
   *
   * @param account its name; default `default`
   */
  rateStore(account?: string): RateStore;
}

/**
 * Creates a durable queue in one SQLite file, for any number of processes on one machine. A state is on the disk when
 * `enqueue` resolves. With `enqueue(order, { transaction: database })` it is kept in the shop's own transaction, if
 * that is on the same file.
 *
 * @throws InvalidInputError when an option is wrong, the file cannot be opened or is of another version;
 *   QueueEngineError when its tables cannot be made, such as `SQLITE_NOTADB`, `SQLITE_READONLY`
 */
export function createSqliteQueue(options: SqliteQueueOptions): SqliteQueue {
  checkQueueOptions(options, "createSqliteQueue", ["file", "database", "durability"]);
  const { durability = "full", name = QUEUE_DEFAULTS.name } = options;
  if (durability !== "full" && durability !== "normal") {
    const message = 'must be "full" or "normal"';
    throw new InvalidInputError("The queue was not created", [
      { code: "invalid", path: ["durability"], message },
    ]);
  }
  const { file, database: given } = options;
  const { database, isOwn } = openDatabase({ file, database: given });
  const tables = tablesOf(name, QUEUE_DEFAULTS.name);
  try {
    prepareTables(database, tables, durability);
  } catch (error) {
    if (isOwn) database.close();
    if (hasErrorBrand(error)) throw error;
    throw new QueueEngineError("sqlite", "open", namedSqliteError(error));
  }
  const connection = new SqliteConnection(database);
  const queue = createOrderQueue(new SqliteEngine(connection, tables, isOwn), options);
  const clock = clockOf(options);
  return {
    ...queue,
    rateStore: (account = QUEUE_DEFAULTS.account) => sqliteRateStore(connection, tables, { account, clock }),
  };
}
