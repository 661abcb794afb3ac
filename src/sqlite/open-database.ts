import { InvalidInputError } from "../errors/invalid-input-error.js";
import { namedSqliteError } from "./sqlite-connection.js";
import type { SqliteDatabase, SqliteDatabaseClass } from "./sqlite-database.js";

export interface OpenOptions {
  readonly file: string | undefined;
  readonly database: SqliteDatabase | SqliteDatabaseClass | undefined;
}

/** A database, and whether the queue has to close it. */
export interface OpenedDatabase {
  readonly database: SqliteDatabase;
  readonly isOwn: boolean;
}

function refuse(path: string, message: string): never {
  throw new InvalidInputError("The queue was not created", [{ code: "invalid", path: [path], message }]);
}

const isDatabase = (value: unknown): value is SqliteDatabase =>
  typeof value === "object" &&
  value !== null &&
  ["exec", "prepare"].every((name) => typeof Reflect.get(value, name) === "function");

/** Node's own, where there is one. Looked up when it is needed: this file loads in every runtime. */
function builtInClass(): SqliteDatabaseClass | undefined {
  const runtime: unknown = Reflect.get(globalThis, "process");
  if (typeof runtime !== "object" || runtime === null) return undefined;
  const load: unknown = Reflect.get(runtime, "getBuiltinModule");
  if (typeof load !== "function") return undefined;
  const module: unknown = Reflect.apply(load, runtime, ["node:sqlite"]);
  if (typeof module !== "object" || module === null) return undefined;
  // Node's documentation says that it is the class of databases.
  return Reflect.get(module, "DatabaseSync") as SqliteDatabaseClass | undefined;
}

function cannotOpen(error: unknown): boolean {
  const code: unknown = Reflect.get(Object(namedSqliteError(error)), "code");
  return code === "SQLITE_CANTOPEN" || (error instanceof TypeError && /directory/.test(error.message));
}

/**
 * Opens the file, or uses the given database.
 *
 * @throws InvalidInputError when there is none, and no way to open one
 */
export function openDatabase({ file, database }: OpenOptions): OpenedDatabase {
  if (isDatabase(database)) return { database, isOwn: false };
  if (database !== undefined && typeof database !== "function")
    refuse("database", "must be an open database of better-sqlite3 or node:sqlite, or its class");
  if (typeof file !== "string" || file === "")
    refuse("file", "must be the path of the queue's database file");
  const Opener = database ?? builtInClass();
  if (Opener === undefined)
    refuse(
      "database",
      "is needed here, since node:sqlite requires Node 22.13: pass a database of better-sqlite3",
    );
  try {
    return { database: new Opener(file), isOwn: true };
  } catch (error) {
    // A driver that cannot be loaded says so itself.
    if (!cannotOpen(error)) throw error;
    return refuse(
      "file",
      "cannot be opened: its folder must exist, and this process must be able to write there",
    );
  }
}
