import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { luaModel, type StoreModel, sqlModel, typeScriptModel } from "./store-models.js";
import { storeSteps } from "./store-steps.js";

const models: StoreModel[] = [];

beforeAll(async () => {
  const lua = await luaModel();
  if (lua === undefined)
    console.log("The Lua script was not compared: there is no redis-server on this machine.");
  models.push(typeScriptModel(), await sqlModel(), ...(lua === undefined ? [] : [lua]));
}, 60_000);
afterAll(async () => {
  for (const model of models) await model.end();
});

it("come to the same decisions and keep the same state in TypeScript, in PostgreSQL and in Redis", async () => {
  await fc.assert(
    fc.asyncProperty(storeSteps, async (steps) => {
      const runs = [];
      for (const model of models) {
        await model.begin();
        const results = [];
        for (const step of steps) results.push(await model.run(step));
        runs.push(results);
      }
      for (const run of runs) expect(run).toEqual(runs[0]);
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  );
}, 120_000);
