import type { Settlement, TakenOrder, TakeRequest } from "../queue/engine/queue-engine.js";
import type { SqliteRow, SqlRunner } from "./sql/sql-runner.js";
import type { SqliteLetters } from "./sqlite-letters.js";
import { LIVE_LANE, stateOfRow, whole } from "./sqlite-rows.js";
import type { SqliteTables } from "./sqlite-tables.js";

/** A lease that is nearly whole is only looked at, which costs no write. */
const wholeShare = 0.9;
/** Live orders first. */
const lanes: readonly number[] = [LIVE_LANE, 1];

/** The orders that wait and those that are held. */
export class SqliteOrders {
  readonly #connection: SqlRunner;
  readonly #tables: SqliteTables;
  readonly #letters: SqliteLetters;

  constructor(connection: SqlRunner, tables: SqliteTables, letters: SqliteLetters) {
    this.#connection = connection;
    this.#tables = tables;
    this.#letters = letters;
  }

  /** Of each account that has an order, the index alone is read, once. */
  accounts(): string[] {
    const { order } = this.#tables;
    const rows = this.#connection.all(
      `WITH RECURSIVE found(account) AS (
         SELECT min(account) FROM ${order} UNION ALL
         SELECT (SELECT min(account) FROM ${order} WHERE account > found.account) FROM found WHERE account IS NOT NULL)
       SELECT account FROM found WHERE account IS NOT NULL`,
    );
    return rows.map(({ account }) => String(account));
  }

  /** When the next order of an account falls due: of those that wait, or also of those whose lease has to end before. */
  nextAt(account: string, lingerMs: number, which: "waiting" | "all"): number | undefined {
    const times = lanes.flatMap((lane) => {
      const row = this.#connection.get(
        `SELECT run_at, fresh FROM ${this.#tables.order} WHERE account = ? AND lane = ?
         ${which === "waiting" ? "AND lease IS NULL" : ""} ORDER BY run_at LIMIT 1`,
        account,
        lane,
      );
      return row === undefined ? [] : Number(row.run_at) + (Number(row.fresh) === 0 ? 0 : lingerMs);
    });
    return times.length === 0 ? undefined : Math.min(...times);
  }

  take(request: TakeRequest): TakenOrder | undefined {
    const wanted = request.liveOnly === true ? lanes.slice(0, 1) : lanes;
    for (const lane of wanted) {
      // Looked up without the lock of writers first: mostly nothing is due.
      if (this.#due(lane, request) === undefined) continue;
      const taken = this.#connection.transaction(() => this.#takeOf(lane, request));
      if (taken !== undefined) return taken;
    }
    return undefined;
  }

  #due(lane: number, { account, nowMs, lingerMs }: TakeRequest): SqliteRow | undefined {
    return this.#connection.get(
      `SELECT order_id, lease, attempts, crashes FROM ${this.#tables.order}
       WHERE account = ? AND lane = ? AND run_at <= ? AND (fresh = 0 OR run_at <= ?) ORDER BY run_at LIMIT 1`,
      account,
      lane,
      whole(nowMs),
      whole(nowMs - lingerMs),
    );
  }

  #takeOf(lane: number, request: TakeRequest): TakenOrder | undefined {
    const { order, state, mark } = this.#tables;
    const { account, nowMs, leaseMs } = request;
    for (let row = this.#due(lane, request); row !== undefined; row = this.#due(lane, request)) {
      const orderId = String(row.order_id);
      const sql = `SELECT * FROM ${state} WHERE account = ? AND order_id = ? ORDER BY seq`;
      const states = this.#connection.all(sql, account, orderId).map(stateOfRow);
      if (states.length === 0) {
        // Its holder died after it had sent them.
        this.#connection.run(`DELETE FROM ${order} WHERE account = ? AND order_id = ?`, account, orderId);
        continue;
      }
      const lease = crypto.randomUUID();
      const crashes = Number(row.crashes) + (row.lease === null ? 0 : 1);
      const until = whole(nowMs + leaseMs);
      this.#connection.run(
        `UPDATE ${order} SET lease = ?, lease_until = ?, run_at = ?, fresh = 0, crashes = ?
         WHERE account = ? AND order_id = ?`,
        lease,
        until,
        until,
        crashes,
        account,
        orderId,
      );
      const marked = this.#connection.get(
        `SELECT version FROM ${mark} WHERE account = ? AND order_id = ?`,
        account,
        orderId,
      );
      const watermark = marked === undefined ? undefined : Number(marked.version);
      return { account, orderId, lease, states, attempts: Number(row.attempts), crashes, watermark };
    }
    return undefined;
  }

  renew(
    { account, orderId, lease }: TakenOrder,
    times: { readonly nowMs: number; readonly leaseMs: number },
  ): boolean {
    const { order } = this.#tables;
    const { nowMs, leaseMs } = times;
    const mine = "account = ? AND order_id = ? AND lease = ?";
    const sql = `SELECT lease_until FROM ${order} WHERE ${mine}`;
    const row = this.#connection.get(sql, account, orderId, lease);
    if (row === undefined) return false;
    if (Number(row.lease_until) - nowMs > leaseMs * wholeShare) return true;
    const until = whole(nowMs + leaseMs);
    return this.#connection.transaction(
      () =>
        this.#connection.run(
          `UPDATE ${order} SET lease_until = ?, run_at = ? WHERE ${mine}`,
          until,
          until,
          account,
          orderId,
          lease,
        ) === 1,
    );
  }

  settle(taken: TakenOrder, settlement: Settlement): boolean {
    return this.#connection.transaction(() => this.#settle(taken, settlement));
  }

  #settle({ account, orderId, lease }: TakenOrder, settlement: Settlement): boolean {
    const { order, state, mark } = this.#tables;
    const { nowMs, remove, dead, watermark, release } = settlement;
    const run = this.#connection.run.bind(this.#connection);
    if (watermark !== undefined)
      run(
        `INSERT INTO ${mark} VALUES (?, ?, ?, ?) ON CONFLICT (account, order_id)
         DO UPDATE SET version = max(version, excluded.version), at = excluded.at`,
        account,
        orderId,
        watermark,
        whole(nowMs),
      );
    this.#letters.bury(dead);
    for (const id of remove) run(`DELETE FROM ${state} WHERE seq = ?`, Number(id));
    const mine = "account = ? AND order_id = ? AND lease = ?";
    const held = this.#connection.get(`SELECT 1 FROM ${order} WHERE ${mine}`, account, orderId, lease);
    if (held === undefined) return false;
    if (release === undefined) return true;
    const left = `SELECT 1 FROM ${state} WHERE account = ? AND order_id = ? LIMIT 1`;
    if (this.#connection.get(left, account, orderId) === undefined)
      run(`DELETE FROM ${order} WHERE ${mine}`, account, orderId, lease);
    else
      run(
        `UPDATE ${order} SET lease = NULL, lease_until = 0, run_at = ?, attempts = ?, crashes = 0 WHERE ${mine}`,
        whole(release.atMs),
        whole(release.attempts),
        account,
        orderId,
        lease,
      );
    return true;
  }

  /** Removes an order that has no state left and is held by no worker. */
  clear(account: string, orderId: string): void {
    const { order, state } = this.#tables;
    this.#connection.run(
      `DELETE FROM ${order} WHERE account = ? AND order_id = ? AND lease IS NULL AND NOT EXISTS
       (SELECT 1 FROM ${state} s WHERE s.account = ${order}.account AND s.order_id = ${order}.order_id)`,
      account,
      orderId,
    );
  }
}
