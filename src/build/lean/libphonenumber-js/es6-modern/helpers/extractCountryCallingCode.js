// Without the source of the calling code.
import { MAX_LENGTH_COUNTRY_CODE } from "../constants.js";
import Metadata from "../metadata.js";
import withoutPlusSign from "./extractCountryCallingCodeFromInternationalNumberWithoutPlusSign.js";
import stripIddPrefix from "./stripIddPrefix.js";

export default function extractCountryCallingCode(number, defaultCountry, metadataJson) {
  let international = number;
  if (number[0] !== "+") {
    if (!number || !defaultCountry) return { number };
    const withoutExit = stripIddPrefix(number, defaultCountry, undefined, metadataJson);
    if (!withoutExit || withoutExit === number) return withoutPlusSign(number, defaultCountry, metadataJson);
    international = `+${withoutExit}`;
  }
  const metadata = new Metadata(metadataJson);
  for (let end = 2; end - 1 <= MAX_LENGTH_COUNTRY_CODE && end <= international.length; end++) {
    const countryCallingCode = international.slice(1, end);
    if (metadata.hasCallingCode(countryCallingCode))
      return { countryCallingCode, number: international.slice(end) };
  }
  return {};
}
