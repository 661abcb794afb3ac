import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { BossDb } from "./boss-like.js";

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

/** Runs steps in a transaction where pg-boss can open one; elsewhere one after the other, in an order that a crash does not harm. */
export async function inTransaction<Value>(db: BossDb, run: (db: BossDb) => Promise<Value>): Promise<Value> {
  if (db.beginTransaction === undefined) return run(db);
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
