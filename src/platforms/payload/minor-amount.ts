import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { fromMinorUnits } from "../../schemas/values/from-minor-units.js";
import type { Key, Payload } from "./payload.js";

/** An amount in minor units, in major units by the number of decimals that ISO 4217 gives the currency. */
export function minorAmount<Shape>(
  payload: Payload<Shape>,
  key: Key<Shape>,
  currency: string | undefined,
): number | undefined {
  const amount = payload.number(key);
  if (amount === undefined || currency === undefined) return undefined;
  try {
    return fromMinorUnits(amount, currency);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    for (const { code, message } of error.issues) payload.report(code, key, message);
    return undefined;
  }
}
