import { isMatcher, isRegExp } from "./expected-fields.js";

/** Deeper than any order nests; a limit, because a value may contain itself. */
const maxDepth = 100;
/** How many characters of one text are shown. */
const maxText = 500;

/** Formats a value as lines of JSON with sorted names, the same for equal values. Text is escaped to stay on its line. */
export function renderValue(value: unknown, indent = "", depth = 0): string {
  if (depth > maxDepth) return "…";
  const inner = `${indent}  `;
  if (typeof value === "string") return renderText(value);
  if (typeof value === "bigint") return `${value}n`;
  if (isRegExp(value)) return String(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => inner + renderValue(item, inner, depth + 1));
    return items.length === 0 ? "[]" : `[\n${items.join(",\n")},\n${indent}]`;
  }
  if (isMatcher(value)) return nameOf(value);
  if (typeof value !== "object" || value === null) return String(value);
  const fields = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, part]) => `${inner}${renderText(name)}: ${renderValue(part, inner, depth + 1)}`);
  return fields.length === 0 ? "{}" : `{\n${fields.join(",\n")},\n${indent}}`;
}

function renderText(text: string): string {
  return JSON.stringify(text.length > maxText ? `${text.slice(0, maxText)}…` : text);
}

/** Describes an asymmetric matcher of Vitest or Jest. */
function nameOf(matcher: object): string {
  const name =
    "toAsymmetricMatcher" in matcher && typeof matcher.toAsymmetricMatcher === "function"
      ? String(matcher.toAsymmetricMatcher())
      : String(matcher);
  return name === "[object Object]" ? "(a matcher)" : name;
}
