import { InvalidInputError } from "../../errors/invalid-input-error.js";

/**
 * Refuses to set up a webhook whose option is wrong, before any hook comes.
 *
 * @throws InvalidInputError always
 */
export function refuseSetup(code: "missing" | "invalid", option: string, message: string): never {
  throw new InvalidInputError("The webhook was not set up", [{ code, path: [option], message }]);
}
