import type {
  AccountCounts,
  EngineFinding,
  LetterFilter,
  PutOptions,
  PutResult,
  QueueEngine,
  Settlement,
  TakenOrder,
  TakeRequest,
} from "../queue/engine/queue-engine.js";
import type { NewState, StoredLetter, StoredState } from "../queue/engine/stored-state.js";
import type { SqliteConnection } from "./sqlite-connection.js";
import { SqliteLetters } from "./sqlite-letters.js";
import { SQLITE_LANES, SqliteOrders } from "./sqlite-orders.js";
import { whole } from "./sqlite-rows.js";
import { joinTransaction, putState, reviveState } from "./sqlite-states.js";
import type { SqliteTables } from "./sqlite-tables.js";
import { checkSqlite, countSqlite, repairSqlite } from "./sqlite-upkeep.js";

/** Three tables and a dozen statements: SQLite's transactions do the hard part. */
export class SqliteEngine implements QueueEngine {
  readonly name = "sqlite";
  readonly #connection: SqliteConnection;
  readonly #tables: SqliteTables;
  readonly #letters: SqliteLetters;
  readonly #orders: SqliteOrders;
  readonly #isOwn: boolean;

  constructor(connection: SqliteConnection, tables: SqliteTables, isOwn: boolean) {
    this.#connection = connection;
    this.#tables = tables;
    this.#letters = new SqliteLetters(this.#connection, tables);
    this.#orders = new SqliteOrders(this.#connection, tables, this.#letters);
    this.#isOwn = isOwn;
  }

  async put(state: NewState, { nowMs, maxWaiting, transaction }: PutOptions): Promise<PutResult> {
    const times = { nowMs, maxWaiting };
    const own = this.#connection;
    if (transaction !== undefined)
      return putState(joinTransaction(own, transaction), this.#tables, state, times);
    return own.transaction(() => putState(own, this.#tables, state, times));
  }

  async take(request: TakeRequest): Promise<TakenOrder | undefined> {
    return this.#orders.take(request);
  }

  async renew(order: TakenOrder, times: { nowMs: number; leaseMs: number }): Promise<boolean> {
    return this.#orders.renew(order, times);
  }

  async settle(order: TakenOrder, settlement: Settlement): Promise<boolean> {
    return this.#orders.settle(order, settlement);
  }

  async accounts(): Promise<readonly string[]> {
    const sql = `SELECT DISTINCT account FROM ${this.#tables.order}`;
    return this.#connection.all(sql).map(({ account }) => String(account));
  }

  async nextAt(account: string, lingerMs: number): Promise<number | undefined> {
    const times = SQLITE_LANES.flatMap((lane) => {
      const row = this.#connection.get(
        `SELECT run_at, fresh FROM ${this.#tables.order}
         WHERE account = ? AND lane = ? AND lease IS NULL ORDER BY run_at LIMIT 1`,
        account,
        lane,
      );
      return row === undefined ? [] : Number(row.run_at) + (Number(row.fresh) === 0 ? 0 : lingerMs);
    });
    return times.length === 0 ? undefined : Math.min(...times);
  }

  letters(filter: LetterFilter): AsyncIterable<StoredLetter> {
    return this.#letters.letters(filter);
  }
  async letter(id: string): Promise<StoredLetter | undefined> {
    return this.#letters.letter(id);
  }
  async dropLetters(ids: readonly string[]): Promise<number> {
    return this.#letters.drop(ids);
  }
  states(filter: LetterFilter): AsyncIterable<StoredState> {
    return this.#letters.states(filter);
  }

  async revive(states: readonly StoredState[], nowMs: number): Promise<number> {
    return this.#connection.transaction(() => {
      const revived = states.filter((state) => reviveState(this.#connection, this.#tables, state, nowMs));
      return revived.length;
    });
  }

  async erase(states: readonly StoredState[]): Promise<number> {
    return this.#connection.transaction(() => {
      const sql = `DELETE FROM ${this.#tables.state} WHERE seq = ?`;
      const erased = states.reduce((count, { id }) => count + this.#connection.run(sql, Number(id)), 0);
      for (const { account, orderId } of states) this.#orders.clear(account, orderId);
      return erased;
    });
  }

  async bury(letters: readonly StoredLetter[]): Promise<number> {
    return this.#connection.transaction(() => {
      const buried = this.#letters.bury(letters);
      for (const { state } of letters) this.#orders.clear(state.account, state.orderId);
      return buried;
    });
  }

  async readNotes(): Promise<ReadonlyMap<string, string>> {
    const rows = this.#connection.all(`SELECT name, value FROM ${this.#tables.note}`);
    return new Map(rows.map(({ name, value }) => [String(name), String(value)]));
  }

  async writeNote(name: string, value: string | undefined): Promise<void> {
    const { note } = this.#tables;
    this.#connection.transaction(() => {
      if (value === undefined) this.#connection.run(`DELETE FROM ${note} WHERE name = ?`, name);
      else this.#connection.run(`INSERT OR REPLACE INTO ${note} VALUES (?, ?)`, name, value);
    });
  }

  async counts(nowMs: number): Promise<readonly AccountCounts[]> {
    return countSqlite(this.#connection, this.#tables, nowMs);
  }

  async prune({ deadMs, watermarkMs }: { deadMs: number; watermarkMs: number }): Promise<void> {
    const { dead, mark } = this.#tables;
    this.#connection.transaction(() => {
      this.#connection.run(`DELETE FROM ${dead} WHERE died_at < ?`, whole(deadMs));
      this.#connection.run(`DELETE FROM ${mark} WHERE at < ?`, whole(watermarkMs));
    });
  }

  async repair(nowMs: number): Promise<number> {
    return this.#connection.transaction(() => repairSqlite(this.#connection, this.#tables, nowMs));
  }

  async check(): Promise<readonly EngineFinding[]> {
    return checkSqlite(this.#connection, this.#tables);
  }

  async close(): Promise<void> {
    if (this.#isOwn) this.#connection.database.close();
  }
}
