// Without the types' names: the plan's types are joined, and only whether a number has one is asked for.
import Metadata from "../metadata.js";
import matchesEntirely from "./matchesEntirely.js";

export default function getNumberType(input, options, metadataJson) {
  const metadata = new Metadata(metadataJson);
  metadata.selectNumberingPlan(input.country || input.countryCallingCode);
  const nationalNumber = options?.v2 ? input.nationalNumber : input.phone;
  if (!matchesEntirely(nationalNumber, metadata.nationalNumberPattern())) return;
  return metadata
    .types()
    .find(
      ([pattern, lengths = metadata.possibleLengths()]) =>
        lengths.includes(nationalNumber.length) && matchesEntirely(nationalNumber, pattern),
    );
}
