/** Runs SQL, as pg-boss's own `Db` and its adapters do. */
export interface BossDb {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  beginTransaction?(): Promise<{ readonly db: BossDb; commit(): Promise<void>; rollback(): Promise<void> }>;
}

/** Identifies one claim of a job; a later claim of another worker is not changed. */
export interface BossAttempt {
  readonly id: string;
  readonly retryCount: number;
}

/** A job as pg-boss returns it. */
export interface BossJob {
  readonly id: string;
  readonly data: unknown;
  readonly retryCount: number;
  readonly singletonKey: string | null;
  readonly createdOn: Date;
}

/** How a job is added. */
export interface BossSend {
  readonly id?: string;
  readonly singletonKey?: string;
  readonly priority?: number;
  readonly match?: "all";
  readonly startAfter?: number;
  readonly db?: BossDb;
}

interface Affected {
  readonly affected?: number;
}

/** The used parts of a `PgBoss`. */
export interface PgBossLike {
  /** The database that it works on. */
  getDb(): BossDb;
  /** Creates a queue. */
  createQueue(name: string, options: object): Promise<void>;
  /** Returns a queue's settings; null for an unknown one. */
  getQueue(name: string): Promise<object | null>;
  /** Adds a job, and returns its id. */
  send(name: string, data: object | null, options: BossSend): Promise<string | null>;
  /** Changes a job that waits. */
  update(name: string, data: object | null | undefined, options: BossSend): Promise<{ updated: number }>;
  /** Claims the next jobs. */
  fetch(name: string, options: object): Promise<unknown[]>;
  /** Lists jobs without claiming them. */
  findJobs(name: string, options: object): Promise<unknown[]>;
  /** Renews a claim. */
  touch(name: string, attempt: BossAttempt, options?: { db?: BossDb }): Promise<unknown>;
  /** Gives a claim back, for a later try. */
  fail(name: string, attempt: BossAttempt, data?: null, options?: { db?: BossDb }): Promise<unknown>;
  /** Removes jobs. */
  deleteJob(name: string, ids: string[], options?: { db?: BossDb }): Promise<unknown>;
  /** Lets failed jobs wait again. */
  retry(name: string, ids: string[]): Promise<unknown>;
  /** Lists keys that a failed job blocks. */
  getBlockedKeys(name: string, options?: object): Promise<string[]>;
  /** The version of its tables; null before they exist. */
  schemaVersion(): Promise<number | null>;
}

/** How many jobs a command has reached. */
export function affectedBy(response: unknown): number {
  // pg-boss declares its responses as empty objects, and documents this field.
  return (response as Affected).affected ?? 0;
}
