import { type Key, Payload } from "../payload/payload.js";

/** The members by which one of Medusa's objects is recognised. */
interface AmountObject {
  numeric: unknown;
  value: unknown;
  toFixed: unknown;
}

/** The number that one of Medusa's objects stands for; NaN for any other object. */
function numberOf(amount: object): number {
  const parts = new Payload<AmountObject>(amount, [], []);
  // A `BigNumber` is a getter on its class; what was copied out of it, or stored, is `value` with a precision.
  const [numeric, value, toFixed] = [parts.value("numeric"), parts.value("value"), parts.value("toFixed")];
  if (typeof numeric === "number") return numeric;
  if (typeof value === "number") return value;
  if (typeof value === "string" && value.trim() !== "") return Number(value);
  // bignumber.js has a method that gives plain decimal text.
  return typeof toFixed === "function" ? Number(toFixed.call(amount)) : Number.NaN;
}

/** An amount or a quantity of Medusa. What cannot be read is reported, never left out in silence. */
export function medusaNumber<Shape>(payload: Payload<Shape>, key: Key<Shape>): number | undefined {
  const value = payload.value(key);
  if (typeof value !== "object" || value === null) return payload.number(key);
  const number = numberOf(value);
  if (Number.isFinite(number)) return number;
  return payload.report("invalid", key, "must be a number, decimal text, or a BigNumber of Medusa");
}
