import type { CountryCode } from "libphonenumber-js/min";
import type { Refusal } from "../errors/invalid-input-error.js";
import { isAssignedE164 } from "./assigned-e164.js";
import type { CountryHint } from "./country.js";
import { leadsMobile } from "./leads-mobile.js";
import { callingCodeOf, parsePhone } from "./phone-library.js";
import { dialled, hasLetters, plainPhone } from "./phone-spelling.js";

/** A phone number in E.164, or why the text cannot be read as one. */
export type PhoneReading =
  | FoundPhone
  | { readonly refusal: Refusal; readonly number?: never; readonly hasExtension?: never };

interface FoundPhone {
  readonly number: string;
  /** Whether an extension was cut, so that several people may share the number. */
  readonly hasExtension: boolean;
  readonly refusal?: never;
}

/** How a `tel:` link writes an extension. */
const extensionParameter = /;ext=\d/i;

/** A valid number with every blank, bracket and extension fits into far less. */
const longest = 100;

function assigned(text: string, country?: CountryCode): FoundPhone | undefined {
  const parsed = parsePhone(text, country);
  if (parsed?.isValid()) return { number: parsed.number, hasExtension: parsed.ext !== undefined };
  // In "+1 (0) 212 …" the zero is dialled within the country only; where it belongs to the number, it was valid above.
  if (text.includes("(0)")) return assigned(text.replace("(0)", ""), country);
  const current = country === "MX" || text.startsWith("+52") ? withoutOldPrefix(text) : text;
  return current === text ? undefined : assigned(current);
}

/** Until 2019, Mexico's mobile numbers were dialled with 1 after 52, and with 044 or 045 within the country. */
function withoutOldPrefix(text: string): string {
  const [, rest] = /^(?:52)?(?:1|01|044|045)(\d{10})$/.exec(text.replace(/\D/g, "")) ?? [];
  return rest === undefined ? text : `+52${rest}`;
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

/** A number that means two people, with the reason and not yet the place. */
const twofold = "twofold";

/**
 * A national number by its country's plan, with the calling code before it or without. Both can be good: 4915112345678 is a
 * mobile number of Germany behind 49, and a number of Leer, whose area begins with 49. See `leadsMobile`.
 */
function readNational(text: string, country: CountryCode): FoundPhone | typeof twofold | undefined {
  const national = assigned(text, country);
  const mobile = leadsMobile(country);
  const callingCode = callingCodeOf(country);
  const isLed = text.replace(/\D/g, "").startsWith(callingCode);
  if (national === undefined || !isLed || (mobile === undefined && !text.includes("(0)"))) return national;
  const abroad = assigned(`+${text}`);
  if (abroad === undefined || abroad.number === national.number) return national;
  const isMobile = mobile?.test(abroad.number.slice(callingCode.length + 1)) ?? false;
  return isMobile || text.includes("(0)") ? abroad : twofold;
}

function read(text: string, country: CountryCode | undefined): FoundPhone | typeof twofold | undefined {
  const { international, national, last } = readings(text);
  return (
    (international === undefined ? undefined : assigned(international)) ??
    (national === undefined || country === undefined ? undefined : readNational(national, country)) ??
    (last === undefined ? undefined : assigned(last))
  );
}

function readLetters(
  text: string,
  country: CountryCode | undefined,
): FoundPhone | typeof twofold | undefined {
  if (!hasLetters(text)) return undefined;
  const digits = dialled(text);
  const found = read(digits.number, country);
  return typeof found === "object" && digits.hasExtension ? { ...found, hasExtension: true } : found;
}

/**
 * Reads a phone number in any human spelling into E.164 (`+` and digits): `+`, `00` and `011` prefixes, `(0)`, letters as
 * on a telephone's keys, `tel:` links, any blanks, dashes and brackets; an extension is cut. It is good when it is valid
 * by its country's numbering plan, which is more than having a possible length. A national number needs a country, which is never guessed.
 *
 * @param hintOf asked for the country only when the number does not name it in the usual way
 */
export function readPhone(text: string, hintOf: () => CountryHint): PhoneReading {
  if (isAssignedE164(text)) return { number: text, hasExtension: false };
  if (text.length > longest)
    return { refusal: { code: "too_large", message: "is too long to be a phone number" } };
  const plain = plainPhone(text);
  const hint = hintOf();
  const found = read(plain, hint.country) ?? readLetters(plain, hint.country);
  if (found === twofold) {
    const message =
      "is two numbers, read with and without its country's calling code: write it with + or with 0";
    return { refusal: { code: "ambiguous", message } };
  }
  if (found !== undefined)
    return { ...found, hasExtension: found.hasExtension || extensionParameter.test(text) };
  if (hint.country !== undefined || plain.startsWith("+")) {
    const message = "is not an assigned phone number; correct or omit it";
    return { refusal: { code: "invalid", message } };
  }
  const reason =
    hint.unreadable === undefined
      ? "the order names no country"
      : `${hint.unreadable} is not the ISO 3166-1 code of a country with phones`;
  const message =
    `is not an international phone number, and ${reason}: write it with + and the country's calling code, or give ` +
    "shipping_address.country_code, billing_address.country_code or the option defaultCountry";
  return { refusal: { code: "ambiguous", message } };
}
