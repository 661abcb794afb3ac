import type { RateStore, RateStoreDecision } from "../index.js";
import { requireObject } from "../schemas/objects/require-object.js";
import { quotedSchema } from "./quoted-schema.js";
import { rateFunction } from "./rate-function.js";

/** Runs one SQL statement and gives its rows: as `{ rows }` (pg, PGlite, pg-boss) or as a list (postgres.js). */
export type PostgresQuery = (text: string, values?: unknown[]) => Promise<unknown>;

/** Options of `postgresRateStore`. */
export interface PostgresRateStoreOptions {
  /** Runs a statement outside of the shop's own transactions: `(text, values) => pool.query(text, values)`. */
  query: PostgresQuery;
  /** The Privy account whose rate limit it is; a name of your own, the same in every process. */
  account: string;
  /** The schema of its table and function, which are made at the first use. Default `privy_orders`. */
  schema?: string | undefined;
}

function firstRow(result: unknown): Record<string, unknown> {
  // What `query` promises: rows, as a list or within an object.
  const rows = (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as Record<
    string,
    unknown
  >[];
  return rows[0] ?? {};
}

/**
 * Creates a rate store in one row of PostgreSQL (13 or newer), for `createSharedRateBudget`. Each step is one
 * statement, by the server's own clock. The first use creates a schema, a table and a function: run it once as a role
 * that may, or grant `CREATE` on the database.
 *
 * @throws InvalidInputError when the schema's name is not valid in SQL
 */
export function postgresRateStore(options: PostgresRateStoreOptions): RateStore {
  requireObject(options, "The rate store was not created", "must be { query, account }");
  const { query, account, schema: name = "privy_orders" } = options;
  const schema = quotedSchema(name, "schema");
  let ready: Promise<void> | undefined;

  const prepare = async (): Promise<void> => {
    const call = `${schema}.rate_step_1(text,text,jsonb,bigint)`;
    const found = firstRow(await query("select to_regprocedure($1) is not null as ready", [call]));
    if (found.ready === true) return;
    // One statement, so that any way to query can run it; the lock keeps two processes from making the same thing at once.
    await query(`do $prepare$ begin
      perform pg_advisory_xact_lock(hashtext('privy-orders rate'));
      create schema if not exists ${schema};
      create table if not exists ${schema}.rate (account text primary key, state jsonb not null);
      execute $text$${rateFunction(schema)}$text$;
    end $prepare$`);
  };
  const step = async (kind: "acquire" | "release", input: object): Promise<unknown> => {
    ready ??= prepare();
    try {
      await ready;
    } catch (error) {
      ready = undefined;
      throw error;
    }
    const text = `select ${schema}.rate_step_1($1, $2, $3::text::jsonb) as reply`;
    return firstRow(await query(text, [account, kind, JSON.stringify(input)])).reply;
  };

  return {
    async acquire(request) {
      // The function's own reply.
      return (await step("acquire", request)) as RateStoreDecision;
    },
    async release(id, report) {
      await step("release", { id, report });
    },
  };
}
