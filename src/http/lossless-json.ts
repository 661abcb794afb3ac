import { parse } from "lossless-json";

/** Sixteen digits in a row are the shortest integer that a JavaScript number may not hold. */
const longDigits = /\d{16}/;

function toNumber(text: string): number | bigint {
  const value = Number(text);
  if (/^-?\d+$/.test(text) && !Number.isSafeInteger(value)) return BigInt(text);
  return value;
}

/**
 * Parses JSON without losing an integer: whatever a number cannot hold exactly becomes a bigint.
 *
 * @throws SyntaxError when the text is no JSON
 */
export function parseJson(text: string): unknown {
  return longDigits.test(text) ? parse(text, undefined, toNumber) : JSON.parse(text);
}
