import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { ownRequire } from "../../src/peers/own-require.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

it("finds the packages of the project from here", () => {
  expect(ownRequire()?.("undici/package.json")).toMatchObject({ name: "undici" });
});

it("finds a package beside the running program, where a bundler has moved this file elsewhere", async () => {
  const folder = await mkdtemp(join(tmpdir(), "privy-orders-program-"));
  try {
    const inside = join(folder, "node_modules-beside-the-program.json");
    await writeFile(inside, '{ "name": "only there" }');
    vi.stubGlobal("process", {
      argv: [process.execPath, join(folder, "server.mjs")],
      getBuiltinModule: process.getBuiltinModule,
    });
    expect(ownRequire()?.("./node_modules-beside-the-program.json")).toEqual({ name: "only there" });
  } finally {
    await rm(folder, { recursive: true });
  }
});

it("reports a package that is nowhere as missing, whatever the program's name looks like", () => {
  for (const program of [undefined, "", "-", "server.mjs", join(tmpdir(), "no such folder", "server.mjs")]) {
    vi.stubGlobal("process", { argv: ["node", program], getBuiltinModule: process.getBuiltinModule });
    expect(() => ownRequire()?.("there-is-no-such-package")).toThrow(
      expect.objectContaining({ code: "MODULE_NOT_FOUND" }),
    );
  }
});

it("passes on what a package throws that is there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "privy-orders-program-"));
  try {
    const broken = join(folder, "broken.cjs");
    await writeFile(broken, 'throw new Error("a fault of its own")');
    expect(() => ownRequire()?.(broken)).toThrow("a fault of its own");
  } finally {
    await rm(folder, { recursive: true });
  }
});

it("is not to be had where the runtime cannot load a package when it is needed", () => {
  const refuse = (): never => {
    throw new Error("A Node.js API is used which is not supported in the Edge Runtime.");
  };
  for (const process of [
    undefined,
    {},
    { getBuiltinModule: () => undefined },
    { getBuiltinModule: refuse },
  ]) {
    vi.stubGlobal("process", process);
    expect(ownRequire()).toBeUndefined();
  }
});
