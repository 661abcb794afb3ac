import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { PutResult } from "../queue/engine/queue-engine.js";
import type { NewState, StoredState } from "../queue/engine/stored-state.js";
import type { SqlRunner } from "./sql/sql-runner.js";
import { SqliteConnection } from "./sqlite-connection.js";
import type { SqliteDatabase } from "./sqlite-database.js";
import { LIVE_LANE, valuesOfState, whole } from "./sqlite-rows.js";
import type { SqliteTables } from "./sqlite-tables.js";

/** Keeps the order of a state, as one that waits; within a transaction. An order that is there keeps its place, but may change to the better lane. */
function keepOrder(
  connection: SqlRunner,
  { order }: SqliteTables,
  { account, orderId, priority }: NewState,
  due: { readonly atMs: number; readonly isFresh: boolean },
): void {
  const lane = priority === "live" ? LIVE_LANE : 1;
  connection.run(
    `INSERT INTO ${order} VALUES (?, ?, ?, ?, ?, NULL, 0, 0, 0)
     ON CONFLICT (account, order_id) DO UPDATE SET lane = min(lane, excluded.lane)`,
    account,
    orderId,
    lane,
    whole(due.atMs),
    due.isFresh ? 1 : 0,
  );
}

/** Keeps a new state; within a transaction. */
export function putState(
  connection: SqlRunner,
  tables: SqliteTables,
  state: NewState,
  { nowMs, maxWaiting }: { readonly nowMs: number; readonly maxWaiting: number },
): PutResult {
  const { order, mark, count, state: table } = tables;
  const { account, orderId, version } = state;
  const ofOrder = "WHERE account = ? AND order_id = ?";
  if (version !== undefined) {
    const marked = connection.get(`SELECT version FROM ${mark} ${ofOrder}`, account, orderId);
    if (marked !== undefined && version < Number(marked.version)) return "stale";
  }
  if (connection.get(`SELECT 1 FROM ${order} ${ofOrder}`, account, orderId) === undefined) {
    const waiting = connection.get(`SELECT value FROM ${count} WHERE name = 'orders'`);
    if (Number(waiting?.value) >= maxWaiting) return "full";
  }
  keepOrder(connection, tables, state, { atMs: nowMs, isFresh: true });
  const columns = "(account, order_id, at, version, lane, env)";
  connection.run(`INSERT INTO ${table} ${columns} VALUES (?, ?, ?, ?, ?, ?)`, ...valuesOfState(state));
  return "stored";
}

/** Puts a dead letter's state back under its own number, which is its old place; within a transaction. False when it is not a letter. */
export function reviveState(
  connection: SqlRunner,
  tables: SqliteTables,
  state: StoredState,
  nowMs: number,
): boolean {
  const seq = Number(state.id);
  if (connection.run(`DELETE FROM ${tables.dead} WHERE seq = ?`, seq) === 0) return false;
  keepOrder(connection, tables, state, { atMs: nowMs, isFresh: false });
  connection.run(`INSERT INTO ${tables.state} VALUES (?, ?, ?, ?, ?, ?, ?)`, seq, ...valuesOfState(state));
  return true;
}

const isDatabase = (value: unknown): value is SqliteDatabase =>
  typeof value === "object" && value !== null && typeof Reflect.get(value, "prepare") === "function";

function fileOf(connection: SqliteConnection): unknown {
  return connection.all("PRAGMA database_list").find(({ name }) => name === "main")?.file;
}

/**
 * Checks the shop's own database handle, in whose transaction a state is stored.
 *
 * @throws InvalidInputError when it is not a handle, or one on another file
 */
export function joinTransaction(own: SqliteConnection, transaction: unknown): SqliteConnection {
  if (transaction === own.database) return own;
  const refuse = (message: string): never => {
    const issue = { code: "invalid", path: ["transaction"], message } as const;
    throw new InvalidInputError("The order was not enqueued", [issue]);
  };
  if (!isDatabase(transaction))
    return refuse("must be the shop's open database, within its own BEGIN and COMMIT");
  const joined = new SqliteConnection(transaction);
  if (fileOf(joined) !== fileOf(own))
    return refuse("must be a database on the queue's own file: no transaction spans two files");
  return joined;
}
