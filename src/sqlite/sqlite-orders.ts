import type { Settlement, TakenOrder, TakeRequest } from "../queue/engine/queue-engine.js";
import type { SqliteConnection, SqliteRow } from "./sqlite-connection.js";
import type { SqliteLetters } from "./sqlite-letters.js";
import { LIVE_LANE, stateOfRow, whole } from "./sqlite-rows.js";
import type { SqliteTables } from "./sqlite-tables.js";

/** A lease that is nearly whole is only looked at, which costs no write. */
const wholeShare = 0.9;
/** Live orders first. */
export const SQLITE_LANES: readonly number[] = [LIVE_LANE, 1];

/** The orders that wait and those that are held. */
export class SqliteOrders {
  readonly #connection: SqliteConnection;
  readonly #tables: SqliteTables;
  readonly #letters: SqliteLetters;

  constructor(connection: SqliteConnection, tables: SqliteTables, letters: SqliteLetters) {
    this.#connection = connection;
    this.#tables = tables;
    this.#letters = letters;
  }

  take(request: TakeRequest): TakenOrder | undefined {
    const wanted = request.liveOnly === true ? SQLITE_LANES.slice(0, 1) : SQLITE_LANES;
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
