import type { EngineFinding, LetterFilter } from "../queue/engine/queue-engine.js";
import type { StoredLetter, StoredState } from "../queue/engine/stored-state.js";
import { QUEUE_DEFAULTS } from "../queue/queue-options.js";
import type { AccountPulse } from "../queue/worker/account-pulse.js";
import { holdOf } from "../queue/worker/hold-board.js";
import { SqlEngine } from "../sqlite/sql/sql-engine.js";
import { refuseOtherTables, type SqliteTables, tablesOf, tablesSql } from "../sqlite/sqlite-tables.js";
import { checkOrphans } from "../sqlite/sqlite-upkeep.js";
import type { OutboxStorage } from "./durable-object.js";
import { OutboxSql } from "./outbox-sql.js";

/** The note of when the object last removed outdated data, in milliseconds since 1970. */
const UPKEEP_NOTE = "upkeep";
const dayMs = 86_400_000;

export const OUTBOX_TABLES: SqliteTables = tablesOf(QUEUE_DEFAULTS.name, QUEUE_DEFAULTS.name);

export interface NextDueQuery {
  readonly nowMs: number;
  readonly lingerMs: number;
  /** What the workers of this object have seen of each account. */
  readonly pulses: ReadonlyMap<string, AccountPulse>;
}

/** The queue's tables in the storage of one Durable Object. */
export class OutboxStore extends SqlEngine {
  override readonly name = "cloudflare";

  constructor(storage: OutboxStorage) {
    const sql = new OutboxSql(storage);
    sql.transaction(() => storage.sql.exec(tablesSql(OUTBOX_TABLES)).toArray());
    refuseOtherTables(sql.get(`SELECT value FROM ${OUTBOX_TABLES.count} WHERE name = 'tables'`));
    super(sql, OUTBOX_TABLES);
  }

  /** Returns when the object has work next, Infinity for never. It runs in one turn, so that nothing is put in the meantime. */
  nextDueAt({ nowMs, lingerMs, pulses }: NextDueQuery): number {
    const notes = this.notes();
    const times = this.orders.accounts().flatMap((account) => {
      const dueAt = this.orders.nextAt(account, lingerMs, "all");
      if (dueAt === undefined) return [];
      const heldUntilMs = holdOf(notes, account, nowMs)?.untilMs ?? 0;
      return pulses.get(account)?.goesAt(dueAt, heldUntilMs, nowMs) ?? Math.max(dueAt, heldUntilMs);
    });
    return Math.min(...times, this.#upkeepAt(notes));
  }

  /** Returns when outdated letters and watermarks must be removed next; Infinity without any. */
  #upkeepAt(notes: ReadonlyMap<string, string>): number {
    const { dead, mark } = this.tables;
    const hasAny = [dead, mark].some((table) => this.connection.get(`SELECT 1 FROM ${table} LIMIT 1`));
    return hasAny ? Number(notes.get(UPKEEP_NOTE) ?? 0) + dayMs : Number.POSITIVE_INFINITY;
  }

  /** Returns whether the removal is due, and then records it as done. */
  async beginUpkeep(nowMs: number): Promise<boolean> {
    if (this.#upkeepAt(this.notes()) > nowMs) return false;
    await this.writeNote(UPKEEP_NOTE, String(nowMs));
    return true;
  }

  letterPage(filter: LetterFilter, after: string): StoredLetter[] {
    return this.kept.letterPage(filter, after);
  }
  statePage(filter: LetterFilter, after: string): StoredState[] {
    return this.kept.statePage(filter, after);
  }

  async check(): Promise<readonly EngineFinding[]> {
    return [checkOrphans(this.connection, this.tables)];
  }

  override async close(): Promise<void> {}
}
