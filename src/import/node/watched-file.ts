import type { Stats } from "node:fs";
import { open, stat } from "node:fs/promises";
import { SourceChangedError } from "../source-changed-error.js";

const pieceBytes = 262_144;

type FileState = Pick<Stats, "dev" | "ino" | "size" | "mtimeMs">;

/** Returns how a file has changed since it was opened, if that prevents reading further. */
function changeOf(first: FileState, now: FileState): string | undefined {
  if (first.dev !== now.dev || first.ino !== now.ino) return "is another file than when it was opened";
  if (now.size < first.size) return "has become shorter since it was opened";
  return now.size === first.size && now.mtimeMs !== first.mtimeMs
    ? "was written to since it was opened"
    : undefined;
}

/**
 * Reads a file as it was when it was opened: each reading has the same bytes, or ends with an error. A file that has
 * grown is read up to its old end; the reading then ends with an error that names the change.
 *
 * @param first the file's state when it was opened
 * @throws SourceChangedError when the file has changed
 */
export async function* readUnchanged(path: string, first: FileState): AsyncGenerator<Uint8Array> {
  const file = await open(path, "r");
  let read = 0;
  try {
    const changed = changeOf(first, await file.stat());
    if (changed !== undefined)
      throw new SourceChangedError(`${changed}: start the import again, or restore it`);
    while (read < first.size) {
      const { bytesRead, buffer } = await file.read(
        Buffer.allocUnsafe(Math.min(pieceBytes, first.size - read)),
        0,
        undefined,
        read,
      );
      if (bytesRead === 0) break;
      read += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
  const last = await stat(path);
  const changed = read < first.size ? "became shorter while it was read" : changeOf(first, last);
  if (changed !== undefined) throw new SourceChangedError(`${changed}: restore it, and run the import again`);
  if (last.size > first.size)
    throw new SourceChangedError("has grown while it was read: run the import again for the rest");
}
