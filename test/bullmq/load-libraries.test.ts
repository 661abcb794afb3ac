import { createBullMqQueue } from "privy-orders/bullmq";
import { describe, expect, it, vi } from "vitest";
import { loadLibraries } from "../../src/bullmq/load-libraries.js";
import type { Load } from "../../src/peers/own-require.js";

class Queue {}
class Worker {}
class Redis {}

const installed = (versions: { readonly [name: string]: string }): Load => {
  const known = new Map<string, unknown>(
    Object.entries(versions).flatMap(([name, version]): [string, unknown][] => [
      [`${name}/package.json`, { version }],
      [name, name === "bullmq" ? { Queue, Worker } : { Redis }],
    ]),
  );
  return (name) => {
    if (known.has(name)) return known.get(name);
    throw Object.assign(new Error(`Cannot find module '${name}'`), { code: "MODULE_NOT_FOUND" });
  };
};
const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  throw new Error("They were loaded");
};
const wanted = { bullmq: undefined, needsIoRedis: true };

describe("the libraries of a queue on BullMQ", () => {
  it("are loaded when they are installed in versions that fit", () => {
    for (const [bullmq, ioredis] of [
      ["6.7.0", "5.0.0"],
      ["6.12.3", "6.0.0"],
    ] as const)
      expect(loadLibraries(wanted, installed({ bullmq, ioredis }))).toEqual({
        bullmq: { Queue, Worker },
        ioredis: { Redis },
      });
  });

  it("are named together when both are missing, with what to install, and what to do in a bundle", () => {
    const message = refusal(() => loadLibraries(wanted, installed({})));
    expect(message).toContain(
      "  bullmq: bullmq is not installed, and this works with bullmq 6.7 or a later 6: npm install bullmq@6",
    );
    expect(message).toContain("createBullMqQueue({ bullmq, … })");
    expect(message).toContain("  ioredis: ioredis is not installed, and this works with ioredis 5 or newer");
    expect(message).toContain("pass a client of ioredis as the connection");
  });

  it("are refused in versions that lose orders", () => {
    for (const bullmq of ["5.79.0", "6.6.9", "7.0.0"])
      expect(refusal(() => loadLibraries(wanted, installed({ bullmq, ioredis: "5.0.0" })))).toContain(
        `bullmq ${bullmq} is installed, and this works with bullmq 6.7 or a later 6`,
      );
    expect(refusal(() => loadLibraries(wanted, installed({ bullmq: "6.7.0", ioredis: "4.30.0" })))).toContain(
      "ioredis 4.30.0 is installed",
    );
  });

  it("are taken as they were handed in, and then nothing needs to be installed", () => {
    const bullmq = { Queue, Worker };
    const nothing: Load = () => {
      throw new Error("It was looked for");
    };
    expect(loadLibraries({ bullmq, needsIoRedis: false }, nothing)).toEqual({ bullmq, ioredis: undefined });
  });

  it("are asked for by name where the runtime cannot load a package", () => {
    vi.stubGlobal("process", {});
    const message = refusal(() => loadLibraries(wanted));
    vi.unstubAllGlobals();
    expect(message).toContain("this runtime cannot load bullmq when it is needed: import * as bullmq");
    expect(message).toContain("this runtime cannot load ioredis when it is needed: pass a client");
  });

  it("are refused when what was handed in is not BullMQ, before anything is connected", async () => {
    for (const bullmq of [{}, { Queue }, "bullmq", null])
      await expect(
        createBullMqQueue({ connection: { host: "127.0.0.1", port: 1 }, bullmq: bullmq as object }), // as a caller without types
      ).rejects.toThrow('bullmq: must be all exports of BullMQ: import * as bullmq from "bullmq"');
  });
});
