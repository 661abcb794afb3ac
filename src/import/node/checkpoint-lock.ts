import { randomUUID } from "node:crypto";
import { readFile, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { FileWriteError } from "./file-write-error.js";
import { createLockFile, replaceLock } from "./lock-file.js";

/** Who holds a lock. */
interface LockHolder {
  readonly pid: number;
  /** When that process was started: another process may have its number by now. */
  readonly processStart: string;
  readonly host: string;
  /** When the lock was taken; ISO 8601. */
  readonly since: string;
}

/** How often a lock that others give up or take meanwhile is tried. */
const mostTries = 100;

/** When a process was started, as its system counts; "" where that cannot be known. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything, blanks and brackets included; the start is the twentieth field after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // What has ended and was not yet seen by its parent is still listed.
    return fields[0] === "Z" ? "ended" : (fields[19] ?? "");
  } catch {
    return "";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is another user's.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

async function holds({ pid, processStart, host }: LockHolder): Promise<boolean> {
  // Of a process on another machine, which shares the disk, nothing can be known.
  if (host !== hostname()) return true;
  if (!isAlive(pid)) return false;
  const start = await startOf(pid);
  return start === "" || processStart === "" || start === processStart;
}

function holderIn(text: string): LockHolder | undefined {
  try {
    const holder: unknown = JSON.parse(text);
    if (typeof holder !== "object" || holder === null) return undefined;
    const field = (name: string): string => String(Reflect.get(holder, name) ?? "");
    const pid = Number(field("pid"));
    if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
    return { pid, processStart: field("processStart"), host: field("host"), since: field("since") };
  } catch {
    return undefined;
  }
}

async function isHeld(text: string): Promise<boolean> {
  const holder = holderIn(text);
  return holder !== undefined && (await holds(holder));
}

function refuse(path: string, { pid, host, since }: LockHolder): never {
  const elsewhere = host === hostname() ? "" : ` on ${host} (if that machine is gone, remove ${path})`;
  throw new InvalidInputError("The import was not begun", [
    {
      code: "conflict",
      path: ["checkpoint"],
      message: `is in use by another import: process ${pid}${elsewhere}, since ${since}. Let it finish, or end it, and run this one again`,
    },
  ]);
}

/**
 * Keeps other processes from an import's checkpoint. A lock that a process left behind, killed or crashed, is taken over.
 *
 * @param path the lock's file; its folder must exist
 * @param onAbandoned is called with the process that left the lock behind
 * @returns gives the lock up
 * @throws InvalidInputError when another import holds it, naming its process
 */
export async function takeLock(
  path: string,
  onAbandoned: (pid: number) => Promise<void>,
): Promise<() => Promise<void>> {
  const { pid } = process;
  const holder = { pid, processStart: await startOf(pid), host: hostname(), since: new Date().toISOString() };
  // No two locks are ever alike.
  const text = `${JSON.stringify({ ...holder, id: randomUUID() })}\n`;
  const release = async (): Promise<void> => {
    if ((await readFile(path, "utf8").catch(() => "")) === text) await unlink(path);
  };
  try {
    for (let tries = 0; tries < mostTries; tries += 1) {
      if (await createLockFile(path, text)) return release;
      const current = await readFile(path, "utf8").catch(() => "");
      const other = holderIn(current);
      if (other !== undefined && (await holds(other))) refuse(path, other);
      // An empty lock is being written this moment, unless it stays so.
      if (current === "" && tries < mostTries / 2) continue;
      if (await replaceLock(path, { abandoned: current, text, isHeld })) {
        if (other !== undefined) await onAbandoned(other.pid);
        return release;
      }
      // Another process replaces it this moment.
      await setTimeout(tries);
    }
  } catch (error) {
    throw error instanceof InvalidInputError ? error : new FileWriteError(path, error);
  }
  throw new FileWriteError(path, new Error("others take and give it up again and again"));
}
