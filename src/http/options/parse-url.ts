/**
 * A URL, or undefined when the text is not an absolute one. Not `URL.canParse`: Node 20 and 22 compile a call that is often
 * made into one that reads a Latin-1 string as UTF-8, and then refuse `https://münchen.example`.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
