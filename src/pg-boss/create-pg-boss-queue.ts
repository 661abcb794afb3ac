import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { installedVersion } from "../peers/installed-version.js";
import { ownRequire } from "../peers/own-require.js";
import { checkQueueOptions } from "../queue/check-queue-options.js";
import { createOrderQueue } from "../queue/create-order-queue.js";
import type { OrderQueue } from "../queue/order-queue.js";
import { QUEUE_DEFAULTS, type QueueOptions } from "../queue/queue-options.js";
import type { PgBossLike } from "./boss-like.js";
import { hearErrors } from "./hear-errors.js";
import { PgBossEngine } from "./pg-boss-engine.js";
import { quotedSchema } from "./quoted-schema.js";

export interface PgBossQueueOptions extends QueueOptions {
  /** A `PgBoss` of version 12.38 or a later 12, started. It stays yours: `close` does not stop it. */
  readonly boss: PgBossLike;
  /** The schema that the `PgBoss` was given. Default `pgboss`. */
  readonly bossSchema?: string | undefined;
  /** The schema of what pg-boss has no place for, two small tables, which are made at the first use. Default `privy_orders`. */
  readonly schema?: string | undefined;
}

/** How long a worker holds an order between two heartbeats. Milliseconds. */
const defaultLeaseMs = 60_000;

/** What the engine calls; all of it is there from 12.38 on. */
const needed = [
  ...[
    "getDb",
    "createQueue",
    "getQueue",
    "send",
    "update",
    "fetch",
    "findJobs",
    "touch",
    "fail",
    "deleteJob",
  ],
  ...["retry", "getBlockedKeys", "schemaVersion"],
];

function bossIssues(boss: unknown): InputIssue[] {
  const isBoss = typeof boss === "object" && boss !== null;
  const missing = needed.filter((name) => !isBoss || typeof Reflect.get(boss, name) !== "function");
  if (missing.length === 0) return [];
  const load = ownRequire();
  const found = load === undefined ? undefined : installedVersion("pg-boss", load);
  const which = found === undefined ? "" : `; pg-boss ${found} is installed`;
  const message = `must be a PgBoss of version 12.38 or a later 12, started${which}; what was given has no ${missing[0]}()`;
  return [{ code: "invalid", path: ["boss"], message }];
}

/**
 * Creates a queue on pg-boss, which stores it in PostgreSQL (Node.js 22.12 or newer). The job of an order can be part
 * of the shop's own transaction: `enqueue(order, { transaction })`.
 *
 * @throws InvalidInputError when an option is unknown or wrong, or pg-boss has an unsupported version; otherwise
 *   pg-boss's own errors
 */
export async function createPgBossQueue(options: PgBossQueueOptions): Promise<OrderQueue> {
  const { boss, bossSchema = "pgboss", schema = "privy_orders", ...queueOptions } = options ?? {};
  const issues = bossIssues(boss);
  if (issues.length > 0) throw new InvalidInputError("The queue was not created", issues);
  checkQueueOptions(queueOptions, "createPgBossQueue", []);
  hearErrors(boss);
  const engine = await PgBossEngine.open({
    boss,
    name: queueOptions.name ?? QUEUE_DEFAULTS.name,
    leaseMs: queueOptions.leaseMs ?? defaultLeaseMs,
    bossSchema: quotedSchema(bossSchema, "bossSchema"),
    schema: quotedSchema(schema, "schema"),
  });
  return createOrderQueue(engine, { ...queueOptions, leaseMs: engine.leaseMs });
}
