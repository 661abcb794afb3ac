import type { Refusal } from "../../errors/invalid-input-error.js";

/** Why a number is refused as an id when it is too large to be exact. */
export const roundedNumber: Refusal = {
  code: "unsafe_number",
  message:
    "is a number that JavaScript has already rounded; pass it as text or as a bigint, and parse the JSON it comes from with a " +
    "parser that keeps big integers",
};
