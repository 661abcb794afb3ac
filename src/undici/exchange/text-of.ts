/** A whole body as text. A byte order mark is removed, as `text()` does everywhere. */
export function textOf(chunks: readonly Uint8Array[]): string {
  const [first] = chunks;
  const whole = chunks.length === 1 && first instanceof Buffer ? first : Buffer.concat(chunks);
  const text = whole.toString();
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
