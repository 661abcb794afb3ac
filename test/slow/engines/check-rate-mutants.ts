// Alters the rate store's step in Lua and in SQL, one operator or number at a time, and sees the comparison of the model test fail:
// tsx test/slow/engines/check-rate-mutants.ts [plans] [one mutant of how many]
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { RATE_SCRIPT } from "../../../src/bullmq/rate-script.js";
import { rateFunction } from "../../../src/pg-boss/rate-function.js";
import { borderPlans } from "../../http/rate/shared/store-borders.js";
import {
  luaModel,
  type Step,
  type StoreModel,
  sqlModel,
  typeScriptModel,
} from "../../http/rate/shared/store-models.js";
import { storeSteps } from "../../http/rate/shared/store-steps.js";
import { equivalents } from "./equivalent-mutants.js";
import { type Mutant, mutantsOf } from "./rate-mutants.js";

const [plans = 400, every = 1] = process.argv.slice(2).map(Number);

interface Plan {
  readonly steps: readonly Step[];
  /** What the definition in TypeScript replies and keeps. */
  readonly results: readonly unknown[];
}

async function agrees(model: StoreModel, { steps, results }: Plan): Promise<boolean> {
  // An altered text may not run at all.
  return isDeepStrictEqual(await model.run(steps).catch(() => "failed"), results);
}

/** Whether the comparison finds a mutant. A plan that finds one comes first for the next. */
async function isFound(model: StoreModel, { text }: Mutant, all: Plan[]): Promise<boolean> {
  try {
    await model.redefine?.(text);
  } catch {
    return true;
  }
  for (const [index, plan] of all.entries()) {
    if (await agrees(model, plan)) continue;
    all.splice(index, 1);
    all.unshift(plan);
    return true;
  }
  return false;
}

const definition = typeScriptModel();
const all: Plan[] = [];
for (const steps of [...borderPlans, ...fc.sample(storeSteps, { numRuns: plans, seed: 15 })])
  all.push({ steps, results: await definition.run(steps) });

/** The server's own clock is not part of the comparison, nor is what only names types. */
const isLua = (line: string): boolean => !/^\s*now = |'TIME'|^local floor/.test(line);
const isSql = (line: string): boolean => !/clock_timestamp|^create|^returns|ordinality/.test(line);
const lua = await luaModel();
const languages = [
  { language: "Lua", model: lua, text: RATE_SCRIPT, isTried: isLua },
  { language: "SQL", model: await sqlModel(), text: rateFunction("s"), isTried: isSql },
] as const;

let isProven = true;
for (const { language, model, text, isTried } of languages) {
  if (model === undefined) {
    console.log(`${language} was not tried: there is no server on this machine.`);
    continue;
  }
  const beganAt = Date.now();
  await model.redefine?.(text);
  for (const plan of all)
    if (!(await agrees(model, plan))) throw new Error(`${language}, unaltered, is not the definition`);
  const mutants = mutantsOf(language, text, isTried).filter((_, index) => index % every === 0);
  const left: string[] = [];
  for (const mutant of mutants) if (!(await isFound(model, mutant, all))) left.push(mutant.line);
  await model.end();
  const unexplained = left.filter((line) => !equivalents.some(([known]) => line.includes(known)));
  for (const line of unexplained) console.log(`NOT FOUND ${language}: ${line}`);
  const isGood = unexplained.length === 0;
  isProven &&= isGood;
  const seconds = Math.round((Date.now() - beganAt) / 1000);
  const counts = { mutants: mutants.length, found: mutants.length - left.length, equivalent: left.length };
  console.log(`rate-mutations: ${JSON.stringify({ language, plans, ...counts, seconds, isGood })}`);
}
process.exit(isProven ? 0 : 1);
