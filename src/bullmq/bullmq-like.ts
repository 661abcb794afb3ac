/** The used parts of a Redis client, as BullMQ returns it. */
export interface MailboxClient {
  eval(script: string, keyCount: number, ...keysAndValues: string[]): Promise<unknown>;
  get(key: string): Promise<string | null>;
  exists(key: string): Promise<number>;
  hget(key: string, field: string): Promise<string | null>;
  hset(key: string, field: string, value: string): Promise<unknown>;
  hdel(key: string, field: string): Promise<unknown>;
  hgetall(key: string): Promise<Record<string, string>>;
  smembers(key: string): Promise<string[]>;
  zcard(key: string): Promise<number>;
  zrange(key: string, from: string, to: string): Promise<string[]>;
  zrangebyscore(key: string, from: string, to: string): Promise<string[]>;
  zscore(key: string, member: string): Promise<string | null>;
  info(): Promise<string>;
  config(kind: "GET", name: string): Promise<unknown>;
}

/** The used parts of ioredis. */
export interface IoRedisLike {
  readonly Redis: new (
    options: object,
  ) => MailboxClient & {
    disconnect(): void;
    on(event: "error", listener: (error: Error) => void): unknown;
  };
}

export interface BullJob {
  readonly id?: string | undefined;
  readonly data: unknown;
  readonly stalledCounter: number;
  extendLock(token: string, durationMs: number): Promise<number>;
  moveToCompleted(value: unknown, token: string, fetchNext: boolean): Promise<unknown>;
  moveToDelayed(timestamp: number, token: string): Promise<void>;
  moveToWait(token: string): Promise<unknown>;
  changePriority(options: { priority: number }): Promise<void>;
}

export interface BullQueue {
  add(name: string, data: object, options: object): Promise<{ readonly id?: string | undefined }>;
  getJob(id: string): Promise<BullJob | undefined>;
  getActive(): Promise<readonly BullJob[]>;
  on(event: "error", listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

export interface BullWorker {
  getNextJob(token: string, options: { block: boolean }): Promise<BullJob | undefined>;
  startStalledCheckTimer(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): unknown;
  close(force?: boolean): Promise<void>;
}

/** The used parts of BullMQ. */
export interface BullMqLike {
  readonly Queue: new (name: string, options: object) => BullQueue;
  readonly Worker: new (name: string, processor: null, options: object) => BullWorker;
}
