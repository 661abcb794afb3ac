import { FakePrivyUsageError } from "../options/usage-error.js";

/**
 * How often something is expected to have happened.
 *
 * @throws FakePrivyUsageError when it is no whole number from `least`
 */
export function readTimes(times: unknown, least: number): number | undefined {
  if (times === undefined) return undefined;
  if (typeof times === "number" && Number.isInteger(times) && times >= least) return times;
  throw new FakePrivyUsageError(`times must be a whole number from ${least}.`);
}
