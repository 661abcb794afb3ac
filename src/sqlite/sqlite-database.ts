/** A value that SQLite keeps. */
export type SqliteValue = string | number | null;

/** A prepared statement, as far as a queue uses it. What it takes is `SqliteValue`s; `never` lets the types of every driver fit. */
export interface SqliteStatement {
  run(...values: never[]): { readonly changes: number | bigint };
  get(...values: never[]): unknown;
  all(...values: never[]): unknown[];
}

/** An open database: a `DatabaseSync` of `node:sqlite`, a `Database` of better-sqlite3, or what has the same methods. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
}

/** The class of such databases. */
export type SqliteDatabaseClass = new (file: string) => SqliteDatabase;
