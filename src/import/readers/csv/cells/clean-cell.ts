/**
 * Removes what a spreadsheet adds to a cell: an apostrophe that keeps a number as text (`'0012`), and a formula that is
 * only a text (`="+1…"`). A text that means an empty cell becomes empty.
 */
export function cellCleaner(empty: readonly string[] = []): (cell: string) => string {
  const empties = new Set(empty);
  return (cell) => {
    let text = cell.trim();
    if (text === "") return text;
    const first = text.charCodeAt(0);
    if (first === 0x27 && /^'[\d+=@-]/.test(text)) text = text.slice(1).trim();
    if (text.startsWith('="') && text.endsWith('"') && text.length > 2) text = text.slice(2, -1).trim();
    return empties.size > 0 && empties.has(text) ? "" : text;
  };
}
