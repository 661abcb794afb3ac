import type { Refusal } from "../../errors/invalid-input-error.js";
import { isGiven } from "../field.js";

/** Why a required value is refused: it is missing, or it is not what is expected. */
export function refusalOf(value: unknown, expected: string): Refusal {
  return isGiven(value)
    ? { code: "invalid", message: `must be ${expected}` }
    : { code: "missing", message: `is required: ${expected}` };
}
