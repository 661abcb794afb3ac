/**
 * Sixteen digits in a row are the shortest integer that a JavaScript number may not hold. Written out, because V8 then skips
 * through the text by many characters at once: `\d{16}` takes ten times as long.
 */
const longDigits = /\d\d\d\d\d\d\d\d\d\d\d\d\d\d\d\d/;

/**
 * An integer that is worth its digits. A bigint of a million digits takes seconds to make, and a webhook may bring one that
 * no platform has signed.
 */
const integer = /^-?\d{1,1000}$/;

/**
 * The numbers and the strings of a valid JSON text, with how a string ends. A string of more escapes comes in pieces: without
 * a limit, four million of them overflow the stack of V8's patterns.
 */
const tokens = /(?:"|\\.)[^"\\]*(?:\\.[^"\\]*){0,1000}("\s*:|")?|-?\d[\d.eE+-]*/g;

/**
 * Parses JSON without losing an integer: one that a number cannot hold exactly is handed over as `exact` makes it from
 * its digits, by default a bigint. Everything else is as `JSON.parse` gives it, an integer of more than 1,000 digits included.
 *
 * @typeParam Value what the text is expected to hold; it is not checked here
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson<Value = unknown>(text: string, exact: (digits: string) => unknown = BigInt): Value {
  const value = JSON.parse(text);
  if (!longDigits.test(text)) return value;
  // JSON.parse reads a second text, in which each long integer is a string. Strings end with `s` there, integers with `i`,
  // so that no string can pass for an integer. A string before a colon is a key.
  const marked = text.replace(tokens, (token: string, end?: string) => {
    if (end === '"') return `${token.slice(0, -1)}s"`;
    return integer.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}i"` : token;
  });
  return JSON.parse(marked, (_, part: unknown) => {
    if (typeof part !== "string") return part;
    // Not `endsWith`, which takes several times as long.
    return part.at(-1) === "i" ? exact(part.slice(0, -1)) : part.slice(0, -1);
  });
}
