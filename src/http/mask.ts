const patterns: readonly (readonly [RegExp, string])[] = [
  [/[^\s@<>"'`,;:()[\]{}]+@[^\s@<>"'`,;()[\]{}]+/g, "[email]"],
  [/\b(?:bearer|basic)\s+[^\s"']+/gi, "[credential]"],
  [/\b(?:privy|sk|pk|rk|whsec)_[\w-]+/gi, "[credential]"],
  [/\b(?=\w*\d)[a-z\d_-]{32,}\b/gi, "[credential]"],
  [/\+?\d(?:[\s().-]{0,2}\d){6,}/g, "[number]"],
];

const maxQuotedCharacters = 500;
const maxMaskedValues = 2_000;

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** Words shorter than four letters are masked only where they stand alone, lest "Al" hide half of "Allowed". */
function toPattern(value: string): string {
  const escaped = escapeForRegExp(value);
  return value.length < 4 ? `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])` : escaped;
}

/**
 * Makes foreign text fit to be quoted in an error: the given values, and whatever looks like an e-mail address, a phone
 * number or a credential, are replaced; control characters are removed; the text is cut to 500 characters.
 */
export function maskText(text: string, values: readonly string[]): string {
  const wanted = values.map((value) => value.trim()).filter((value) => value !== "");
  if (wanted.length > maxMaskedValues) return "[withheld: too many values to mask]";
  // The cut comes after masking, so that half a value cannot slip through; the first cut only bounds the work.
  let masked = text.slice(0, maxQuotedCharacters * 8);
  if (wanted.length > 0) {
    const longestFirst = [...new Set(wanted)].sort((left, right) => right.length - left.length);
    masked = masked.replace(new RegExp(longestFirst.map(toPattern).join("|"), "giu"), "[masked]");
  }
  for (const [pattern, replacement] of patterns) masked = masked.replace(pattern, replacement);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
  masked = masked.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
  return masked.length > maxQuotedCharacters ? `${masked.slice(0, maxQuotedCharacters)}…` : masked;
}
