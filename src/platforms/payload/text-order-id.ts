import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { orderIdFrom } from "../../schemas/order-id/order-id-from.js";
import type { Key, Payload } from "./payload.js";

/** Reads the order's id where the platform's ids are text, by `orderIdFrom`. An unusable id is reported. */
export function textOrderId<Shape>(payload: Payload<Shape>, key: Key<Shape>): string | undefined {
  const text = payload.text(key);
  if (text === undefined) return undefined; // reported as missing
  try {
    return orderIdFrom(text);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    for (const { code, message } of error.issues) payload.report(code, key, message);
    return undefined;
  }
}
