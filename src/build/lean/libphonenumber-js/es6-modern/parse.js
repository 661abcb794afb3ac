// Without extracting a number from a longer text, links (RFC 3966), the older result and the reasons why text is no number.
import { MAX_LENGTH_FOR_NSN, MIN_LENGTH_FOR_NSN } from "./constants.js";
import extractExtension from "./helpers/extension/extractExtension.js";
import extractCountryCallingCode from "./helpers/extractCountryCallingCode.js";
import extractNationalNumber from "./helpers/extractNationalNumber.js";
import getCountryByCallingCode from "./helpers/getCountryByCallingCode.js";
import isViablePhoneNumber from "./helpers/isViablePhoneNumber.js";
import Metadata from "./metadata.js";
import PhoneNumber from "./PhoneNumber.js";
import parseIncompletePhoneNumber from "./parseIncompletePhoneNumber.js";

const MAX_INPUT_STRING_LENGTH = 250;

export default function parse(text, { defaultCountry }, metadataJson) {
  if (text.length > MAX_INPUT_STRING_LENGTH || !isViablePhoneNumber(text)) return;
  const metadata = new Metadata(metadataJson);
  const { ext, number: withoutExtension } = extractExtension(text);
  let { countryCallingCode, number } = extractCountryCallingCode(
    parseIncompletePhoneNumber(ext ? withoutExtension : text),
    defaultCountry,
    metadataJson,
  );
  let country;
  if (countryCallingCode) {
    metadata.selectNumberingPlan(countryCallingCode);
  } else if (number && defaultCountry) {
    country = defaultCountry;
    metadata.selectNumberingPlan(defaultCountry);
    countryCallingCode = metadata.callingCode();
  }
  if (!number || !countryCallingCode) return;
  const nationalNumber = extractNationalNumber(number, undefined, metadata);
  country = getCountryByCallingCode(countryCallingCode, { nationalNumber, metadata }) || country;
  const { length } = nationalNumber;
  if (length < MIN_LENGTH_FOR_NSN || length > MAX_LENGTH_FOR_NSN) return;
  return new PhoneNumber(country, countryCallingCode, nationalNumber, metadataJson);
}
