// Without the carrier.
import checkNumberLength from "./checkNumberLength.js";
import extractNationalNumberFromPossiblyIncompleteNumber from "./extractNationalNumberFromPossiblyIncompleteNumber.js";
import getCountryByCallingCode from "./getCountryByCallingCode.js";
import matchesEntirely from "./matchesEntirely.js";

export default function extractNationalNumber(number, country, metadata) {
  const nationalNumber = extractNationalNumberFromPossiblyIncompleteNumber(number, metadata);
  if (nationalNumber === number) return number;
  const pattern = metadata.nationalNumberPattern();
  if (matchesEntirely(number, pattern) && !matchesEntirely(nationalNumber, pattern)) return number;
  const exact = country || getCountryByCallingCode(metadata.callingCode(), { nationalNumber, metadata });
  const length = checkNumberLength(nationalNumber, exact, metadata);
  return length === "IS_POSSIBLE" || length === "TOO_LONG" ? nationalNumber : number;
}
