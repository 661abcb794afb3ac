import type { AccountCounts, EngineFinding } from "../queue/engine/queue-engine.js";
import { diskSpace } from "./disk-space.js";
import type { SqlRunner } from "./sql/sql-runner.js";
import { whole } from "./sqlite-rows.js";
import type { SqliteTables } from "./sqlite-tables.js";

/** Counts each account's orders and letters. */
export function countSqlite(
  connection: SqlRunner,
  { order, state, dead }: SqliteTables,
  nowMs: number,
): AccountCounts[] {
  const now = whole(nowMs);
  const isHeld = "lease IS NOT NULL AND lease_until > ?";
  const orders = connection.all(
    `SELECT account, count(*) AS known, total(${isHeld}) AS held FROM ${order} GROUP BY account`,
    now,
  );
  const letters = connection.all(`SELECT account, count(*) AS dead FROM ${dead} GROUP BY account`);
  const oldest = connection.all(
    `SELECT s.account, min(s.at) AS at FROM ${state} s JOIN ${order} o USING (account, order_id)
     WHERE NOT (${isHeld}) GROUP BY s.account`,
    now,
  );
  const names = new Set([...orders, ...letters].map(({ account }) => String(account)));
  return [...names].map((account) => {
    const own = orders.find((row) => row.account === account);
    const underWay = Number(own?.held ?? 0);
    const at = oldest.find((row) => row.account === account)?.at;
    return {
      account,
      waiting: Number(own?.known ?? 0) - underWay,
      underWay,
      dead: Number(letters.find((row) => row.account === account)?.dead ?? 0),
      oldestAt: at === undefined ? undefined : Number(at),
    };
  });
}

const withoutStates = ({ order, state }: SqliteTables): string =>
  `NOT EXISTS (SELECT 1 FROM ${state} s WHERE s.account = ${order}.account AND s.order_id = ${order}.order_id)`;
const withoutOrder = ({ order, state }: SqliteTables): string =>
  `NOT EXISTS (SELECT 1 FROM ${order} o WHERE o.account = ${state}.account AND o.order_id = ${state}.order_id)`;

/** The longest wait of an order is the longest hold by a response: 25 hours. Milliseconds. */
const longestWaitMs = 26 * 3_600_000;

/** Orders that fall due later than any order may, since the clock was ahead when they were stored. */
export function checkDueTimes(connection: SqlRunner, { order }: SqliteTables, nowMs: number): EngineFinding {
  const limit = whole(nowMs + longestWaitMs);
  const row = connection.get(`SELECT count(*) AS n FROM ${order} WHERE run_at > ?`, limit);
  const stuck = Number(row?.n);
  const message =
    stuck === 0
      ? "agree with this machine's clock"
      : `${stuck} orders wait for a time that a clock had set wrongly: run repair`;
  return { ok: stuck === 0, subject: "due times", message };
}

/** Removes orders without states, whose holders died, and takes up states without an order. Within a transaction. */
export function repairSqlite(connection: SqlRunner, tables: SqliteTables, nowMs: number): number {
  const { order, state, count } = tables;
  const now = whole(nowMs);
  const cleared = connection.run(
    `DELETE FROM ${order} WHERE (lease IS NULL OR lease_until <= ?) AND ${withoutStates(tables)}`,
    now,
  );
  const takenUp = connection.run(
    `INSERT INTO ${order} SELECT account, order_id, min(lane), ?, 0, NULL, 0, 0, 0 FROM ${state}
     WHERE ${withoutOrder(tables)} GROUP BY account, order_id`,
    now,
  );
  // A clock that was set back: no order waits, and no lease lasts, for as long as that.
  const early = connection.run(
    `UPDATE ${order} SET run_at = ?, lease = NULL, lease_until = 0 WHERE run_at > ?`,
    now,
    now + longestWaitMs,
  );
  connection.run(`UPDATE ${count} SET value = (SELECT count(*) FROM ${order}) WHERE name = 'orders'`);
  return cleared + takenUp + early;
}

/** Whether every state belongs to an order. */
export function checkOrphans(connection: SqlRunner, tables: SqliteTables): EngineFinding {
  const orphans = connection.get(`SELECT count(*) AS n FROM ${tables.state} WHERE ${withoutOrder(tables)}`);
  const lost = Number(orphans?.n);
  return {
    ok: lost === 0,
    subject: "orphans",
    message: lost === 0 ? "none" : `${lost} states belong to no order: run repair`,
  };
}

/** Returns findings about the file. */
export function checkSqlite(connection: SqlRunner, tables: SqliteTables): EngineFinding[] {
  const pragma = (name: string): string => {
    const [value] = Object.values(connection.get(`PRAGMA ${name}`) ?? {});
    return String(value);
  };
  const mode = pragma("journal_mode");
  const synchronous = pragma("synchronous");
  const intact = pragma("quick_check(1)");
  const disk = diskSpace(connection.all("PRAGMA database_list").find(({ name }) => name === "main")?.file);
  return [
    {
      ok: mode === "wal" || mode === "memory",
      subject: "journal mode",
      message:
        mode === "wal" ? "WAL" : `${mode}: the file is on a disk that cannot share memory; use a local one`,
    },
    {
      ok: Number(synchronous) >= 2,
      subject: "durability",
      message:
        Number(synchronous) >= 2 ? "FULL" : 'a power cut can undo accepted orders: use durability: "full"',
    },
    {
      ok: intact === "ok",
      subject: "file",
      message: intact === "ok" ? "intact" : "damaged: stop the workers and restore a copy of it",
    },
    checkOrphans(connection, tables),
    checkDueTimes(connection, tables, Date.now()),
    ...(disk === undefined ? [] : [disk]),
  ];
}
