import type { LetterFilter } from "../queue/engine/queue-engine.js";
import type { StoredLetter, StoredState } from "../queue/engine/stored-state.js";
import { eachOfPages } from "./sql/each-of-pages.js";
import type { SqliteRow, SqlRunner } from "./sql/sql-runner.js";
import type { SqliteValue } from "./sqlite-database.js";
import { letterOfRow, stateOfRow, valuesOfState, whole } from "./sqlite-rows.js";
import type { SqliteTables } from "./sqlite-tables.js";

/** Rows are read in portions, so that a million of them are never in memory at once. */
const portion = 100;

/** The dead letters, and the states one by one. */
export class SqliteLetters {
  readonly #connection: SqlRunner;
  readonly #tables: SqliteTables;

  constructor(connection: SqlRunner, tables: SqliteTables) {
    this.#connection = connection;
    this.#tables = tables;
  }

  /** Within a transaction. The states go; one that was forgotten meanwhile, or delivered by another worker, leaves no letter. */
  bury(letters: readonly StoredLetter[]): number {
    const { dead, state } = this.#tables;
    let buried = 0;
    for (const { state: stored, reason, code = null, status = null, fields, diedAt, attempts } of letters) {
      const seq = Number(stored.id);
      if (this.#connection.run(`DELETE FROM ${state} WHERE seq = ?`, seq) === 0) continue;
      buried += this.#connection.run(
        `INSERT OR IGNORE INTO ${dead} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        seq,
        ...valuesOfState(stored),
        reason,
        code,
        status,
        JSON.stringify(fields),
        whole(diedAt),
        whole(attempts),
      );
    }
    return buried;
  }

  letters(filter: LetterFilter): AsyncIterable<StoredLetter> {
    return eachOfPages(
      (after) => this.letterPage(filter, after),
      ({ state }) => state.id,
    );
  }
  states(filter: LetterFilter): AsyncIterable<StoredState> {
    return eachOfPages(
      (after) => this.statePage(filter, after),
      ({ id }) => id,
    );
  }

  /** Some of the letters, the first of them after that id; none at the end. */
  letterPage(filter: LetterFilter, after: string): StoredLetter[] {
    return this.#page(this.#tables.dead, filter, after).map(letterOfRow);
  }
  statePage(filter: LetterFilter, after: string): StoredState[] {
    return this.#page(this.#tables.state, filter, after).map(stateOfRow);
  }

  #page(table: string, { account, orderId, reason }: LetterFilter, after: string): SqliteRow[] {
    const wanted = Object.entries({ account, order_id: orderId, reason }).filter(
      (entry): entry is [string, NonNullable<typeof reason> | string] => entry[1] !== undefined,
    );
    const where = ["seq > ?", ...wanted.map(([name]) => `${name} = ?`)].join(" AND ");
    const values: SqliteValue[] = wanted.map(([, value]) => value);
    const sql = `SELECT * FROM ${table} WHERE ${where} ORDER BY seq LIMIT ${portion}`;
    return this.#connection.all(sql, Number(after), ...values);
  }

  letter(id: string): StoredLetter | undefined {
    const row = this.#connection.get(`SELECT * FROM ${this.#tables.dead} WHERE seq = ?`, Number(id));
    return row === undefined ? undefined : letterOfRow(row);
  }

  drop(ids: readonly string[]): number {
    const sql = `DELETE FROM ${this.#tables.dead} WHERE seq = ?`;
    return this.#connection.transaction(() =>
      ids.reduce((count, id) => count + this.#connection.run(sql, Number(id)), 0),
    );
  }
}
