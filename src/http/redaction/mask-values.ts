import { lazyPattern } from "../../phone/lazy-pattern.js";

/** Scripts without capitals (Han, Kana, Thai, Arabic …) mostly write without spaces, so a word never stands alone there. */
const caseless = /* @__PURE__ */ lazyPattern("\\p{Lo}", "u");
const wordCharacter = /* @__PURE__ */ lazyPattern("[\\p{L}\\p{N}]", "u");
/** Zero-width characters and those that turn the direction of a line: they can hide a value from a comparison, or from a reader. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;
const control = /* @__PURE__ */ lazyPattern("[\\p{Cc}\\u2028\\u2029]+", "gu");
/** Where a text was, or may have been, cut: before an ellipsis, and before the signs at its end. */
const ellipsis = /…|\.{2,}/g;
const lastSigns = /* @__PURE__ */ lazyPattern("[^\\p{L}\\p{N}]*$", "u");
/** Values are looked up by this many characters; fewer characters of a cut value do not give it away. */
const keyLength = 4;
/** Comparisons for one error, a fraction of a second. */
const mostComparisons = 500_000;

/** Text as it is compared and quoted: composed characters, nothing invisible, a blank for line breaks and controls. */
export function plainText(text: string): string {
  return text.normalize("NFC").replace(invisible, "").replace(control(), " ").trim();
}

/** For a comparison: capitals of equal length, so that a place in one text is the same place in the other; a plus is a form's blank. */
function fold(text: string): string {
  const upper = text.toUpperCase().replaceAll("+", " ");
  if (upper.length === text.length) return upper;
  return Array.from(text, (character) => {
    const capital = character.toUpperCase();
    return capital.length === character.length ? capital : character;
  })
    .join("")
    .replaceAll("+", " ");
}

/** The values of one error, made ready once for all texts that it quotes. */
export class ValueMask {
  /** Folded, by their first characters. */
  readonly #values = new Map<string, string[]>();
  #comparisons = 0;

  constructor(values: readonly string[]) {
    for (const value of new Set(values.map((text) => fold(plainText(text))))) {
      if (!wordCharacter().test(value)) continue;
      const key = value.slice(0, keyLength);
      const known = this.#values.get(key);
      if (known === undefined) this.#values.set(key, [value]);
      else known.push(value);
    }
  }

  /**
   * Replaces every occurrence of the values in a plain text, whatever their case; of one of four characters or more also
   * its beginning, where the text was cut. Undefined when that takes too long.
   */
  apply(text: string): string | undefined {
    const covered = this.#coveredIn(fold(text));
    if (covered === undefined) return undefined;
    let masked = "";
    for (let index = 0; index < text.length; index += 1) {
      if (covered[index] === 0) masked += text.charAt(index);
      else if (index === 0 || covered[index - 1] === 0) masked += "[masked]";
    }
    return masked;
  }

  /** Which characters belong to one of the values, wherever these overlap. */
  #coveredIn(text: string): Uint8Array | undefined {
    const covered = new Uint8Array(text.length);
    const ends = Array.from(text.matchAll(ellipsis), ({ index }) => index);
    ends.push(text.search(lastSigns()));
    ends.sort((left, right) => left - right);
    let cut = 0;
    for (let start = 0; start < text.length; start += 1) {
      while ((ends[cut] ?? text.length) < start + keyLength && cut < ends.length) cut += 1;
      const end = ends[cut] ?? text.length;
      for (let length = 1; length <= keyLength; length += 1) {
        const values = this.#values.get(text.slice(start, start + length));
        if (values === undefined) continue;
        this.#comparisons += values.length;
        if (this.#comparisons > mostComparisons) return undefined;
        for (const value of values) {
          const isWhole = text.startsWith(value, start) && occursAt(text, start, value);
          if (isWhole) covered.fill(1, start, start + value.length);
          else if (
            length === keyLength &&
            end - start < value.length &&
            value.startsWith(text.slice(start, end))
          )
            covered.fill(1, start, end);
        }
      }
    }
    return covered;
  }
}

/** Words shorter than four letters count only where they stand alone, lest "Al" hide half of "Allowed". */
function occursAt(text: string, start: number, value: string): boolean {
  if (value.length >= keyLength || caseless().test(value)) return true;
  return (
    !wordCharacter().test(text.charAt(start - 1)) && !wordCharacter().test(text.charAt(start + value.length))
  );
}
