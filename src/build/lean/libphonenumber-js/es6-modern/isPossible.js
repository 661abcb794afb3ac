// Without the older argument, and metadata that knows no lengths.
import checkNumberLength from "./helpers/checkNumberLength.js";
import Metadata from "./metadata.js";

export default function isPossiblePhoneNumber(
  { country, countryCallingCode, nationalNumber },
  _options,
  metadataJson,
) {
  const metadata = new Metadata(metadataJson);
  metadata.selectNumberingPlan(country || countryCallingCode);
  return checkNumberLength(nationalNumber, undefined, metadata) === "IS_POSSIBLE";
}
