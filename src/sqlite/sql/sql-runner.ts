import type { SqliteValue } from "../sqlite-database.js";

export type SqliteRow = Readonly<Record<string, unknown>>;

/** Each driver makes a plain object of a row, with the columns as its fields. */
export function rowOf(value: unknown): SqliteRow | undefined {
  return typeof value === "object" && value !== null ? (value as SqliteRow) : undefined; // its columns are its fields
}

/** What the statements of a queue run on. Everything is synchronous: no other statement comes between. */
export interface SqlRunner {
  /** Returns how many rows were changed. */
  run(sql: string, ...values: SqliteValue[]): number;
  get(sql: string, ...values: SqliteValue[]): SqliteRow | undefined;
  all(sql: string, ...values: SqliteValue[]): SqliteRow[];
  /** Runs all or nothing. */
  transaction<Result>(run: () => Result): Result;
}
