import type { Refusal } from "../../errors/invalid-input-error.js";

const invalid = (message: string): Refusal => ({ code: "invalid", message });

/** What is wrong with a value that has no fields of an order, and what to do about it. */
export function notAnOrder(value: unknown): Refusal {
  if (value === undefined || value === null)
    return { code: "missing", message: "is missing: pass an object with the fields of one order" };
  if (typeof value === "string")
    return invalid("is text: parse it as JSON first, and pass the order that is in it");
  if (typeof value === "function")
    return invalid("is a function: call it, and pass the order that it returns");
  if (Array.isArray(value))
    return invalid("is an array: pass one order at a time; importOrders of privy-orders/import sends many");
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
    return invalid(
      "is bytes: decode them as UTF-8 text, parse that as JSON, and pass the order that is in it",
    );
  if (typeof value === "object") {
    const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
    if (kind === "Promise" || "then" in value) return invalid("is a Promise: await it, and pass the order");
    if (kind === "Map") return invalid("is a Map: pass Object.fromEntries(map)");
    if (kind === "Request" || kind === "Response")
      return invalid(`is a ${kind}: read its body as JSON first, and pass the order that is in it`);
  }
  return invalid("must be an object with the fields of one order");
}
