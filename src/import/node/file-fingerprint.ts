import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";

const sampleBytes = 65_536;

async function fingerprintOf(file: FileHandle, size: number, meaning: string): Promise<string> {
  const hash = createHash("sha256").update(`${size}\n${meaning}\n`);
  const buffer = Buffer.alloc(sampleBytes);
  for (const start of [0, Math.max(0, size - sampleBytes)]) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(sampleBytes, size - start), start);
    hash.update(buffer.subarray(0, bytesRead));
  }
  return `${size}-${hash.digest("hex").slice(0, 32)}`;
}

/**
 * Identifies a file's content without reading it whole: its size, and a hash of its first and last 64 KiB. A change in
 * between that keeps the size is not detected.
 *
 * @param meaning how the file is read: the same file read in another way has other records
 */
export async function fileFingerprint(path: string, meaning: string): Promise<string> {
  const file = await open(path, "r");
  try {
    return await fingerprintOf(file, (await file.stat()).size, meaning);
  } finally {
    await file.close();
  }
}

const lineBreaks: readonly (number | undefined)[] = [10, 13];
const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Returns whether a file of lines begins with the content of an earlier fingerprint and has more lines after it. */
export async function hasGrownFrom(path: string, earlier: string, meaning: string): Promise<boolean> {
  const size = Number(/^(\d+)-/.exec(earlier)?.[1] ?? Number.NaN);
  const file = await open(path, "r");
  try {
    if (!(size > 0 && size < (await file.stat()).size)) return false;
    if ((await fingerprintOf(file, size, meaning)) !== earlier) return false;
    const head = Buffer.alloc(2);
    const seam = Buffer.alloc(2);
    await file.read(head, 0, 2, 0);
    await file.read(seam, 0, 2, size - 1);
    // A last line without its end may have become a longer one.
    return !isGzip(head) && (lineBreaks.includes(seam[0]) || lineBreaks.includes(seam[1]));
  } finally {
    await file.close();
  }
}
