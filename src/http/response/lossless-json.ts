import { parse } from "lossless-json";

/** Sixteen digits in a row are the shortest integer that a JavaScript number may not hold. */
const longDigits = /\d{16}/;

/**
 * Parses JSON without losing an integer: one that a number cannot hold exactly is handed over as `exact` makes it from
 * its digits, a bigint unless told otherwise. Everything else is as `JSON.parse` gives it.
 *
 * @typeParam Value what the text is expected to hold; it is not checked here
 * @throws SyntaxError when the text is no JSON
 */
export function parseJson<Value = unknown>(text: string, exact: (digits: string) => unknown = BigInt): Value {
  if (!longDigits.test(text)) return JSON.parse(text);
  const value: unknown = parse(text, undefined, {
    parseNumber(digits) {
      const value = Number(digits);
      return /^-?\d+$/.test(digits) && !Number.isSafeInteger(value) ? exact(digits) : value;
    },
    // As in JSON.parse, so that the length of some number does not decide whether a text is accepted.
    onDuplicateKey: ({ newValue }) => newValue,
  });
  return value as Value; // the caller's expectation, as with JSON.parse
}
