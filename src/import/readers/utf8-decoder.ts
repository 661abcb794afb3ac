/** Decodes bytes into text, piece by piece. */
export interface BytesDecoder {
  /** The text of a piece, up to the first invalid byte. */
  decode(bytes: Uint8Array): { readonly text: string; readonly isBroken: boolean };
  /** Returns whether bytes of an incomplete character are left. */
  readonly isIncomplete: boolean;
}

/** Counts the bytes at the end that belong to an incomplete character. */
function incompleteBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0x80 && byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Counts the bytes before the first one that is not UTF-8. */
function validLength(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isValid(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good - incompleteBytes(bytes.subarray(0, good));
}

/** Joins the bytes of two pieces. */
export function joinedBytes(head: Uint8Array, tail: Uint8Array): Uint8Array {
  if (head.length === 0) return tail;
  const all = new Uint8Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
}

/** Decodes UTF-8 up to the first byte that is not UTF-8, so that its line and column can be named. */
export function utf8Decoder(): BytesDecoder {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let tail: Uint8Array = new Uint8Array(0);
  return {
    decode(piece) {
      const bytes = joinedBytes(tail, piece);
      const rest = incompleteBytes(bytes);
      try {
        const text = decoder.decode(bytes.subarray(0, bytes.length - rest));
        tail = bytes.slice(bytes.length - rest);
        return { text, isBroken: false };
      } catch {
        const good = bytes.subarray(0, validLength(bytes));
        return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(good), isBroken: true };
      }
    },
    get isIncomplete() {
      return tail.length > 0;
    },
  };
}
