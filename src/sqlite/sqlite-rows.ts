import { DEAD_REASONS, type StoredLetter, type StoredState } from "../queue/engine/stored-state.js";
import type { SqliteRow } from "./sql/sql-runner.js";
import type { SqliteValue } from "./sqlite-database.js";

export const LIVE_LANE = 0;

/** SQLite's columns of whole numbers hold whole numbers only. */
export const whole = (value: number): number => Math.floor(value);

export function stateOfRow(row: SqliteRow): StoredState {
  return {
    id: String(row.seq),
    account: String(row.account),
    orderId: String(row.order_id),
    at: Number(row.at),
    version: row.version === null ? undefined : Number(row.version),
    priority: Number(row.lane) === LIVE_LANE ? "live" : "backfill",
    text: String(row.env),
  };
}

/** The values of a state's columns: account, order_id, at, version, lane, env. */
export function valuesOfState(state: Omit<StoredState, "id">): SqliteValue[] {
  const { account, orderId, at, version = null, priority, text } = state;
  return [account, orderId, whole(at), version, priority === "live" ? LIVE_LANE : 1, text];
}

export function letterOfRow(row: SqliteRow): StoredLetter {
  const fields: unknown = JSON.parse(String(row.fields));
  return {
    state: stateOfRow(row),
    reason: DEAD_REASONS.find((reason) => reason === row.reason) ?? "unreadable",
    code: row.code === null ? undefined : String(row.code),
    status: row.status === null ? undefined : Number(row.status),
    fields: Array.isArray(fields) ? fields.map(String) : [],
    diedAt: Number(row.died_at),
    attempts: Number(row.attempts),
  };
}
