import type { OrderQueue } from "privy-orders/queue";

/** Where a proof's queue is: every process of the proof opens it from this. */
export interface Place {
  /** `sqlite` (libsql), `node:sqlite`, `bullmq` or `pg-boss`. */
  readonly engine: string;
  /** A folder of the proof's own. */
  readonly folder: string;
  /** Where the engine's server listens; 0 without one. */
  readonly port: number;
  /** The queue's name: each proof has a queue of its own. */
  readonly name: string;
  readonly leaseMs: number;
}

/** A queue of one process. */
export interface PlacedQueue {
  readonly queue: OrderQueue;
  close(): Promise<void>;
}

async function openSqlite({ engine, folder, name, leaseMs }: Place): Promise<PlacedQueue> {
  const { createSqliteQueue } = await import("privy-orders/sqlite");
  const file = `${folder}/queue.db`;
  // A class, so that the queue closes what it has opened. `node:sqlite` is what it opens by itself.
  const database = engine === "sqlite" ? (await import("libsql")).default : undefined;
  const queue = createSqliteQueue({ file, name, leaseMs, database });
  return { queue, close: () => queue.close() };
}

async function openBullMq({ port, name, leaseMs }: Place): Promise<PlacedQueue> {
  const { createBullMqQueue } = await import("privy-orders/bullmq");
  const queue = await createBullMqQueue({ connection: { host: "127.0.0.1", port }, name, leaseMs });
  return { queue, close: () => queue.close() };
}

async function openPgBoss({ port, name, leaseMs }: Place, supervise: boolean): Promise<PlacedQueue> {
  const [{ PgBoss }, { createPgBossQueue }] = await Promise.all([
    import("pg-boss"),
    import("privy-orders/pg-boss"),
  ]);
  const at = { host: "127.0.0.1", port, user: "postgres", database: "postgres" };
  // Once a second, so that a proof does not wait for a minute until a dead worker's orders are free.
  const often = { superviseIntervalSeconds: 1, monitorIntervalSeconds: 1 };
  const boss = new PgBoss({ ...at, ...often, max: 6, schedule: false, supervise });
  // A failure shows at the call that fails.
  boss.on("error", () => undefined);
  await boss.start();
  const queue = await createPgBossQueue({ boss, name, leaseMs });
  return {
    queue,
    async close() {
      await queue.close();
      await boss.stop({ graceful: false });
    },
  };
}

/** Opens a proof's queue. `supervise`: whether pg-boss looks after dead workers in this process. */
export function openPlace(place: Place, supervise: boolean = true): Promise<PlacedQueue> {
  if (place.engine === "bullmq") return openBullMq(place);
  return place.engine === "pg-boss" ? openPgBoss(place, supervise) : openSqlite(place);
}
