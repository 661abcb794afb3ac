import { describe } from "vitest";
import { Bench } from "./contract-support.js";
import { describeDelivering } from "./delivering.js";
import type { EngineUnderTest } from "./engine-under-test.js";
import { describeFailing } from "./failing.js";
import { describeLeasing } from "./leasing.js";
import { describeOperating } from "./operating.js";
import { describeStoring } from "./storing.js";

/** Tries everything that a queue promises on one engine. */
export function describeEngine(engine: EngineUnderTest): void {
  describe(`a queue on ${engine.name}`, () => {
    const bench = new Bench(engine);
    describeStoring(bench);
    describeLeasing(bench);
    describeDelivering(bench);
    describeFailing(bench);
    describeOperating(bench);
  });
}
