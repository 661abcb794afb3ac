/** A piece of text as it is shown: as it is, or a character that one would not see, by its name. */
export interface TextPiece {
  readonly text: string;
  readonly isHidden: boolean;
}

/** Control characters, marks of writing direction, and characters without a width. */
const hidden = /((?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])/u;

/** Cuts text so that characters that would not be seen, or would turn the line around, can be shown by their names. */
export function showText(text: string): TextPiece[] {
  return text
    .split(hidden)
    .map((piece, place) =>
      place % 2 ? { text: nameOf(piece), isHidden: true } : { text: piece, isHidden: false },
    )
    .filter((piece) => piece.text);
}

/** The picture of a control character where there is one: ␛; else its number: U+202E. */
function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
