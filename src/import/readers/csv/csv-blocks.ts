/**
 * Cuts CSV text into blocks of whole rows, each about as long as the pieces it comes in. A line break ends a row where
 * the quotes before it are even in number. Every line break becomes `\n`, so that files of any system, and mixed ones,
 * count their lines alike. Text longer than `maxLength` in which no row ends is a block of its own: the parser reports
 * its problem.
 */
export async function* csvBlocks(pieces: AsyncIterable<string>, maxLength: number): AsyncGenerator<string> {
  let held: string[] = [];
  let length = 0;
  let isQuoted = false;
  let hasReturn = false;

  /** Returns where the last complete row of a text ends, and the state of the quotes after the text. */
  const lastRowEnd = (text: string): number => {
    let end = -1;
    let from = 0;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (!isQuoted) {
        const before = text.lastIndexOf("\n", quote === -1 ? text.length : quote);
        if (before >= from) end = before;
      }
      if (quote === -1) return end;
      isQuoted = !isQuoted;
      from = quote + 1;
    }
  };

  for await (const piece of pieces) {
    let text: string = hasReturn ? `\r${piece}` : piece;
    // The next piece shows whether a line feed follows.
    hasReturn = text.endsWith("\r");
    if (hasReturn) text = text.slice(0, -1);
    if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
    const end = lastRowEnd(text);
    if (end >= 0) {
      held.push(text.slice(0, end + 1));
      yield held.join("");
      held = [];
      length = 0;
      text = text.slice(end + 1);
    }
    if (text !== "") held.push(text);
    length += text.length;
    if (length > maxLength) {
      yield held.join("");
      held = [];
      length = 0;
    }
  }
  if (length > 0) yield held.join("");
}
