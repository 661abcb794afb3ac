// Without the lengths of a type.
import Metadata from "../metadata.js";

export default function checkNumberLength({ length }, country, metadata) {
  let selected = metadata;
  if (country) {
    selected = new Metadata(metadata.metadata);
    selected.selectNumberingPlan(country);
  }
  const lengths = selected.possibleLengths();
  if (lengths.includes(length)) return "IS_POSSIBLE";
  if (length < lengths[0]) return "TOO_SHORT";
  return length > lengths[lengths.length - 1] ? "TOO_LONG" : "INVALID_LENGTH";
}
