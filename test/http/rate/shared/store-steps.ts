import fc from "fast-check";
import type { RateStoreReport } from "../../../../src/http/rate/shared/rate-store.js";
import { PRIVY_WINDOWS } from "../../../../src/privy/rate-budget.js";
import type { Step } from "./store-models.js";

const startMs = 1_795_688_575_442;
const ids = fc.constantFrom("a-1", "a-2", "b-1", "b-2", "c-1", "c-2");
const shares = fc.constantFrom(0, 0.1, 0.25, 0.5, 1);
/** Small windows and coarse times, so that steps meet the borders of windows, leases and pauses. */
const inMs = fc.oneof(
  fc.integer({ min: -2_000, max: 64_000 }),
  fc.constantFrom(0, 1, 60_000, 61_500, 61_501),
);
const told = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      limit: fc.integer({ min: 1, max: 12 }),
      remaining: fc.integer({ min: 0, max: 12 }),
      inMs,
    }),
  },
  // Large ones, just above a reserve of their limit.
  {
    weight: 1,
    arbitrary: fc.record({
      limit: fc.constant(1_000),
      remaining: fc.constantFrom(102, 253, 505),
      inMs: fc.constantFrom(60_000, 61_000, 61_500),
    }),
  },
);

const windows = fc
  .tuple(fc.option(told, { nil: {} }), fc.option(told, { nil: {} }))
  .map(([day, minute]) => PRIVY_WINDOWS.map((rule, index) => ({ ...rule, ...(index === 0 ? day : minute) })));
const report: fc.Arbitrary<RateStoreReport> = fc
  .tuple(
    windows,
    fc.constantFrom("answered", "answered", "lost", "unused"),
    fc.constantFrom(undefined, undefined, 0, 1, 700, 5_000, 200_000),
  )
  .map(([all, fate, shutMs]) => ({ windows: all, fate, ...(shutMs !== undefined && { shutMs }) }));

const passed = fc.oneof(
  fc.constantFrom(0, 0, 1, 100, 499, 700, 999, 1_000, 1_001, 5_000, 15_000, 60_000, 60_000, 86_400_000),
  fc.integer({ min: 0, max: 20_000 }),
  // A clock that is set back.
  fc.constantFrom(-1, -5_000, -90_000_000),
);
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("acquire" as const),
      id: ids,
      reserveShare: shares,
      maxShare: fc.constantFrom(1, 0.9, 0.5, 0.05),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("release" as const), id: ids, report }) },
);

type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

function stepsOf(plan: readonly (readonly [number, Act])[]): Step[] {
  let nowMs = startMs;
  return plan.map(([passedMs, given]) => {
    nowMs += passedMs;
    if (given.kind === "release") return { ...given, nowMs };
    const { id, reserveShare, maxShare } = given;
    return {
      kind: "acquire",
      nowMs,
      request: { id, leaseMs: 15_000, reserveShare, maxShare, windows: PRIVY_WINDOWS },
    };
  });
}

/** Steps of a few processes, at times that the borders of windows, leases and pauses lie between. */
export const storeSteps: fc.Arbitrary<Step[]> = fc
  .array(fc.tuple(passed, act), { minLength: 1, maxLength: 40 })
  .map(stepsOf);
