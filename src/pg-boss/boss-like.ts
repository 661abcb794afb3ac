/** Runs SQL, as pg-boss's own `Db` and its adapters do. */
export interface BossDb {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  beginTransaction?(): Promise<{ readonly db: BossDb; commit(): Promise<void>; rollback(): Promise<void> }>;
}

/** Names one claim of a job: what another worker has claimed since is left alone. */
export interface BossAttempt {
  readonly id: string;
  readonly retryCount: number;
}

export interface BossJob {
  readonly id: string;
  readonly data: unknown;
  readonly retryCount: number;
  readonly singletonKey: string | null;
  readonly createdOn: Date;
}

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

/** What of a `PgBoss` is used here. */
export interface PgBossLike {
  getDb(): BossDb;
  createQueue(name: string, options: object): Promise<void>;
  getQueue(name: string): Promise<object | null>;
  send(name: string, data: object | null, options: BossSend): Promise<string | null>;
  update(name: string, data: object | null | undefined, options: BossSend): Promise<{ updated: number }>;
  fetch(name: string, options: object): Promise<unknown[]>;
  findJobs(name: string, options: object): Promise<unknown[]>;
  touch(name: string, attempt: BossAttempt, options?: { db?: BossDb }): Promise<unknown>;
  fail(name: string, attempt: BossAttempt, data?: null, options?: { db?: BossDb }): Promise<unknown>;
  deleteJob(name: string, ids: string[], options?: { db?: BossDb }): Promise<unknown>;
  retry(name: string, ids: string[]): Promise<unknown>;
  getBlockedKeys(name: string, options?: object): Promise<string[]>;
  schemaVersion(): Promise<number | null>;
}

/** How many jobs a command has reached. */
export function affectedBy(response: unknown): number {
  // pg-boss declares its responses as empty objects, and documents this field.
  return (response as Affected).affected ?? 0;
}
