import { PGlite } from "@electric-sql/pglite";
import { Redis } from "ioredis";
import { RATE_SCRIPT } from "../../../../src/bullmq/rate-script.js";
import type { RateStoreReport, RateStoreRequest } from "../../../../src/http/rate/shared/rate-store.js";
import {
  EMPTY_RATE_STATE,
  type SharedRateState,
  stepAcquire,
  stepRelease,
} from "../../../../src/http/rate/shared/shared-rate-state.js";
import { rateFunction } from "../../../../src/pg-boss/rate-function.js";
import { startRedis } from "../../../support/services.js";

/** One step of a store, at a given time. */
export type Step =
  | { readonly kind: "acquire"; readonly request: RateStoreRequest; readonly nowMs: number }
  | {
      readonly kind: "release";
      readonly id: string;
      readonly report: RateStoreReport;
      readonly nowMs: number;
    };

/** A definition of the steps: what it replies, and what it keeps afterwards. */
export interface StoreModel {
  readonly name: string;
  /** Forgets all. */
  begin(): Promise<void>;
  run(step: Step): Promise<{ readonly reply: unknown; readonly state: unknown }>;
  /** Goes on with another text of the function or the script. */
  redefine?(text: string): Promise<void>;
  end(): Promise<void>;
}

const inputOf = (step: Step): string =>
  JSON.stringify(step.kind === "acquire" ? step.request : { id: step.id, report: step.report });

export function typeScriptModel(): StoreModel {
  let state: SharedRateState = EMPTY_RATE_STATE;
  return {
    name: "TypeScript",
    begin: async () => {
      state = EMPTY_RATE_STATE;
    },
    async run(step) {
      let reply: unknown = "released";
      if (step.kind === "acquire") {
        const next = stepAcquire(state, step.request, step.nowMs);
        [state, reply] = [next.state, next.decision];
      } else state = stepRelease(state, step.id, step.report, step.nowMs);
      return { reply, state: JSON.parse(JSON.stringify(state)) };
    },
    end: async () => undefined,
  };
}

/** The function on a PostgreSQL in this process. `text`: its definition in the schema `s`, by default the one that ships. */
export async function sqlModel(text: string = rateFunction("s")): Promise<StoreModel> {
  const database = await PGlite.create();
  await database.exec(
    `create schema s; create table s.rate (account text primary key, state jsonb not null);`,
  );
  await database.exec(text);
  return {
    name: "PostgreSQL",
    redefine: async (other) => void (await database.exec(other)),
    begin: async () => void (await database.exec("delete from s.rate")),
    async run(step) {
      const called = await database.query<{ reply: { released?: true } }>(
        "select s.rate_step_1('a', $1, $2::text::jsonb, $3) as reply",
        [step.kind, inputOf(step), step.nowMs],
      );
      const kept = await database.query<{ state: unknown }>("select state from s.rate");
      const reply = called.rows[0]?.reply;
      return { reply: reply?.released ? "released" : reply, state: kept.rows[0]?.state };
    },
    end: () => database.close(),
  };
}

/** The script on a Redis of its own; undefined when none is installed. */
export async function luaModel(): Promise<StoreModel | undefined> {
  const service = await startRedis();
  if (service === undefined) return undefined;
  const redis = new Redis({ port: service.port, host: "127.0.0.1" });
  let script = RATE_SCRIPT;
  return {
    name: "Redis",
    redefine: async (other) => {
      script = other;
    },
    begin: async () => void (await redis.flushall()),
    async run(step) {
      const reply = String(
        await redis.eval(script, 1, "a", step.kind, inputOf(step), String(step.nowMs), "1000000"),
      );
      const state: unknown = JSON.parse((await redis.get("a")) ?? "null");
      return { reply: reply === "released" ? reply : JSON.parse(reply), state };
    },
    async end() {
      redis.disconnect();
      await service.stop();
    },
  };
}
