import { isPlainObject } from "../../../../schemas/objects/plain-object.js";
import { checkKeys } from "../../../kit/options/check-keys.js";
import { ControlError } from "./control-error.js";

/** Reads a whole number of the query, or the default. */
export function readInteger(
  query: URLSearchParams,
  name: string,
  { least = 0, most, otherwise }: { least?: number; most: number; otherwise: number },
): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  const value = Number(text);
  if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return value;
  throw ControlError.badField(name, `must be a whole number from ${least} to ${most.toLocaleString("en")}`);
}

/** Reads one of several words of the query, or the default. */
export function readChoice<Choice extends string, Otherwise extends string | undefined>(
  query: URLSearchParams,
  name: string,
  choices: readonly Choice[],
  otherwise: Otherwise,
): Choice | Otherwise {
  const text = query.get(name);
  if (text === null) return otherwise;
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw ControlError.badField(name, `must be one of ${choices.join(", ")}`);
}

/** Reads a body that must be an object with only these members. */
export function readMembers<Name extends string>(
  body: unknown,
  names: readonly Name[],
): Partial<Readonly<Record<Name, unknown>>> {
  if (!isPlainObject(body)) throw ControlError.badRequest("The body must be a JSON object");
  checkKeys("body", body, names);
  // It has no other keys.
  return body as Partial<Readonly<Record<Name, unknown>>>;
}

/** Reads a part of the path. */
export function readParam(params: Readonly<Record<string, string>>, name: string): string {
  return params[name] ?? "";
}
