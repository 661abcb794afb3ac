import { parse } from "lossless-json";

/** Sixteen digits in a row are the shortest integer that a JavaScript number may not hold. */
const longDigits = /\d{16}/;

/**
 * Parses JSON without losing an integer: one that a number cannot hold exactly is handed over as `exact` makes it from
 * its digits, a bigint unless told otherwise.
 *
 * @throws SyntaxError when the text is no JSON
 */
export function parseJson(text: string, exact: (digits: string) => unknown = BigInt): unknown {
  if (!longDigits.test(text)) return JSON.parse(text);
  return parse(text, undefined, {
    parseNumber(digits) {
      const value = Number(digits);
      return /^-?\d+$/.test(digits) && !Number.isSafeInteger(value) ? exact(digits) : value;
    },
    // As in JSON.parse, so that the length of some number does not decide whether a text is accepted.
    onDuplicateKey: ({ newValue }) => newValue,
  });
}
