import { isObject } from "../../schemas/objects/is-object.js";
import type { Observer } from "./observer.js";

/** Calls an observer so that nothing it does can disturb the call; returns what it returned. */
export function notify<Name extends keyof Observer>(
  observer: Observer | undefined,
  name: Name,
  event: Parameters<NonNullable<Observer[Name]>>[0],
): unknown {
  if (observer === undefined) return undefined;
  try {
    if (typeof observer[name] !== "function") return undefined;
    // The event type belongs to the name by this function's signature, which TypeScript cannot follow into the union.
    const returned: unknown = (observer[name] as (event: unknown) => unknown)(event);
    // By its shape: a promise of another realm (Jest's) is not an `instanceof Promise`, and would end the process all the same.
    if (isObject(returned) && "then" in returned) {
      Promise.resolve(returned).catch(() => undefined);
    }
    return returned;
  } catch {
    return undefined;
  }
}
