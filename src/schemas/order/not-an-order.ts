import type { Refusal } from "../../errors/invalid-input-error.js";
import { tagOf } from "../objects/tag-of.js";

const invalid = (message: string): Refusal => ({ code: "invalid", message });

/** What is wrong with a value that has no fields of an order, and what to do about it. */
export function notAnOrder(value: unknown): Refusal {
  if (value === undefined || value === null)
    return { code: "missing", message: "is missing: pass an object with the fields of one order" };
  if (typeof value === "string") return invalid("is text: pass JSON.parse(text)");
  if (typeof value === "function") return invalid("is a function: pass what it returns");
  if (Array.isArray(value))
    return invalid("is an array: pass one order at a time, or use importOrders of privy-orders/import");
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
    return invalid("is bytes: decode them, and pass JSON.parse(text)");
  if (typeof value === "object") {
    const kind = tagOf(value);
    if (kind === "Promise" || "then" in value)
      return invalid("is a Promise: await it, and pass what it returns");
    if (kind === "Map") return invalid("is a Map: pass Object.fromEntries(map)");
    if (kind === "Request" || kind === "Response")
      return invalid(`is a ${kind}: await its json(), and pass what it returns`);
  }
  return invalid("must be an object with the fields of one order");
}
