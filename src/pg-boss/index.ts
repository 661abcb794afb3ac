export type { BossAttempt, BossDb, BossSend, PgBossLike } from "./boss-like.js";
export { createPgBossQueue, type PgBossQueueOptions } from "./create-pg-boss-queue.js";
export {
  type PostgresQuery,
  type PostgresRateStoreOptions,
  postgresRateStore,
} from "./postgres-rate-store.js";
