/** The third argument of a reviver, where the browser knows it: the text of a number as it stood. */
interface SourceOfValue {
  readonly source?: string;
}

const longDigits = /\d{16}/;

/**
 * Reads JSON so that whole numbers beyond 2^53 keep their digits, as bigint. Costs nothing where there are none. A browser
 * that does not show a reviver the text rounds them, as `JSON.parse` does.
 */
export function readExactJson(text: string): unknown {
  if (!longDigits.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key: string, value: unknown, from?: SourceOfValue) =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(from?.source ?? "")
      ? BigInt(from?.source ?? "0")
      : value,
  );
}

/** Writes JSON, bigint as a number with all its digits. */
export function writeExactJson(value: unknown, indent = 2): string {
  return write(value, "", " ".repeat(indent));
}

function write(value: unknown, margin: string, step: string): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const inner = margin + step;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((element) => write(element, inner, step))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => `${JSON.stringify(key)}:${step && " "}${write(member, inner, step)}`);
  const [open, close] = isList ? "[]" : "{}";
  if (parts.length === 0) return `${open}${close}`;
  return step
    ? `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${close}`
    : `${open}${parts.join(",")}${close}`;
}
