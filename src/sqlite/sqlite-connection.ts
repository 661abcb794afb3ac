import { rowOf, type SqliteRow, type SqlRunner } from "./sql/sql-runner.js";
import type { SqliteDatabase, SqliteValue } from "./sqlite-database.js";

/** The names of SQLite's primary result codes that an operator can act on. */
const codes: Readonly<Record<number, string>> = {
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  26: "SQLITE_NOTADB",
};

/** `node:sqlite` has one code for all its errors, and SQLite's own number beside it. */
export function namedSqliteError(error: unknown): unknown {
  if (typeof error !== "object" || error === null || !("errcode" in error)) return error;
  const code = codes[Number(error.errcode) & 0xff];
  return code === undefined ? error : Object.assign(new Error("SQLite failed."), { code });
}

interface Statement {
  run(...values: SqliteValue[]): { readonly changes: number | bigint };
  get(...values: SqliteValue[]): unknown;
  all(...values: SqliteValue[]): unknown[];
}

/** One database with its prepared statements. */
export class SqliteConnection implements SqlRunner {
  readonly database: SqliteDatabase;
  readonly #statements = new Map<string, Statement>();

  constructor(database: SqliteDatabase) {
    this.database = database;
  }

  #prepared(sql: string): Statement {
    // The public type hides what drivers differ in; all of them take values one by one.
    const known = this.#statements.get(sql) ?? (this.database.prepare(sql) as Statement);
    this.#statements.set(sql, known);
    return known;
  }

  run(sql: string, ...values: SqliteValue[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  get(sql: string, ...values: SqliteValue[]): SqliteRow | undefined {
    return rowOf(this.#prepared(sql).get(...values));
  }

  all(sql: string, ...values: SqliteValue[]): SqliteRow[] {
    return this.#prepared(sql)
      .all(...values)
      .map(rowOf)
      .filter((row) => row !== undefined);
  }

  transaction<Result>(run: () => Result): Result {
    try {
      this.database.exec("BEGIN IMMEDIATE");
      try {
        const result = run();
        this.database.exec("COMMIT");
        return result;
      } catch (error) {
        this.#rollBack();
        throw error;
      }
    } catch (error) {
      throw namedSqliteError(error);
    }
  }

  #rollBack(): void {
    try {
      this.database.exec("ROLLBACK");
    } catch {
      // A full disk ends a transaction by itself; the first error is the one that says so.
    }
  }
}
