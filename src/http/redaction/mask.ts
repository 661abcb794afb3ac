import { maskValues, plainText } from "./mask-values.js";

/** What is nobody's given value and looks like one all the same. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/[^\s@<>"'`,;:()[\]{}]+(?:@|%40)[^\s@<>"'`,;()[\]{}]+/g, "[email]"],
  [/\b(?:bearer|basic)\s+[^\s"']+/gi, "[credential]"],
  [/\b(?:privy|sk|pk|rk|whsec)_[\w-]+/gi, "[credential]"],
  [/\b(?=[\w-]*\d)[a-z\d_-]{32,}/gi, "[credential]"],
  [/[+＋]?\p{Nd}(?:[\s()./·‐-―-]{0,3}\p{Nd}){6,}/gu, "[number]"],
];

const maxQuotedCharacters = 500;
/** More is not looked at. */
const maxReadCharacters = maxQuotedCharacters * 8;
const maxValues = 2_000;
const maxCharactersOfValues = 100_000;
/** Longer than whatever the patterns find whole in an honest message. */
const longestPattern = 256;

/**
 * Makes foreign text fit to be quoted in an error: the given values, and whatever looks like an e-mail address, a phone
 * number or a credential, are replaced; invisible and control characters are removed; the text is cut to 500 characters.
 */
export function maskText(text: string, values: readonly string[]): string {
  const read = plainText(text.slice(0, maxReadCharacters));
  const candidates = values.filter((value) => value.length <= maxReadCharacters);
  const length = candidates.reduce((sum, value) => sum + value.length, 0);
  if (values.length > maxValues || length > maxCharactersOfValues)
    return "[withheld: too many values to mask]";
  let masked = maskValues(read, candidates);
  for (const [pattern, replacement] of patterns) masked = masked.replace(pattern, replacement);
  if (text.length > maxReadCharacters) {
    // The end of what was read may be the first half of something that would have been masked as a whole.
    const longest = values.reduce((most, value) => Math.max(most, value.length), longestPattern);
    masked = `${masked.slice(0, Math.max(0, masked.length - longest))}…`;
  }
  return masked.length > maxQuotedCharacters ? `${masked.slice(0, maxQuotedCharacters)}…` : masked;
}
