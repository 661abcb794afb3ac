import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { isObject } from "./is-object.js";

/**
 * Returns an argument that must be an object of any kind.
 *
 * @param failure what did not happen, as a sentence without its end
 * @param message what must be given, as the end of a sentence
 * @param name the argument's name; none for options
 * @throws InvalidInputError when it is none
 */
export function requireObject<Value>(value: Value, failure: string, message: string, name?: string): Value {
  if (isObject(value)) return value;
  const path = name === undefined ? [] : [name];
  throw new InvalidInputError(failure, [{ code: "invalid", path, message }]);
}
