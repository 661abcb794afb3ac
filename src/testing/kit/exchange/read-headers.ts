import { isPlainObject } from "../../../schemas/objects/plain-object.js";

type HeadersOption = ConstructorParameters<typeof Headers>[0];

const plainName = /^[a-z][a-z\d-]*$/i;
const plainValue = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * Returns the headers of a call as they are sent: names in lower case and in alphabetical order, as the runtime's own
 * `Headers` returns them. A text body without a type gets the one that `fetch` sets.
 *
 * @throws TypeError as `Headers` does
 */
export function readHeaders(given: HeadersOption, isText: boolean): Readonly<Record<string, string>> {
  const read = readPlainHeaders(given, isText);
  if (read !== undefined) return read;
  const headers = new Headers(given);
  if (isText && !headers.has("content-type")) headers.set("content-type", textType);
  return Object.fromEntries(headers);
}

const textType = "text/plain;charset=UTF-8";

/** Handles the usual case without a `Headers`, which takes several times as long. */
function readPlainHeaders(given: unknown, isText: boolean): Readonly<Record<string, string>> | undefined {
  if (!isPlainObject(given)) return undefined;
  const headers: Record<string, string> = {};
  let last = "";
  let isSorted = true;
  for (const key of Reflect.ownKeys(given)) {
    if (typeof key !== "string" || !plainName.test(key)) return undefined;
    const name = key.toLowerCase();
    const value = given[key];
    if (name in headers || typeof value !== "string" || !plainValue.test(value)) return undefined;
    headers[name] = value;
    isSorted &&= last < name;
    last = name;
  }
  if (isText && headers["content-type"] === undefined) {
    headers["content-type"] = textType;
    isSorted = false;
  }
  if (isSorted) return headers;
  const sorted: Record<string, string> = {};
  for (const name of Object.keys(headers).sort()) sorted[name] = headers[name] ?? "";
  return sorted;
}
