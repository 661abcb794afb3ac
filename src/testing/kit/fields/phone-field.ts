import type { CountryCode } from "libphonenumber-js/min";
import { isCountryWithPlan, parsePhone } from "../../../phone/phone-library.js";
import type { Checked } from "./checked.js";

/** A North American number in E.164, which needs no normalising and no lookup. */
const northAmerican = /^\+1[2-9]\d{9}$/;

/**
 * Reads `phone`, in any spelling, into E.164. The country comes from the number itself, else from the first known one
 * of `countries`.
 */
export function readPhoneField(value: unknown, options: { countries: readonly unknown[] }): Checked<string> {
  if (typeof value !== "string") return { problem: "must be a string" };
  if (northAmerican.test(value)) return { value };
  const text = value.trim().replace(/^00/, "+");
  const number = text.length > 100 ? undefined : parsePhone(text, firstCountry(options.countries));
  return number?.isPossible() === true ? { value: number.number } : { problem: "is invalid" };
}

function firstCountry(countries: readonly unknown[]): CountryCode | undefined {
  for (const country of countries) {
    const code = typeof country === "string" ? country.trim().toUpperCase() : "";
    if (isCountryWithPlan(code)) return code;
  }
  return undefined;
}
