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

/** What a step has replied, and what is kept afterwards. */
export interface StepResult {
  readonly reply: unknown;
  readonly state: unknown;
}

/** A definition of the steps. */
export interface StoreModel {
  readonly name: string;
  /** Runs steps, one after the other, on a store that knows nothing. */
  run(steps: readonly Step[]): Promise<StepResult[]>;
  /** Goes on with another text of the function or the script. */
  redefine?(text: string): Promise<void>;
  end(): Promise<void>;
}

const inputOf = (step: Step): object =>
  step.kind === "acquire" ? step.request : { id: step.id, report: step.report };

export function typeScriptModel(): StoreModel {
  return {
    name: "TypeScript",
    async run(steps) {
      let state: SharedRateState = EMPTY_RATE_STATE;
      return steps.map((step) => {
        let reply: unknown = "released";
        if (step.kind === "acquire") {
          const next = stepAcquire(state, step.request, step.nowMs);
          [state, reply] = [next.state, next.decision];
        } else state = stepRelease(state, step.id, step.report, step.nowMs);
        return { reply, state: JSON.parse(JSON.stringify(state)) };
      });
    },
    end: async () => undefined,
  };
}

/** All steps in one call: most of the time would go into calling otherwise. */
const runSteps = `create function s.run_steps(p_steps jsonb) returns jsonb language plpgsql as $$
declare
  step jsonb;
  reply jsonb;
  results jsonb := '[]';
begin
  delete from s.rate;
  for step in select value from jsonb_array_elements(p_steps) with ordinality order by ordinality loop
    reply := s.rate_step_1('a', step->>'kind', step->'input', (step->>'nowMs')::bigint);
    results := results || jsonb_build_array(jsonb_build_object('reply', reply, 'state', (select state from s.rate)));
  end loop;
  return results;
end $$`;

/** The function on a PostgreSQL in this process. */
export async function sqlModel(): Promise<StoreModel> {
  const database = await PGlite.create();
  await database.exec(
    `create schema s; create table s.rate (account text primary key, state jsonb not null);`,
  );
  await database.exec(rateFunction("s"));
  await database.exec(runSteps);
  return {
    name: "PostgreSQL",
    redefine: async (text) => void (await database.exec(text)),
    async run(steps) {
      const given = steps.map((step) => ({ kind: step.kind, input: inputOf(step), nowMs: step.nowMs }));
      const { rows } = await database.query<{ results: { reply: { released?: true }; state: unknown }[] }>(
        "select s.run_steps($1::text::jsonb) as results",
        [JSON.stringify(given)],
      );
      const results = rows[0]?.results ?? [];
      return results.map(({ reply, state }) => ({ reply: reply.released ? "released" : reply, state }));
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
  const runStep = async (step: Step): Promise<StepResult> => {
    const input = JSON.stringify(inputOf(step));
    const reply = String(await redis.eval(script, 1, "a", step.kind, input, String(step.nowMs), "1000000"));
    const state: unknown = JSON.parse((await redis.get("a")) ?? "null");
    return { reply: reply === "released" ? reply : JSON.parse(reply), state };
  };
  return {
    name: "Redis",
    redefine: async (text) => {
      script = text;
    },
    async run(steps) {
      await redis.flushall();
      const results: StepResult[] = [];
      for (const step of steps) results.push(await runStep(step));
      return results;
    },
    async end() {
      redis.disconnect();
      await service.stop();
    },
  };
}
