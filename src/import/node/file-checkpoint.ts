import { constants } from "node:fs";
import { open, readFile, rename, unlink } from "node:fs/promises";
import process from "node:process";
import type { Checkpoint } from "../checkpoints/checkpoint.js";
import { takeLock } from "./checkpoint-lock.js";
import { naming } from "./file-write-error.js";
import { syncFolder } from "./sync-folder.js";

const { O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_WRONLY } = constants;

/** Writes a new file without following a link at its path. */
async function writeNew(path: string, text: string): Promise<void> {
  // Left by an earlier process with the same id.
  await unlink(path).catch(() => undefined);
  const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

const temporaryOf = (path: string, pid: number): string => `${path}.${pid}.tmp`;

/** Returns the other files that an import of this process writes beside a checkpoint. */
export const companionsOf = (path: string): { readonly temporary: string; readonly lock: string } => ({
  temporary: temporaryOf(path, process.pid),
  lock: `${path}.lock`,
});

/**
 * Creates a checkpoint in a file. Each state is written beside it, flushed to the disk and then renamed over it, so
 * that a process killed at any instant, or a machine that loses power, leaves either the old state or the new one.
 * While an import runs, `<path>.lock` keeps other imports from it; the lock of a killed process is taken over.
 *
 * @param path the file; its folder must exist. `<path>.<process id>.tmp` is used too.
 */
export function fileCheckpoint(path: string): Checkpoint {
  const { temporary, lock } = companionsOf(path);
  return {
    // A killed process may have left its half-written state too.
    lock: () => takeLock(lock, (pid) => unlink(temporaryOf(path, pid)).catch(() => undefined)),
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
        // Not a state of ours: the caller refuses it with a message.
        return text;
      }
    },
    save: (state) =>
      naming(path, async () => {
        try {
          await writeNew(temporary, `${JSON.stringify(state)}\n`);
          await rename(temporary, path);
        } catch (error) {
          await unlink(temporary).catch(() => undefined);
          throw error;
        }
        await syncFolder(path);
      }),
  };
}
