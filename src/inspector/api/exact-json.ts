/** The third argument of a reviver, where the browser knows it: the text of a number as it stood. */
interface SourceOfValue {
  readonly source?: string;
}

/**
 * Reads JSON so that whole numbers beyond 2^53 keep their digits, as bigint. Costs nothing where there are none. A browser
 * that does not show a reviver the text rounds them, as `JSON.parse` does.
 */
export function readExactJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key: string, value: unknown, from?: SourceOfValue) => {
    const digits = from?.source ?? "";
    return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(digits)
      ? BigInt(digits)
      : value;
  });
}

/** Stands before the digits of a bigint until they are taken out of their quotes; no text of JSON has it unescaped. */
const mark = "\u0000";

/** Writes JSON, bigint as a number with all its digits. */
export function writeExactJson(value: unknown, indent = 2): string {
  const text = JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? mark + part : part), indent);
  return (text ?? "null").replace(/"\\u0000(-?\d+)"/g, "$1");
}
