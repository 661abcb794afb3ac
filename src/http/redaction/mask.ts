import { lazyPattern } from "../../phone/lazy-pattern.js";
import { decodeText } from "./decode-text.js";
import { plainText, ValueMask } from "./mask-values.js";

/** Text that looks like personal data although the caller did not pass it. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/[^\s@<>"'`,;:()[\]{}]+@[^\s@<>"'`,;()[\]{}]+/g, "[email]"],
  [/\b(?:bearer|basic)\s+[^\s"']+/gi, "[credential]"],
  [/\b(?:privy|sk|pk|rk|whsec)_[\w-]+/gi, "[credential]"],
  [/\b(?=[\w-]*\d)[a-z\d_-]{32,}/gi, "[credential]"],
];
const number = /* @__PURE__ */ lazyPattern("[+＋]?\\p{Nd}(?:[\\s()./·‐-―-]{0,3}\\p{Nd}){6,}", "gu");

const maxQuotedCharacters = 500;
/** How much of a text is looked at. */
const maxReadCharacters = maxQuotedCharacters * 8;
const maxValues = 2_000;
const maxCharactersOfValues = 100_000;
/** Longer than anything that the patterns match in an ordinary message. */
const longestPattern = 256;
const withheld = "[withheld: too many values to mask]";

/** A run of characters decoded as base64, from each of its first four, since those before may not belong to it. */
function base64Texts(run: string): string[] {
  const digits = run.replaceAll("-", "+").replaceAll("_", "/");
  return [0, 1, 2, 3].map((from) => {
    const whole = digits.slice(from);
    const bytes = atob(whole.slice(0, whole.length - (whole.length % 4 === 1 ? 1 : 0)));
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  });
}

/**
 * Makes the function that masks foreign text before an error quotes it: the given values, and anything that looks like an
 * e-mail address, a phone number or a credential, are replaced in every spelling that a server may have read or written
 * them in; invisible and control characters are removed; the text is cut to 500 characters.
 */
export function createMask(values: readonly string[]): (text: string) => string {
  const candidates = values.filter((value) => value.length <= maxReadCharacters);
  const length = candidates.reduce((sum, value) => sum + value.length, 0);
  if (values.length > maxValues || length > maxCharactersOfValues) return () => withheld;
  const longest = values.reduce((most, value) => Math.max(most, value.length), longestPattern);
  const all = new ValueMask(candidates);
  // A short word is found in the noise of what is not base64 at all.
  const long = new ValueMask(candidates.filter((value) => value.length >= 4));
  const hides = (run: string): boolean => base64Texts(run).some((text) => long.apply(text) !== text);

  return (text) => {
    const decoded = decodeText(text.slice(0, maxReadCharacters));
    const plain = decoded && plainText(decoded);
    let masked = plain && all.apply(plain);
    if (masked === undefined) return withheld;
    if (values.length > 0) masked = masked.replace(/[\w+/-]{6,}/g, (run) => (hides(run) ? "[masked]" : run));
    for (const [pattern, replacement] of patterns) masked = masked.replace(pattern, replacement);
    masked = masked.replace(number(), "[number]");
    if (text.length > maxReadCharacters) {
      // The end of what was read may be the first half of something that would have been masked as a whole.
      masked = `${masked.slice(0, Math.max(0, masked.length - longest))}…`;
    }
    return masked.length > maxQuotedCharacters ? `${masked.slice(0, maxQuotedCharacters)}…` : masked;
  };
}

/** The same for a single text. */
export function maskText(text: string, values: readonly string[]): string {
  return createMask(values)(text);
}
