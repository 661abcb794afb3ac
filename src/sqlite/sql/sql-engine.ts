import type {
  AccountCounts,
  LetterFilter,
  PutOptions,
  PutResult,
  QueueEngine,
  Settlement,
  TakenOrder,
  TakeRequest,
} from "../../queue/engine/queue-engine.js";
import type { NewState, StoredLetter, StoredState } from "../../queue/engine/stored-state.js";
import { SqliteLetters } from "../sqlite-letters.js";
import { SqliteOrders } from "../sqlite-orders.js";
import { whole } from "../sqlite-rows.js";
import { putState, reviveState } from "../sqlite-states.js";
import type { SqliteTables } from "../sqlite-tables.js";
import { countSqlite, repairSqlite } from "../sqlite-upkeep.js";
import type { SqlRunner } from "./sql-runner.js";

/** Three tables and a dozen statements: SQLite's transactions do the hard part, wherever the tables lie. */
export abstract class SqlEngine implements QueueEngine {
  abstract readonly name: string;
  protected readonly connection: SqlRunner;
  protected readonly tables: SqliteTables;
  protected readonly kept: SqliteLetters;
  protected readonly orders: SqliteOrders;

  constructor(connection: SqlRunner, tables: SqliteTables) {
    this.connection = connection;
    this.tables = tables;
    this.kept = new SqliteLetters(connection, tables);
    this.orders = new SqliteOrders(connection, tables, this.kept);
  }

  abstract close(): Promise<void>;

  async put(state: NewState, { nowMs, maxWaiting }: PutOptions): Promise<PutResult> {
    const times = { nowMs, maxWaiting };
    return this.connection.transaction(() => putState(this.connection, this.tables, state, times));
  }

  async take(request: TakeRequest): Promise<TakenOrder | undefined> {
    return this.orders.take(request);
  }

  async renew(order: TakenOrder, times: { nowMs: number; leaseMs: number }): Promise<boolean> {
    return this.orders.renew(order, times);
  }

  async settle(order: TakenOrder, settlement: Settlement): Promise<boolean> {
    return this.orders.settle(order, settlement);
  }

  async accounts(): Promise<readonly string[]> {
    return this.orders.accounts();
  }

  async nextAt(account: string, lingerMs: number): Promise<number | undefined> {
    return this.orders.nextAt(account, lingerMs, "waiting");
  }

  letters(filter: LetterFilter): AsyncIterable<StoredLetter> {
    return this.kept.letters(filter);
  }
  async letter(id: string): Promise<StoredLetter | undefined> {
    return this.kept.letter(id);
  }
  async dropLetters(ids: readonly string[]): Promise<number> {
    return this.kept.drop(ids);
  }
  states(filter: LetterFilter): AsyncIterable<StoredState> {
    return this.kept.states(filter);
  }

  async revive(states: readonly StoredState[], nowMs: number): Promise<number> {
    return this.connection.transaction(() => {
      const revived = states.filter((state) => reviveState(this.connection, this.tables, state, nowMs));
      return revived.length;
    });
  }

  async erase(states: readonly StoredState[]): Promise<number> {
    return this.connection.transaction(() => {
      const sql = `DELETE FROM ${this.tables.state} WHERE seq = ?`;
      const erased = states.reduce((count, { id }) => count + this.connection.run(sql, Number(id)), 0);
      for (const { account, orderId } of states) this.orders.clear(account, orderId);
      return erased;
    });
  }

  async bury(letters: readonly StoredLetter[]): Promise<number> {
    return this.connection.transaction(() => {
      const buried = this.kept.bury(letters);
      for (const { state } of letters) this.orders.clear(state.account, state.orderId);
      return buried;
    });
  }

  async readNotes(): Promise<ReadonlyMap<string, string>> {
    return this.notes();
  }

  protected notes(): ReadonlyMap<string, string> {
    const rows = this.connection.all(`SELECT name, value FROM ${this.tables.note}`);
    return new Map(rows.map(({ name, value }) => [String(name), String(value)]));
  }

  async writeNote(name: string, value: string | undefined): Promise<void> {
    const { note } = this.tables;
    this.connection.transaction(() => {
      if (value === undefined) this.connection.run(`DELETE FROM ${note} WHERE name = ?`, name);
      else this.connection.run(`INSERT OR REPLACE INTO ${note} VALUES (?, ?)`, name, value);
    });
  }

  async counts(nowMs: number): Promise<readonly AccountCounts[]> {
    return countSqlite(this.connection, this.tables, nowMs);
  }

  async prune({ deadMs, watermarkMs }: { deadMs: number; watermarkMs: number }): Promise<void> {
    const { dead, mark } = this.tables;
    this.connection.transaction(() => {
      this.connection.run(`DELETE FROM ${dead} WHERE died_at < ?`, whole(deadMs));
      this.connection.run(`DELETE FROM ${mark} WHERE at < ?`, whole(watermarkMs));
    });
  }

  async repair(nowMs: number): Promise<number> {
    return this.connection.transaction(() => repairSqlite(this.connection, this.tables, nowMs));
  }
}
