import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { parseJson } from "../../http/response/lossless-json.js";
import type { IncomingHook } from "../webhook-source.js";

/** An object of JSON, of which nothing is known yet. */
export type HookObject = Readonly<Record<string, unknown>>;

/** Whether a value of JSON is an object with fields. */
export const isHookObject = (value: unknown): value is HookObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The JSON of a hook. Ids that a number cannot hold are bigints.
 *
 * @throws InvalidInputError when the body is not JSON in UTF-8; it does not quote the body
 */
export function readHookJson({ body }: IncomingHook): unknown {
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    const message = "is not JSON in UTF-8; set the platform's webhook to JSON";
    throw new InvalidInputError("The hook was not read", [{ code: "unreadable", path: ["body"], message }]);
  }
}

/** A payload as its platform's own type: the platform has signed it, and the mapper checks each field. */
export function asSent<Order>(payload: unknown): Order {
  return payload as Order; // see above
}

/** The JSON object of a hook; an empty one where the body is JSON of another kind. */
export function readHookObject(hook: IncomingHook): HookObject {
  const value = readHookJson(hook);
  return isHookObject(value) ? value : {};
}

/** As `readHookObject`, and an empty object where the body cannot be read: for what is not known to be signed. */
export function tryReadHookObject(hook: IncomingHook): HookObject {
  try {
    return readHookObject(hook);
  } catch {
    return {};
  }
}

/** An id as text; undefined for anything that is not an id. */
export function idText(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "bigint" || Number.isSafeInteger(value) ? String(value) : undefined;
}
