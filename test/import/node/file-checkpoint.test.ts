import { spawnSync } from "node:child_process";
import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidInputError } from "privy-orders";
import { importOrders, startImport } from "privy-orders/import";
import { FileWriteError, fileCheckpoint } from "privy-orders/import/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { orders, stubClient } from "../stub-client.js";

/** The number of a process that has ended. */
const endedPid = (): number => spawnSync(process.execPath, ["-e", ""]).pid;

describe("a checkpoint in a file", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "privy-orders-checkpoint-"));
    path = join(folder, "state.json");
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const holder = (more: object): string =>
    JSON.stringify({
      pid: process.pid,
      processStart: "",
      host: hostname(),
      since: "2026-01-01T00:00:00Z",
      ...more,
    });
  const run = (count = 3) =>
    importOrders(stubClient().client, orders(count), { checkpoint: fileCheckpoint(path), fingerprint: "f" });

  it("leaves nothing but itself behind", async () => {
    expect(await run()).toMatchObject({ finished: true });
    expect(await readdir(folder)).toEqual(["state.json"]);
    expect((await lstat(path)).mode & 0o777).toBe(0o600);
  });

  it("is one import's at a time: the second learns which process holds it, and the first goes on", async () => {
    const { client } = stubClient();
    const first = startImport(client, orders(200), {
      checkpoint: fileCheckpoint(path),
      fingerprint: "f",
      concurrency: 1,
    });
    for await (const outcome of first.outcomes) {
      if (outcome.position.record > 1) break;
      await expect(run()).rejects.toThrow(InvalidInputError);
      await expect(run()).rejects.toThrow(`in use by another import: process ${process.pid}, since 20`);
    }
    await first.summary;
    expect(await run(200)).toMatchObject({ finished: true, done: 200 });
  });

  it.each([
    ["that has ended", () => ({ pid: endedPid() })],
    ["whose number another one has by now", () => ({ processStart: "1" })],
  ])("is taken over from a process %s", async (_what, about) => {
    const left = { pid: process.pid, ...about() };
    const { pid } = left;
    await writeFile(`${path}.lock`, holder(left));
    await writeFile(`${path}.${pid}.tmp`, "half");
    expect(await run()).toMatchObject({ finished: true });
    expect(await readdir(folder)).toEqual(["state.json"]);
  });

  it.each([
    ["that runs", () => ({ pid: process.ppid })],
    ["of another machine", () => ({ pid: endedPid(), host: "elsewhere" })],
  ])("is not taken from a process %s", async (_what, about) => {
    const lock = holder(about());
    await writeFile(`${path}.lock`, lock);
    await expect(run()).rejects.toThrow(/in use by another import/);
    expect(await readFile(`${path}.lock`, "utf8")).toBe(lock);
  });

  it("is taken over when its lock is not a lock", async () => {
    for (const text of ["{", "", "[]", '{"pid":-1}']) {
      await writeFile(`${path}.lock`, text);
      expect(await run()).toMatchObject({ finished: true });
    }
  });

  it("does not write through a link that was put in its temporary file's place", async () => {
    const elsewhere = join(folder, "elsewhere");
    await writeFile(elsewhere, "kept");
    await symlink(elsewhere, `${path}.${process.pid}.tmp`);
    expect(await run()).toMatchObject({ finished: true });
    expect(await readFile(elsewhere, "utf8")).toBe("kept");
  });

  it("is written before the first order is sent; where that fails none is, and the file is named", async () => {
    const { client, bodies } = stubClient();
    const { load, save } = fileCheckpoint(join(folder, "none", "state.json"));
    const summary = await importOrders(client, orders(5), { checkpoint: { load, save }, fingerprint: "f" });
    expect(summary).toMatchObject({ finished: false, stopReason: "checkpoint", done: 0 });
    expect(summary.error).toBeInstanceOf(FileWriteError);
    expect(String(summary.error)).toContain(join("none", "state.json"));
    expect(bodies).toEqual([]);
  });

  it.each(["ENOSPC", "EFBIG", "EDQUOT"])(
    "ends an import as disk_full for %s, and nothing is lost",
    async (code) => {
      const { client, bodies } = stubClient();
      const { load, save } = fileCheckpoint(path);
      let saves = 0;
      const checkpoint = {
        load,
        save: async (state: Parameters<typeof save>[0]) => {
          saves += 1;
          if (saves > 3) throw new FileWriteError(path, Object.assign(new Error("full"), { code }));
          await save(state);
        },
      };
      const options = { fingerprint: "f", concurrency: 1 };
      const summary = await importOrders(client, orders(9), { ...options, checkpoint });
      expect(summary).toMatchObject({ finished: false, stopReason: "disk_full" });
      expect(String(summary.error)).toMatch(/state\.json could not be written: the (?:disk|file)/);
      await importOrders(client, orders(9), { ...options, checkpoint: fileCheckpoint(path) });
      // Only the order whose result could not be written was sent twice.
      expect(bodies).toHaveLength(10);
    },
  );

  it("ends as disk_full when what onOutcome writes does not fit, with that record not done", async () => {
    const { client } = stubClient();
    const full = Object.assign(new Error("full"), { code: "ENOSPC" });
    const summary = await importOrders(client, orders(9), {
      concurrency: 1,
      onOutcome: ({ position }) => {
        if (position.record === 3) throw full;
      },
    });
    expect(summary).toMatchObject({ finished: false, stopReason: "disk_full", error: full, done: 2 });
  });
});
