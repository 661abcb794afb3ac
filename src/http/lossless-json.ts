/** Sixteen digits in a row are the shortest integer that a JavaScript number may not hold. */
const longDigits = /\d{16}/;
/** What matters in valid JSON: an escape, the edge of a text (with the colon after a key), a number of so many characters. */
const edgeOrNumber = /\\.|"(\s*:)?|-?\d[\d.eE+-]{15,}/g;

/**
 * Parses JSON without losing an integer: one that a number cannot hold exactly is handed over as `exact` makes it from
 * its digits, a bigint unless told otherwise.
 *
 * @throws SyntaxError when the text is no JSON
 */
export function parseJson(text: string, exact: (digits: string) => unknown = BigInt): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!longDigits.test(text)) return parsed;
  // Such integers become texts. A letter at the end of every text but the keys tells the two apart, whatever a text says.
  let within = false;
  const marked = text.replace(edgeOrNumber, (token: string, colon?: string) => {
    if (token.startsWith('"')) {
      within = !within;
      return within || colon !== undefined ? token : 't"';
    }
    const isLarge = !within && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
    return isLarge ? `"${token}i"` : token;
  });
  return JSON.parse(marked, (_key, value: unknown) => {
    if (typeof value !== "string") return value;
    return value.endsWith("i") ? exact(value.slice(0, -1)) : value.slice(0, -1);
  });
}
