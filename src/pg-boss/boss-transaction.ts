import { EventEmitter } from "node:events";
import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { BossDb } from "./boss-like.js";
import { hearErrors } from "./hear-errors.js";

interface PgClient {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** A shop's own transaction in pg-boss's form: `fromDrizzle(tx)` and its like as they are, a client of `pg` or PGlite by its `query`. */
export function dbOf(transaction: unknown): BossDb {
  if (typeof transaction === "object" && transaction !== null) {
    // Each holds the function that it is asked for.
    if ("executeSql" in transaction) return transaction as BossDb;
    if ("query" in transaction) {
      const client = transaction as PgClient;
      return { executeSql: (text, values) => client.query(text, values) };
    }
  }
  const message =
    "must be a client of pg with an open transaction, or the result of an adapter of pg-boss, such as fromDrizzle(tx)";
  throw new InvalidInputError("The order was not enqueued", [
    { code: "invalid", path: ["transaction"], message },
  ]);
}

/**
 * Whether a connection that is cut cannot end the process. A pool of `pg` takes its listener off a client that it hands out, and
 * pg-boss adds one only after an `await`: so each client gets one that stays.
 */
function isSafe(db: BossDb): boolean {
  const pool: unknown = Reflect.get(db, "pool");
  // The transactions of an adapter are its own; those of pg-boss are not used where they cannot be made safe.
  if (!(pool instanceof EventEmitter)) return Reflect.get(db, "_pgbdb") !== true;
  if (!pool.listeners("acquire").includes(hearErrors)) pool.on("acquire", hearErrors);
  return true;
}

/** Runs steps in a transaction where pg-boss can open one; elsewhere one after the other, in an order that a crash does not harm. */
export async function inTransaction<Value>(db: BossDb, run: (db: BossDb) => Promise<Value>): Promise<Value> {
  if (db.beginTransaction === undefined || !isSafe(db)) return run(db);
  const transaction = await db.beginTransaction();
  try {
    const value = await run(transaction.db);
    await transaction.commit();
    return value;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
