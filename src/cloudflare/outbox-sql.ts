import { rowOf, type SqliteRow, type SqlRunner } from "../sqlite/sql/sql-runner.js";
import type { SqliteValue } from "../sqlite/sqlite-database.js";
import type { OutboxStorage } from "./durable-object.js";

/** The statements of a queue in a Durable Object, which keeps the prepared ones itself. */
export class OutboxSql implements SqlRunner {
  readonly #storage: OutboxStorage;

  constructor(storage: OutboxStorage) {
    this.#storage = storage;
  }

  run(sql: string, ...values: SqliteValue[]): number {
    this.#storage.sql.exec(sql, ...values).toArray();
    // The cursor's own count is one of billing: it holds what triggers and indexes wrote.
    return Number(this.get("SELECT changes() AS changed")?.changed);
  }

  get(sql: string, ...values: SqliteValue[]): SqliteRow | undefined {
    return this.all(sql, ...values)[0];
  }

  all(sql: string, ...values: SqliteValue[]): SqliteRow[] {
    return this.#storage.sql
      .exec(sql, ...values)
      .toArray()
      .map(rowOf)
      .filter((row) => row !== undefined);
  }

  transaction<Result>(run: () => Result): Result {
    return this.#storage.transactionSync(run);
  }
}
