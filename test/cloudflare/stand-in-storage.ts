import Libsql from "libsql";
import type { OutboxStorage } from "privy-orders/cloudflare";

/** What Cloudflare refuses in `sql.exec`. */
const refused =
  /^\s*(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|ATTACH|VACUUM|PRAGMA (?!quick_check|table_info))/i;

/**
 * A Durable Object's storage over SQLite, with its rules: what is written in one turn is written as one, and is lost with the
 * object until it is flushed; no transactions by statements; an object that is gone cannot write.
 */
export class StandInStorage {
  readonly #database = new Libsql(":memory:");
  #isOpen = false;
  #flushing: Promise<void> | undefined;
  #generation = 0;
  /** Storage operations that are awaited: the input gate lets no event in meanwhile. */
  pending = 0;
  /** Called when the alarm may have changed. */
  onAlarm: (atMs: number | undefined) => void = () => undefined;
  /** A failure of the next statements. */
  failure: Error | undefined;

  constructor() {
    this.#database.exec("CREATE TABLE _cf_alarm(at INT)");
  }

  get alarm(): number | undefined {
    const row: unknown = this.#database.prepare("SELECT at FROM _cf_alarm").get();
    return typeof row === "object" && row !== null && "at" in row ? Number(row.at) : undefined;
  }

  setAlarm(atMs: number | undefined): void {
    this.#open();
    this.#database.exec("DELETE FROM _cf_alarm");
    if (atMs !== undefined) this.#database.prepare("INSERT INTO _cf_alarm VALUES (?)").run(atMs);
    this.onAlarm(atMs);
  }

  #open(): void {
    if (!this.#isOpen) this.#database.exec("BEGIN");
    this.#isOpen = true;
    this.#flushing ??= new Promise((resolve) => setImmediate(resolve)).then(() => this.#flush());
  }

  #flush(): void {
    if (this.#isOpen) this.#database.exec("COMMIT");
    this.#isOpen = false;
    this.#flushing = undefined;
  }

  /** The object dies: what was not flushed is gone, and it can reach the storage no more. */
  crash(): void {
    this.#generation += 1;
    if (this.#isOpen) this.#database.exec("ROLLBACK");
    this.#isOpen = false;
    this.onAlarm(this.alarm);
  }

  close(): void {
    this.#generation += 1;
    this.#flush();
    this.#database.close();
  }

  #exec(sql: string, bindings: readonly (string | number | null)[]): unknown[] {
    if (this.failure !== undefined) throw this.failure;
    if (refused.test(sql)) throw new Error("not authorized: SQLITE_AUTH");
    this.#open();
    if (bindings.length === 0 && /;\s*\S/.test(sql)) {
      this.#database.exec(sql);
      return [];
    }
    const statement = this.#database.prepare(sql);
    if (statement.reader) return statement.all(...bindings);
    statement.run(...bindings);
    return [];
  }

  #transaction<Result>(run: () => Result): Result {
    this.#open();
    this.#database.exec("SAVEPOINT own");
    try {
      const result = run();
      if (result instanceof Promise) throw new TypeError("transactionSync() takes no async function");
      this.#database.exec("RELEASE own");
      return result;
    } catch (error) {
      this.#database.exec("ROLLBACK TO own; RELEASE own");
      throw error;
    }
  }

  /** The storage as one life of the object sees it. */
  forObject(): OutboxStorage {
    const generation = this.#generation;
    const mine = (): void => {
      if (generation !== this.#generation) throw new Error("The Durable Object was reset.");
    };
    const operate = async <Value>(run: () => Value): Promise<Value> => {
      mine();
      this.pending += 1;
      try {
        return run();
      } finally {
        await undefined;
        this.pending -= 1;
      }
    };
    return {
      sql: {
        exec: (sql, ...bindings) => {
          mine();
          const rows = this.#exec(sql, bindings);
          return { toArray: () => rows };
        },
      },
      transactionSync: (run) => {
        mine();
        return this.#transaction(run);
      },
      getAlarm: () => operate(() => this.alarm ?? null),
      setAlarm: (atMs) => operate(() => this.setAlarm(Math.floor(atMs))),
      deleteAlarm: () => operate(() => this.setAlarm(undefined)),
      sync: async () => {
        await operate(() => undefined);
        await this.#flushing;
        mine();
      },
    };
  }
}
