// Without what tells a number that is too short from other text.
import { MIN_LENGTH_FOR_NSN, PLUS_CHARS, VALID_DIGITS, VALID_PUNCTUATION } from "../constants.js";
import createExtensionPattern from "./extension/createExtensionPattern.js";

const pattern = new RegExp(
  `^[${VALID_DIGITS}]{${MIN_LENGTH_FOR_NSN}}$|^[${PLUS_CHARS}]?(?:[${VALID_PUNCTUATION}]*[${VALID_DIGITS}]){3,}` +
    `[${VALID_PUNCTUATION}${VALID_DIGITS}]*(?:${createExtensionPattern()})?$`,
  "i",
);

export default function isViablePhoneNumber(number) {
  return pattern.test(number);
}
