// Without the table of digits, and without listening to single characters.
import { PLUS_CHARS, VALID_DIGITS } from "./constants.js";

const digits = new RegExp(`[${VALID_DIGITS}]`);

export default function parseIncompletePhoneNumber(text) {
  let result = "";
  for (const character of text) {
    if (character === PLUS_CHARS[0] && result === "") result = character;
    // In each of the scripts, the digits' numbers in Unicode end like ASCII's: 0 is …0.
    if (digits.test(character)) result += character.charCodeAt(0) & 15;
  }
  return result;
}
