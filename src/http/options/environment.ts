import { isObject, memberOf } from "../../schemas/objects/is-object.js";

/** The process environment where there is one (Node, Deno, Bun, Workers with Node compatibility). */
export function environment(): Readonly<Record<string, string | undefined>> | undefined {
  const env = memberOf(memberOf(globalThis, "process"), "env");
  // An environment maps names to texts in every runtime that has one.
  return isObject(env) ? (env as Record<string, string | undefined>) : undefined;
}
