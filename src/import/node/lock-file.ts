import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, open, readFile, rename, unlink } from "node:fs/promises";
import process from "node:process";

/** How many processes may have ended one after the other while they replaced one lock. */
const mostClaims = 10;

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

/** Gives a file a second name that must be free; copies it where the disk does not support links. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

/** Writes a new file and gives it its name in one step, so that a lock is never seen half written. */
export async function createLockFile(path: string, text: string): Promise<boolean> {
  const own = await writeOwnFile(path, text);
  try {
    await linkOrCopy(own, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(own).catch(() => undefined);
  }
}

/** Creates a file beside a lock, under a name that no other process uses. */
async function writeOwnFile(path: string, text: string): Promise<string> {
  const own = `${path}.${process.pid}.${randomUUID()}`;
  const { O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_WRONLY } = constants;
  const file = await open(own, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
  return own;
}

/** Returns the file by which a process claims one particular abandoned lock. */
function claimOn(path: string, lock: string): string {
  return `${path}.${createHash("sha256").update(lock).digest("hex").slice(0, 16)}`;
}

export interface ReplaceLockOptions {
  /** The abandoned lock, as it was read. */
  readonly abandoned: string;
  /** Its replacement. */
  readonly text: string;
  /** Returns whether the process that wrote a lock or a claim still runs. */
  isHeld(text: string): Promise<boolean>;
}

/**
 * Replaces an abandoned lock, and returns whether it did. Of all processes that found the same lock, the one that
 * creates its claim may replace it, after checking that the lock is unchanged: while a claim exists, no other process
 * replaces the lock, and a claim is removed only after the replacement. So a process that found the lock long ago never
 * replaces its successor. The claim of an ended process is claimed in the same way.
 */
export async function replaceLock(
  path: string,
  { abandoned, text, isHeld }: ReplaceLockOptions,
): Promise<boolean> {
  const left: string[] = [];
  let claim = claimOn(path, abandoned);
  while (!(await createLockFile(claim, text))) {
    const other = await readFile(claim, "utf8").catch(() => "");
    if (other === "" || left.length >= mostClaims || (await isHeld(other))) return false;
    left.push(claim);
    claim = claimOn(path, other);
  }
  try {
    if ((await readFile(path, "utf8").catch(() => "")) !== abandoned) return false;
    await rename(await writeOwnFile(path, text), path);
    for (const file of left) await unlink(file).catch(() => undefined);
    return true;
  } finally {
    await unlink(claim).catch(() => undefined);
  }
}
