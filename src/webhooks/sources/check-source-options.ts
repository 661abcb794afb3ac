import { refuseSetup } from "../signatures/refuse-setup.js";

/**
 * Checks that an option is a function, before the first webhook needs it.
 *
 * @throws InvalidInputError when it is not
 */
export function requireFunction(value: unknown, option: string, purpose: string): void {
  if (typeof value !== "function") refuseSetup("missing", option, `must be a function that ${purpose}`);
}

/**
 * Checks that an option has a value, so that an unset environment variable is refused here and not by the platform.
 *
 * @throws InvalidInputError when it is blank or not text; a number is taken where `orNumber` is set
 */
export function requireText(value: unknown, option: string, what: string, orNumber = false): void {
  if (typeof value === "string" && value.trim() !== "") return;
  if (orNumber && Number.isSafeInteger(value)) return;
  refuseSetup("missing", option, `must be ${what}. Is the environment variable set?`);
}

/**
 * Checks that an option, if given, is a number of milliseconds.
 *
 * @throws InvalidInputError when it is not a number of at least `leastMs`
 */
export function requireMilliseconds(value: unknown, option: string, leastMs: number): void {
  if (value === undefined || (typeof value === "number" && value >= leastMs)) return;
  refuseSetup("invalid", option, `must be a number of milliseconds of at least ${leastMs}`);
}
