import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeLock } from "../../../src/import/node/checkpoint-lock.js";
import { createLockFile, replaceLock } from "../../../src/import/node/lock-file.js";

describe("the lock of a checkpoint whose process has died", () => {
  let folder: string;
  let path: string;
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  const lockOf = (pid: number, id: string): string =>
    `${JSON.stringify({ pid, processStart: "", host: hostname(), since: "2026-01-01T00:00:00Z", id })}\n`;
  const dead = lockOf(gone, "first");
  const onAbandoned = async (): Promise<void> => undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "privy-orders-lock-"));
    path = join(folder, "checkpoint.lock");
    await writeFile(path, dead);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("is taken over, given up again, and leaves no file behind", async () => {
    const pids: number[] = [];
    const release = await takeLock(path, async (pid) => void pids.push(pid));
    expect(pids).toEqual([gone]);
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ pid: process.pid });
    await release();
    expect(await readdir(folder)).toEqual([]);
  });

  it("is taken over by one of many that find it at once", async () => {
    const taken = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(path, onAbandoned)));
    expect(taken.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of taken)
      if (result.status === "rejected") expect(String(result.reason)).toMatch(/in use by another import/);
    expect(await readdir(folder)).toEqual(["checkpoint.lock"]);
  });

  it("is not taken from its successor by one that found it long ago", async () => {
    await takeLock(path, onAbandoned);
    const successor = await readFile(path, "utf8");
    const late = { abandoned: dead, text: lockOf(process.pid, "late"), isHeld: async () => false };
    expect(await replaceLock(path, late)).toBe(false);
    expect(await readFile(path, "utf8")).toBe(successor);
    expect(await readdir(folder)).toEqual(["checkpoint.lock"]);
  });

  it("is taken over although another one died while it did so, and not while it lives", async () => {
    const other = lockOf(gone, "second");
    const text = lockOf(process.pid, "third");
    // The claim of one that was killed before it replaced the lock.
    const claim = `${path}.${createHash("sha256").update(dead).digest("hex").slice(0, 16)}`;
    expect(await createLockFile(claim, other)).toBe(true);
    expect(await replaceLock(path, { abandoned: dead, text, isHeld: async () => true })).toBe(false);
    expect(await replaceLock(path, { abandoned: dead, text, isHeld: async () => false })).toBe(true);
    expect(await readFile(path, "utf8")).toBe(text);
    expect(await readdir(folder)).toEqual(["checkpoint.lock"]);
  });
});
