import type { EngineFinding, PutOptions, PutResult } from "../queue/engine/queue-engine.js";
import type { NewState } from "../queue/engine/stored-state.js";
import { SqlEngine } from "./sql/sql-engine.js";
import type { SqliteConnection } from "./sqlite-connection.js";
import { joinTransaction, putState } from "./sqlite-states.js";
import type { SqliteTables } from "./sqlite-tables.js";
import { checkSqlite } from "./sqlite-upkeep.js";

/** The tables in a file, which the shop's own transactions can join. */
export class SqliteEngine extends SqlEngine {
  override readonly name = "sqlite";
  readonly #own: SqliteConnection;
  readonly #isOwn: boolean;

  constructor(connection: SqliteConnection, tables: SqliteTables, isOwn: boolean) {
    super(connection, tables);
    this.#own = connection;
    this.#isOwn = isOwn;
  }

  override async put(state: NewState, options: PutOptions): Promise<PutResult> {
    const { transaction, ...times } = options;
    if (transaction === undefined) return super.put(state, options);
    return putState(joinTransaction(this.#own, transaction), this.tables, state, times);
  }

  async check(): Promise<readonly EngineFinding[]> {
    return checkSqlite(this.connection, this.tables);
  }

  override async close(): Promise<void> {
    if (this.#isOwn) this.#own.database.close();
  }
}
