import { InvalidInputError } from "../../errors/invalid-input-error.js";

/**
 * Refuses a wrong option of a webhook, before any request comes.
 *
 * @throws InvalidInputError always
 */
export function refuseSetup(code: "missing" | "invalid", option: string, message: string): never {
  throw new InvalidInputError("The webhook was not set up", [{ code, path: [option], message }]);
}
