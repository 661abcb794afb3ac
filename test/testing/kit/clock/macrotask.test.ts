import { setImmediate as nodesOwn } from "node:timers";
import { afterEach, describe, expect, it, vi } from "vitest";

/** Loads the module anew, as a test file does that installed its timers before it loaded the fake. */
async function macrotask(): Promise<void> {
  vi.resetModules();
  const { macrotask: turn } = await import("../../../../src/testing/kit/clock/macrotask.js");
  await turn();
}

describe("a turn of the event loop", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("comes after all that promises do", async () => {
    let steps = 0;
    const walk = async (): Promise<void> => {
      for (; steps < 1_000; steps += 1) await undefined;
    };
    void walk();
    await macrotask();
    expect(steps).toBe(1_000);
  });

  it("takes Node's own setImmediate, also when another one is put in its place afterwards", async () => {
    vi.resetModules();
    const { macrotask: turn } = await import("../../../../src/testing/kit/clock/macrotask.js");
    const channels = vi.fn();
    vi.stubGlobal("MessageChannel", channels);
    vi.useFakeTimers({ toFake: ["setImmediate", "setTimeout"] });
    await turn();
    expect(channels).not.toHaveBeenCalled();
  });

  it("comes although Vitest's fake timers were there first", async () => {
    vi.useFakeTimers({ toFake: ["setImmediate", "setTimeout"] });
    expect(setImmediate).not.toBe(nodesOwn);
    await macrotask();
  });

  it.each([
    ["a function that only remembers, as node:test has", () => undefined],
    ["a mock function", vi.fn()],
    ["nothing", undefined],
  ])("comes although setImmediate is %s", async (_what, standIn) => {
    vi.stubGlobal("setImmediate", standIn);
    await macrotask();
  });

  it("comes where there is neither setImmediate nor MessageChannel", async () => {
    vi.stubGlobal("setImmediate", undefined);
    vi.stubGlobal("MessageChannel", undefined);
    await macrotask();
  });
});
