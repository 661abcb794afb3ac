import { type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/core/es6";
import metadata from "libphonenumber-js/metadata.min.json";
import type { CountryCode } from "libphonenumber-js/min";

/** Whether text is the code of a country with a numbering plan, in upper case. */
export function isCountryWithPlan(code: string): code is CountryCode {
  return Object.hasOwn(metadata.countries, code);
}

/** The digits that stand after + in a country's numbers. */
export function callingCodeOf(country: CountryCode): string {
  return metadata.countries[country]?.[0] ?? "";
}

/** What may be used of a number that the library has read. The build removes from the metadata what its other methods need. */
export type ParsedPhone = Pick<PhoneNumber, "country" | "number" | "ext" | "isValid" | "isPossible">;

/**
 * The whole text as a phone number, by the rules of `country` when it is a national one; undefined for other text, and for
 * a link with parameters (RFC 3966). The library is taken without its fixed metadata: its modern build is smaller than what it
 * makes of itself for old browsers, and the build of this package takes the formats out of the metadata.
 */
export function parsePhone(text: string, country?: CountryCode): ParsedPhone | undefined {
  if (/;(?:phone-context|isub)=/.test(text)) return undefined;
  const options = { extract: false, ...(country === undefined ? {} : { defaultCountry: country }) };
  return parsePhoneNumberFromString(text, options, metadata);
}
