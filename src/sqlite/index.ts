export { createSqliteQueue, type SqliteQueue, type SqliteQueueOptions } from "./create-sqlite-queue.js";
export type {
  SqliteDatabase,
  SqliteDatabaseClass,
  SqliteStatement,
  SqliteValue,
} from "./sqlite-database.js";
