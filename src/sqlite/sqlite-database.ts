/** A value that SQLite stores. */
export type SqliteValue = string | number | null;

/** The used parts of a prepared statement. It takes `SqliteValue`s; `never` makes the types of every driver fit. */
export interface SqliteStatement {
  run(...values: never[]): { readonly changes: number | bigint };
  get(...values: never[]): unknown;
  all(...values: never[]): unknown[];
}

/** An open database: a `DatabaseSync` of `node:sqlite`, a `Database` of better-sqlite3, or an object with the same methods. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
}

/** The class of such databases. */
export type SqliteDatabaseClass = new (file: string) => SqliteDatabase;
