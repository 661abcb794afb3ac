import type { CountryCode } from "libphonenumber-js/min";
import type { Refusal } from "../errors/invalid-input-error.js";
import { isAssignedE164 } from "./assigned-e164.js";
import type { CountryHint } from "./country.js";
import { parsePhone } from "./phone-library.js";
import { dialled, hasLetters, plainPhone } from "./phone-spelling.js";

/** A phone number in E.164, or why the text is none. */
export type PhoneReading =
  | { readonly number: string; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly number?: never };

/** A valid number with every blank, bracket and extension fits into far less. */
const longest = 100;

function assigned(text: string, country: CountryCode | undefined): string | undefined {
  const parsed = parsePhone(text, country);
  if (parsed?.isValid()) return parsed.number;
  // In "+1 (0) 212 …" the zero is dialled within the country only; where it belongs to the number, it was valid above.
  return text.includes("(0)") ? assigned(text.replace("(0)", ""), country) : undefined;
}

/**
 * 00 is the international prefix of most of the world, and no national number begins with it. 011 is North America's;
 * elsewhere it also begins national numbers (Turin, Delhi, Johannesburg, São Paulo), which have 13 digits at most.
 */
function readings(text: string): { international?: string; national?: string; last?: string } {
  if (text.startsWith("+")) return { international: text };
  if (/^[\s([]*00/.test(text)) return { international: text.replace("00", "+"), national: text };
  if (!/^[\s([]*011/.test(text)) return { national: text };
  const abroad = text.replace("011", "+");
  return text.replace(/\D/g, "").length > 13
    ? { international: abroad, national: text }
    : { national: text, last: abroad };
}

function read(text: string, country: CountryCode | undefined): string | undefined {
  const { international, national, last } = readings(text);
  return (
    (international === undefined ? undefined : assigned(international, undefined)) ??
    (national === undefined || country === undefined ? undefined : assigned(national, country)) ??
    (last === undefined ? undefined : assigned(last, undefined))
  );
}

/**
 * Reads a phone number in any human spelling into E.164 (`+` and digits): `+`, `00` and `011` prefixes, `(0)`, letters as
 * on a telephone's keys, `tel:` links, any blanks, dashes and brackets; an extension is cut. It is good when it is valid
 * by its country's numbering plan, which is more than having a possible length. A national number needs a country, which is never guessed.
 *
 * @param hintOf asked for the country only when the number does not name it in the usual way
 */
export function readPhone(text: string, hintOf: () => CountryHint): PhoneReading {
  if (isAssignedE164(text)) return { number: text };
  if (text.length > longest)
    return { refusal: { code: "too_large", message: "is too long to be one phone number" } };
  const plain = plainPhone(text);
  const hint = hintOf();
  const number =
    read(plain, hint.country) ?? (hasLetters(plain) ? read(dialled(plain), hint.country) : undefined);
  if (number !== undefined) return { number };
  if (hint.country !== undefined || plain.startsWith("+")) {
    const message = "is no phone number that anyone can have; correct it or leave it out";
    return { refusal: { code: "invalid", message } };
  }
  const reason =
    hint.unreadable === undefined
      ? "the order names no country"
      : `${hint.unreadable} is no two-letter ISO 3166-1 code of a country with phones`;
  const message =
    `is no international phone number, and ${reason}: write it with + and the country's calling code, or give ` +
    "shipping_address.country_code, billing_address.country_code or the option defaultCountry";
  return { refusal: { code: "ambiguous", message } };
}
