import { FakeUsageError } from "./fake-usage-error.js";

/**
 * Checks the two options that every fake has: where it takes the time from, and what its ids follow from.
 *
 * @throws FakeUsageError naming the option that cannot be used
 */
export function checkClockAndSeed(options: { readonly clock: unknown; readonly seed: unknown }): void {
  const { clock, seed } = options;
  const isClock =
    typeof clock === "object" &&
    clock !== null &&
    ["now", "setTimer"].every((method) => typeof Reflect.get(clock, method) === "function");
  if (!isClock) {
    throw new FakeUsageError("options.clock must be a clock: createVirtualClock() or systemClock.");
  }
  if (typeof seed !== "string" && !Number.isFinite(seed)) {
    throw new FakeUsageError("options.seed must be a number or text.");
  }
}
