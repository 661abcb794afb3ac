import { isObject } from "../../schemas/objects/is-object.js";
import { createMask } from "./mask.js";
import { plainText, ValueMask } from "./mask-values.js";

const maxDepth = 4;
const maxFrames = 20;
const maxStackCharacters = 20_000;

/** A property's value; undefined when it cannot be read: an error may have getters that throw, or be a proxy. */
function read(source: object, key: string): unknown {
  try {
    return Reflect.get(source, key);
  } catch {
    return undefined;
  }
}

function readString(source: object, key: string): string {
  const value = read(source, key);
  return typeof value === "string" ? value : "";
}

/** Only the frames, since the lines above them repeat the message; and no line of a message that looks like a frame. */
function framesOf(error: object, values: ValueMask): string {
  const stack = readString(error, "stack").slice(0, maxStackCharacters);
  const message = readString(error, "message");
  const frame = /^\s+at .*(?::\d+:\d+|native|<anonymous>)\)?$/;
  return stack
    .replace(message, "")
    .split("\n")
    .filter((line) => frame.test(line))
    .slice(0, maxFrames)
    .map((line) => `\n    ${values.apply(plainText(line)) ?? "[masked]"}`)
    .join("");
}

/** Its own cause; of several errors in one (all addresses of a host were tried) the first. */
function nestedIn(error: object): unknown {
  const cause = read(error, "cause");
  if (cause !== undefined && cause !== null) return cause;
  const errors = readString(error, "name") === "AggregateError" ? read(error, "errors") : undefined;
  return isObject(errors) ? read(errors, "0") : undefined;
}

/**
 * A copy of another library's error that can be a `cause`: name, masked message, error code and frames, and its own
 * cause likewise. Everything else is left behind, since libraries hang requests, headers and bodies on their errors.
 *
 * @param values what the message must not repeat; undefined when that cannot be known, then the message is left out
 */
export function safeCause(error: unknown, values: readonly string[] | undefined): Error | undefined {
  const known = values ?? [];
  const mask = createMask(known);
  const quote = values === undefined ? () => "[message withheld: it may hold a secret]" : mask;
  return copyOf(error, { mask, quote, values: new ValueMask(known) }, 0);
}

interface Masks {
  /** For single words, which are kept or left out. */
  readonly mask: (text: string) => string;
  /** For messages. */
  readonly quote: (text: string) => string;
  readonly values: ValueMask;
}

function copyOf(error: unknown, masks: Masks, depth: number): Error | undefined {
  if (error === undefined || depth >= maxDepth) return undefined;
  const { mask, quote, values } = masks;
  if (!isObject(error)) return new Error(quote(String(error)));
  const cause = copyOf(nestedIn(error), masks, depth + 1);
  const copy = new Error(quote(readString(error, "message")), cause && { cause });
  /** A word that names a kind of error, and not a value in its place. */
  const word = (key: string): string | undefined => {
    const text = readString(error, key);
    const plain = /^[A-Za-z][A-Za-z\d_]{1,63}$/.test(text) && mask(text) === text;
    return plain ? text : undefined;
  };
  const name = word("name") ?? "Error";
  Object.defineProperty(copy, "name", { value: name, configurable: true });
  const code = word("code");
  if (code !== undefined) Object.defineProperty(copy, "code", { value: code, enumerable: true });
  const stack = `${name}: ${copy.message}${framesOf(error, values)}`;
  Object.defineProperty(copy, "stack", { value: stack, configurable: true });
  return copy;
}
