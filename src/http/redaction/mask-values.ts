/** Scripts without capitals (Han, Kana, Thai, Arabic …) mostly write without spaces, so a word never stands alone there. */
const caseless = /\p{Lo}/u;
const wordCharacter = /[\p{L}\p{N}]/u;
/** Zero-width characters and those that turn the direction of a line: they can hide a value from a comparison, or from a reader. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Text as it is compared and quoted: composed characters, nothing invisible, a blank for line breaks and controls. */
export function plainText(text: string): string {
  return text.normalize("NFC").replace(invisible, "").replace(control, " ").trim();
}

/** Capitals of equal length, so that a place in one text is the same place in the other. */
function fold(text: string): string {
  const upper = text.toUpperCase();
  if (upper.length === text.length) return upper;
  return Array.from(text, (character) => {
    const capital = character.toUpperCase();
    return capital.length === character.length ? capital : character;
  }).join("");
}

/** Words shorter than four letters count only where they stand alone, lest "Al" hide half of "Allowed". */
function occursAt(text: string, start: number, end: number, value: string): boolean {
  if (value.length >= 4 || caseless.test(value)) return true;
  return !wordCharacter.test(text.charAt(start - 1)) && !wordCharacter.test(text.charAt(end));
}

/** Which characters of a text belong to one of the values, wherever these overlap. */
function coveredBy(text: string, values: readonly string[]): Uint8Array {
  const covered = new Uint8Array(text.length);
  const folded = fold(text);
  for (const value of values) {
    const wanted = fold(value);
    for (let start = folded.indexOf(wanted); start >= 0; ) {
      const end = start + wanted.length;
      const occurs = occursAt(text, start, end, value);
      if (occurs) covered.fill(1, start, end);
      start = folded.indexOf(wanted, occurs ? end : start + 1);
    }
  }
  return covered;
}

/** Replaces every occurrence of the values in a text, whatever their case. Text and values are made `plainText` first. */
export function maskValues(text: string, values: readonly string[]): string {
  const plain = plainText(text);
  const wanted = new Set(
    values.map(plainText).filter((value) => value.length <= plain.length && wordCharacter.test(value)),
  );
  if (wanted.size === 0) return plain;
  const covered = coveredBy(plain, [...wanted]);
  let masked = "";
  for (let index = 0; index < plain.length; index += 1) {
    if (covered[index] === 0) masked += plain.charAt(index);
    else if (index === 0 || covered[index - 1] === 0) masked += "[masked]";
  }
  return masked;
}
