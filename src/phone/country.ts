import type { CountryCode } from "libphonenumber-js/min";
import { isCountryWithPlan } from "./phone-library.js";

/** What an order says about the country of a national phone number. */
export interface CountryHint {
  /** Whose numbering plan reads the number; absent when no country is known. */
  readonly country?: CountryCode;
  /** The field that names a country which cannot be read, when that is why none is known. */
  readonly unreadable?: string;
}

/** ISO 3166-1 codes of places without a numbering plan of their own: countries, but of no use to read a phone number. */
const withoutPhones = "AQ BV GS HM PN TF UM";

/** The code of a country with a numbering plan; blanks and lower case are tolerated, and UK, which ISO 3166 reserves for GB. */
function phoneCountry(code: string): CountryCode | undefined {
  const spelled = code.trim().toUpperCase().replace(/^UK$/, "GB");
  return isCountryWithPlan(spelled) ? spelled : undefined;
}

/** Whether text is a country's two-letter code (ISO 3166-1 alpha-2), in upper case. */
export function isCountryCode(code: unknown): code is string {
  if (typeof code !== "string" || !/^[A-Z]{2}$/.test(code)) return false;
  return isCountryWithPlan(code) || withoutPhones.split(" ").includes(code);
}

/**
 * The country by which an order's national phone number is read: that of the shipping address, else of the billing
 * address, else the caller's default. An address whose code cannot be read stops the search: the country it means is not
 * the default one just because it is spelled wrongly.
 */
export function countryOf(
  order: Readonly<Record<string, unknown>>,
  defaultCountry: string | undefined,
): CountryHint {
  for (const field of ["shipping_address", "billing_address"]) {
    const address = order[field];
    if (typeof address !== "object" || address === null || !("country_code" in address)) continue;
    const code = address.country_code;
    if (code === undefined || code === null || (typeof code === "string" && code.trim() === "")) continue;
    const country = typeof code === "string" ? phoneCountry(code) : undefined;
    return country === undefined ? { unreadable: `${field}.country_code` } : { country };
  }
  const country = defaultCountry === undefined ? undefined : phoneCountry(defaultCountry);
  return country === undefined ? {} : { country };
}
