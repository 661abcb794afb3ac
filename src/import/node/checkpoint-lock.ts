import { randomUUID } from "node:crypto";
import { readFile, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { FileWriteError } from "./file-write-error.js";
import { createLockFile, replaceLock } from "./lock-file.js";

/** The process that holds a lock. */
interface LockHolder {
  readonly pid: number;
  /** When that process was started, since another process may have its id by now. */
  readonly processStart: string;
  readonly host: string;
  /** When the lock was taken; ISO 8601. */
  readonly since: string;
}

/** How often the lock is tried again when other processes release or take it in the meantime. */
const mostTries = 100;

/** Returns when a process was started, in the system's own unit; "" if unknown. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may contain anything, blanks and brackets included; the start is the twentieth field after
    // it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A process that has ended is listed until its parent reads its status.
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
    // EPERM: it runs, and belongs to another user.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

async function holds({ pid, processStart, host }: LockHolder): Promise<boolean> {
  // The state of a process on another machine, which shares the disk, is unknown.
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
  throw new InvalidInputError("The import was not started", [
    {
      code: "conflict",
      path: ["checkpoint"],
      message: `is in use by another import: process ${pid}${elsewhere}, since ${since}. Let it finish, or end it, and run this one again`,
    },
  ]);
}

/**
 * Locks an import's checkpoint against other processes. The lock of a killed or crashed process is taken over.
 *
 * @param path the lock's file; its folder must exist
 * @param onAbandoned called with the process that abandoned the lock
 * @returns a function that releases the lock
 * @throws InvalidInputError when another import holds it; the message names its process
 */
export async function takeLock(
  path: string,
  onAbandoned: (pid: number) => Promise<void>,
): Promise<() => Promise<void>> {
  const { pid } = process;
  const holder = { pid, processStart: await startOf(pid), host: hostname(), since: new Date().toISOString() };
  // The id makes every lock unique.
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
      // An empty lock is being written at this moment, unless it stays empty.
      if (current === "" && tries < mostTries / 2) continue;
      if (await replaceLock(path, { abandoned: current, text, isHeld })) {
        if (other !== undefined) await onAbandoned(other.pid);
        return release;
      }
      // Another process is replacing it.
      await setTimeout(tries);
    }
  } catch (error) {
    throw error instanceof InvalidInputError ? error : new FileWriteError(path, error);
  }
  throw new FileWriteError(path, new Error("other processes take and release it again and again"));
}
