import type { CountryCode } from "libphonenumber-js/min";

/**
 * The countries in which a national number of the usual length may begin with the country's own calling code, although it is
 * always written with a 0 before it, and how their mobile numbers begin. The bundled metadata does not distinguish mobile
 * numbers; a test compares this table with the metadata that does.
 */
const mobile: { readonly [country in CountryCode]?: RegExp } = {
  AT: /^6(?:485|5[0-3579]|6[013-9]|[7-9])/,
  AX: /^(?:4|50)/,
  DE: /^1[5-7]/,
  FI: /^(?:4|50)/,
  ID: /^8/,
  SE: /^7/,
  XK: /^4/,
};

/** How a country's mobile numbers begin after its calling code, where that code may also begin a national number. */
export function leadsMobile(country: CountryCode): RegExp | undefined {
  return mobile[country];
}
