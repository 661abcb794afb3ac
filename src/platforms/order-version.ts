import type { InputIssue } from "../errors/invalid-input-error.js";
import { Payload } from "./payload/payload.js";

/**
 * How new a state of an order is: the time of its last change, or the platform's own count of changes. The greater one is
 * the newer. Only versions that the same function made can be compared.
 */
export type OrderVersion = Date | number;

/** Reads a version from any value. Undefined without one: the order is then sent without protection against an older state. */
export function readVersion<Shape>(
  order: Shape,
  read: (payload: Payload<Shape>) => OrderVersion | undefined,
): OrderVersion | undefined {
  if (typeof order !== "object" || order === null) return undefined;
  const ignored: InputIssue[] = [];
  const version = read(new Payload<Shape>(order, [], ignored));
  return version === undefined || Number.isNaN(Number(version)) ? undefined : version;
}
