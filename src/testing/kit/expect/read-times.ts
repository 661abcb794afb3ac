import { FakeUsageError } from "../options/fake-usage-error.js";

/**
 * Reads how often something is expected to have happened.
 *
 * @throws FakeUsageError for anything but a whole number from `least`
 */
export function readTimes(times: unknown, least: number): number | undefined {
  if (times === undefined) return undefined;
  if (typeof times === "number" && Number.isInteger(times) && times >= least) return times;
  throw new FakeUsageError(`times must be a whole number from ${least}.`);
}
