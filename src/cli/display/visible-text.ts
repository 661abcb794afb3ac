/** Control characters, marks of writing direction, characters without a width, and line separators. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Returns text for a terminal: characters that would act on it, or could not be seen, stand there as `U+001B`. */
export function visibleText(text: string): string {
  return text.replace(
    hidden,
    (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
}
