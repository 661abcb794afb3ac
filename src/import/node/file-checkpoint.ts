import { open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { Checkpoint } from "../checkpoints/checkpoint.js";

/** Makes a rename durable. Windows cannot open a folder, and does not need it. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(dirname(path), "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EISDIR" && code !== "EPERM" && code !== "EACCES" && code !== "EINVAL") throw error;
  }
}

/**
 * A checkpoint in a file. Each state is written beside it, flushed to the disk and then renamed over it, so that a
 * process killed at any instant, or a machine that loses power, leaves either the old state or the new one.
 *
 * @param path the file; its folder must exist. `<path>.tmp` is used, too.
 */
export function fileCheckpoint(path: string): Checkpoint {
  const temporary = `${path}.tmp`;
  return {
    async load() {
      let text: string;
      try {
        text = await readFile(path, "utf8");
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      }
      try {
        return JSON.parse(text);
      } catch {
        // Whatever this is, it is not ours: the caller refuses to go on from it, and says so.
        return text;
      }
    },
    async save(state) {
      const file = await open(temporary, "w", 0o600);
      try {
        await file.writeFile(`${JSON.stringify(state)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      await syncFolder(path);
    },
  };
}
