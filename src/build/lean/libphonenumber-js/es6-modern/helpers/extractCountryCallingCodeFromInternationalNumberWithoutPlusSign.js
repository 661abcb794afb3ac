// Without calling codes that belong to no country.
import Metadata from "../metadata.js";
import checkNumberLength from "./checkNumberLength.js";
import extractNationalNumber from "./extractNationalNumber.js";
import matchesEntirely from "./matchesEntirely.js";

export default function withoutPlusSign(number, defaultCountry, metadataJson) {
  const metadata = new Metadata(metadataJson);
  metadata.selectNumberingPlan(defaultCountry);
  const countryCallingCode = metadata.callingCode();
  if (!number.startsWith(countryCallingCode)) return { number };
  const shorter = number.slice(countryCallingCode.length);
  const pattern = metadata.nationalNumberPattern();
  const national = extractNationalNumber(number, undefined, metadata);
  const isShorter =
    (!matchesEntirely(national, pattern) &&
      matchesEntirely(extractNationalNumber(shorter, undefined, metadata), pattern)) ||
    checkNumberLength(national, undefined, metadata) === "TOO_LONG";
  return isShorter ? { countryCallingCode, number: shorter } : { number };
}
