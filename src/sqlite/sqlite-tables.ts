import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { SqliteDatabase } from "./sqlite-database.js";

/** The version of the tables. Other versions are refused. */
const tablesVersion = 1;

/** The names of a queue's tables. */
export interface SqliteTables {
  readonly prefix: string;
  readonly state: string;
  readonly order: string;
  readonly dead: string;
  readonly mark: string;
  readonly note: string;
  readonly rate: string;
  readonly count: string;
}

export function tablesOf(name: string, usual: string): SqliteTables {
  const prefix = name === usual ? "po" : `po_${name.replaceAll("-", "_")}`;
  return {
    prefix,
    state: `${prefix}_state`,
    order: `${prefix}_order`,
    dead: `${prefix}_dead`,
    mark: `${prefix}_mark`,
    note: `${prefix}_note`,
    rate: `${prefix}_rate`,
    count: `${prefix}_count`,
  };
}

/** The statements that make the tables. Times are whole milliseconds; `run_at` of an order that is held is the end of its lease. */
export const tablesSql = ({ prefix, state, order, dead, mark, note, rate, count }: SqliteTables): string => `
CREATE TABLE IF NOT EXISTS ${state}(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, order_id TEXT NOT NULL, at INT NOT NULL,
  version REAL, lane INT NOT NULL, env TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS ${prefix}_state_of ON ${state}(account, order_id, at);
CREATE TABLE IF NOT EXISTS ${order}(
  account TEXT NOT NULL, order_id TEXT NOT NULL, lane INT NOT NULL, run_at INT NOT NULL, fresh INT NOT NULL,
  lease TEXT, lease_until INT NOT NULL, attempts INT NOT NULL, crashes INT NOT NULL,
  PRIMARY KEY (account, order_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ${prefix}_order_due ON ${order}(account, lane, run_at);
CREATE TABLE IF NOT EXISTS ${dead}(
  seq INTEGER PRIMARY KEY, account TEXT NOT NULL, order_id TEXT NOT NULL, at INT NOT NULL, version REAL,
  lane INT NOT NULL, env TEXT NOT NULL, reason TEXT NOT NULL, code TEXT, status INT, fields TEXT NOT NULL,
  died_at INT NOT NULL, attempts INT NOT NULL);
CREATE TABLE IF NOT EXISTS ${mark}(
  account TEXT NOT NULL, order_id TEXT NOT NULL, version REAL NOT NULL, at INT NOT NULL,
  PRIMARY KEY (account, order_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ${note}(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ${rate}(account TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ${count}(name TEXT PRIMARY KEY, value INT NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO ${count} VALUES ('tables', ${tablesVersion}), ('orders', 0);
CREATE TRIGGER IF NOT EXISTS ${prefix}_order_in AFTER INSERT ON ${order} BEGIN
  UPDATE ${count} SET value = value + 1 WHERE name = 'orders'; END;
CREATE TRIGGER IF NOT EXISTS ${prefix}_order_out AFTER DELETE ON ${order} BEGIN
  UPDATE ${count} SET value = value - 1 WHERE name = 'orders'; END;
`;

/** Makes the tables, if they are not there, and sets how the file is written. */
export function prepareTables(
  database: SqliteDatabase,
  tables: SqliteTables,
  durability: "full" | "normal",
): void {
  database.exec("PRAGMA busy_timeout = 5000");
  // `get`, for the mode is a row, which some drivers refuse to `exec`.
  database.prepare("PRAGMA journal_mode = WAL").get();
  database.exec(`PRAGMA synchronous = ${durability === "full" ? "FULL" : "NORMAL"}`);
  database.exec("BEGIN IMMEDIATE");
  try {
    database.exec(tablesSql(tables));
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
  const row = database.prepare(`SELECT value FROM ${tables.count} WHERE name = 'tables'`).get();
  refuseOtherTables(row);
}

/** Checks the tables' version. Throws InvalidInputError for another version. */
export function refuseOtherTables(row: unknown): void {
  const found: unknown = typeof row === "object" && row !== null ? Reflect.get(row, "value") : undefined;
  if (Number(found) === tablesVersion) return;
  const message = `holds the tables of another version (${Number(found)}; this package knows ${tablesVersion}): use the package that made it`;
  throw new InvalidInputError("The queue was not created", [{ code: "invalid", path: ["file"], message }]);
}
