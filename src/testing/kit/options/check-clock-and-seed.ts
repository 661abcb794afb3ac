import { FakeUsageError } from "./fake-usage-error.js";

/**
 * Checks the two options that every fake has: its clock and its seed.
 *
 * @throws FakeUsageError that names the wrong option
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
