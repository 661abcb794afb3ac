import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleNames, sampleOf } from "../../platforms/mappers.js";
import { receive, trials } from "./trials.js";

const marker = "privatina";
const awkward = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(null, "", [], {}, 0, -1, 1e300, true, [null], marker, `${marker}@example.com`),
  fc.constantFrom<unknown>(
    "__proto__",
    "constructor",
    "1e400",
    "2026-13-45",
    "\ud800",
    "0x10",
    "9".repeat(400),
  ),
);

/** The same JSON with something else in the place that a number stands for. */
function damaged(value: unknown, place: number, replacement: unknown): unknown {
  let left = place;
  const walk = (one: unknown): unknown => {
    if (left === 0) {
      left = -1;
      return replacement;
    }
    left -= 1;
    if (typeof one !== "object" || one === null) return typeof one === "bigint" ? Number(one) : one;
    if (Array.isArray(one)) return one.map(walk);
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}

describe.each(trials)("a signed hook of $platform that is damaged anywhere", (trial) => {
  const samples = sampleNames(trial.platform).map(sampleOf);

  it("gets 200, and nothing of the customer stands in an error", async () => {
    const hooks = fc.tuple(fc.nat(samples.length - 1), fc.nat(160), awkward);
    await fc.assert(
      fc.asyncProperty(hooks, async ([which, place, replacement]) => {
        const order = damaged(samples[which], place, replacement);
        const { response, rejected } = await receive(trial, order, trial.hook(JSON.stringify(order)));
        expect(response.status).toBe(200);
        for (const { error } of rejected) expect(String(error)).not.toMatch(/privatina|@example/);
      }),
      { numRuns: 150 },
    );
  });
});
