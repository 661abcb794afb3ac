/** The encodings that a source can be in. */
export const TEXT_ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1"] as const;

/** The encoding of a file's text. `iso-8859-1` is read as `windows-1252`, of which it is a part. */
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

const marks: readonly (readonly [encoding: TextEncoding, bytes: readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Returns the encoding of a byte order mark. */
export function markedEncoding(bytes: Uint8Array): TextEncoding | undefined {
  return marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
}
