import { maskText } from "./mask.js";

const maxDepth = 4;

function readString(source: object, key: string): string | undefined {
  try {
    const value: unknown = Reflect.get(source, key);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Only the frames: the lines above them repeat the message. */
function framesOf(error: object): string {
  const lines = readString(error, "stack")?.split("\n") ?? [];
  return lines.filter((line) => /^\s+at /.test(line)).join("\n");
}

/**
 * A copy of somebody else's error that is fit to be a `cause`: name, masked message, error code and frames, and its own
 * cause likewise. Everything else is left behind, since libraries hang requests, headers and bodies on their errors.
 */
export function safeCause(error: unknown, values: readonly string[], depth = 0): Error | undefined {
  if (error === undefined || depth >= maxDepth) return undefined;
  if (typeof error !== "object" || error === null) return new Error(maskText(String(error), values));
  const nested: unknown =
    Reflect.get(error, "cause") ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  const cause = safeCause(nested ?? undefined, values, depth + 1);
  const copy = new Error(maskText(readString(error, "message") ?? "", values), cause && { cause });
  const name = maskText(readString(error, "name") ?? "Error", values);
  Object.defineProperty(copy, "name", { value: name, configurable: true });
  const code = readString(error, "code");
  if (code !== undefined && /^[A-Z][A-Z\d_]{1,63}$/.test(code))
    Object.defineProperty(copy, "code", { value: code, enumerable: true });
  const frames = framesOf(error);
  Object.defineProperty(copy, "stack", {
    value: `${name}: ${copy.message}${frames && `\n${frames}`}`,
    configurable: true,
  });
  return copy;
}
