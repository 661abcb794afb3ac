import { requireObject } from "../../schemas/objects/require-object.js";

/**
 * Returns the options of a webhook's source, verifier, listener or fetcher.
 *
 * @throws InvalidInputError when they are no object
 */
export function givenOptions<Options>(options: Options): Options {
  return requireObject(options, "The webhook was not set up", "must be an object of options");
}
