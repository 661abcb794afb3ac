import { countryOf } from "../../phone/country.js";
import { readPhone } from "../../phone/phone.js";
import { plainPhone } from "../../phone/phone-spelling.js";
import { type Problems, refuse } from "../field.js";

/** As much of a text as a phone number can begin in. */
const beginning = 100;

/**
 * Reads a contact's phone number into E.164. A national number is read by the rules of `defaultCountry`, and refused when
 * there is none: a country is never guessed. Unlike an order's phone, it is never dropped.
 */
export function readContactPhone(
  value: unknown,
  defaultCountry: string | undefined,
  problems: Problems,
): string | undefined {
  if (typeof value !== "string")
    return refuse(problems, "invalid", "must be text; a number cannot hold a + or leading zeros");
  const hint = countryOf({}, defaultCountry);
  const { number, refusal } = readPhone(value, () => hint);
  if (number !== undefined) return number;
  const international = plainPhone(value.slice(0, beginning)).startsWith("+");
  if (hint.country !== undefined || international) return refuse(problems, refusal.code, refusal.message);
  const message =
    "is not an international phone number: write it with + and the country's calling code, or set the client's option defaultCountry";
  return refuse(problems, "ambiguous", message);
}
