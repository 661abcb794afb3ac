import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { parseJson } from "../../http/response/lossless-json.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import type { IncomingHook } from "../webhook-source.js";

/** An unchecked JSON object. */
export type HookObject = Readonly<Record<string, unknown>>;

/**
 * Parses the JSON of a webhook. Ids that a number cannot hold are bigints.
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

/** Types a payload as its platform's own: the platform has signed it, and the mapper checks each field. */
export function asSent<Order>(payload: unknown): Order {
  return payload as Order; // see above
}

/** Reads the JSON object of a webhook; an empty one for JSON of another kind. */
export function readHookObject(hook: IncomingHook): HookObject {
  const value = readHookJson(hook);
  return isRecord(value) ? value : {};
}

/** Reads as `readHookObject`, with an empty object for an unreadable body: for requests of unknown origin. */
export function tryReadHookObject(hook: IncomingHook): HookObject {
  try {
    return readHookObject(hook);
  } catch {
    return {};
  }
}

/** Returns an id as text; undefined for anything else. */
export function idText(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "bigint" || Number.isSafeInteger(value) ? String(value) : undefined;
}
