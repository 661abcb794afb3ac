// Which country reads a national number. An order has one `phone` and up to two addresses, and the number may be national in
// the country of either. The buyer's number is taken to belong to the billing address, unless the shipping address has
// the same number as its own `phone`: a present that goes abroad has the buyer's number and another country. A mapping that knows the address
// may leave that `phone` in it; or it reads the number itself by that address's country, as the mappers of platforms do,
// and gives it in E.164. A number that the country's plan does not have is not tried by another country's: it would be a
// guess, and another person's number.
import type { CountryCode } from "libphonenumber-js/min";
import { isCountryWithPlan } from "./phone-library.js";

/** The country by whose rules a national phone number of an order is read. */
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
  // Of ASCII letters only: other letters become these in upper case, the dotless i of Turkish for one.
  if (!/^\s*[A-Za-z]{2}\s*$/.test(code)) return undefined;
  const spelled = code.trim().toUpperCase().replace(/^UK$/, "GB");
  return isCountryWithPlan(spelled) ? spelled : undefined;
}

/** Whether text is a country's two-letter code (ISO 3166-1 alpha-2), in upper case. */
export function isCountryCode(code: unknown): code is string {
  if (typeof code !== "string" || !/^[A-Z]{2}$/.test(code)) return false;
  return isCountryWithPlan(code) || withoutPhones.split(" ").includes(code);
}

const digitsOf = (phone: unknown): string => (typeof phone === "string" ? phone.replace(/\D/g, "") : "");

/** The addresses of an order: first the one whose own `phone` is the order's, then billing, then shipping. */
function addressesFor(order: Readonly<Record<string, unknown>>): [field: string, address: object][] {
  const addresses: [string, object][] = [];
  for (const field of ["billing_address", "shipping_address"]) {
    const address = order[field];
    if (typeof address === "object" && address !== null) addresses.push([field, address]);
  }
  const phone = digitsOf(order.phone);
  const isOwn = ([, address]: [string, object]): boolean =>
    phone !== "" && "phone" in address && digitsOf(address.phone) === phone;
  return [...addresses.filter(isOwn), ...addresses.filter((entry) => !isOwn(entry))];
}

/**
 * The country by which an order's national phone number is read: that of the address it came from, else of the other
 * address, else the caller's default. An address whose code cannot be read stops the search: the country it means is not
 * the default one just because it is spelled wrongly.
 */
export function countryOf(
  order: Readonly<Record<string, unknown>>,
  defaultCountry: string | undefined,
): CountryHint {
  for (const [field, address] of addressesFor(order)) {
    if (!("country_code" in address)) continue;
    const code = address.country_code;
    if (code === undefined || code === null || (typeof code === "string" && code.trim() === "")) continue;
    const country = typeof code === "string" ? phoneCountry(code) : undefined;
    return country === undefined ? { unreadable: `${field}.country_code` } : { country };
  }
  const country = defaultCountry === undefined ? undefined : phoneCountry(defaultCountry);
  return country === undefined ? {} : { country };
}
