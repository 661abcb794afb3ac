import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { borderPlans } from "./store-borders.js";
import { luaModel, type Step, type StoreModel, sqlModel, typeScriptModel } from "./store-models.js";
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

async function expectEqual(steps: readonly Step[]): Promise<void> {
  const runs = [];
  for (const model of models) runs.push(await model.run(steps));
  for (const run of runs) expect(run).toEqual(runs[0]);
}

it("come to the same decisions and keep the same state in TypeScript, in PostgreSQL and in Redis", async () => {
  await fc.assert(fc.asyncProperty(storeSteps, expectEqual), { numRuns: Number(process.env.RUNS ?? 60) });
}, 120_000);

it("come to the same decisions at the borders of windows, leases, pauses and reserves", async () => {
  for (const plan of borderPlans) await expectEqual(plan);
});
