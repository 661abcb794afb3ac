import { getEventListeners } from "node:events";
import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { raceAbort, sleep, throwIfAborted } from "../../src/http/abort.js";
import { watch } from "../support/scripted-server.js";

const never = new Promise<never>(() => undefined);
const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;
const reasons: [string, unknown][] = [
  ["an Error", new Error("stop")],
  ["a text", "stop"],
  ["null", null],
  ["a number", 0],
  ["an object", { why: "stop" }],
];

describe("a signal that has aborted already", () => {
  it.each(reasons)("ends the work with its own reason, also a signal of an old jsdom: %s", (_, reason) => {
    const { signal } = new AbortController();
    // Jest 29's jsdom has signals without this method.
    Object.defineProperty(signal, "throwIfAborted", { value: undefined });
    expect(() => throwIfAborted(signal)).not.toThrow();
    const thrown: unknown[] = [];
    try {
      throwIfAborted(AbortSignal.abort(reason));
    } catch (error) {
      thrown.push(error);
    }
    expect(thrown).toEqual([reason]);
  });
});

describe("waiting for a promise or an abort", () => {
  it("gives what the promise gives, and leaves no listener", async () => {
    const { signal } = new AbortController();
    await expect(raceAbort(Promise.resolve(5), signal)).resolves.toBe(5);
    await expect(raceAbort(Promise.reject(new Error("x")), signal)).rejects.toThrow("x");
    expect(listenersOf(signal)).toBe(0);
  });

  it.each(reasons)("ends with the signal's own reason: %s", async (_, reason) => {
    const controller = new AbortController();
    const waiting = watch(raceAbort(never, controller.signal));
    expect(listenersOf(controller.signal)).toBe(1);
    controller.abort(reason);
    await expect(waiting.promise).rejects.toBe(reason);
    expect(listenersOf(controller.signal)).toBe(0);
  });

  it("ends at once with an aborted signal, and hears no later rejection", async () => {
    const late = Promise.reject(new Error("no one listens"));
    await expect(raceAbort(late, AbortSignal.abort("stop"))).rejects.toBe("stop");
    await expect(raceAbort(never, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("a pause", () => {
  it("lasts as long as it should, and leaves neither timer nor listener", async () => {
    const clock = createVirtualClock({ autoAdvance: false });
    const { signal } = new AbortController();
    const pause = watch(sleep(clock, 100, signal));
    await clock.advance(99);
    expect(pause.state).toBe("pending");
    await clock.advance(1);
    expect(pause.state).toBe("fulfilled");
    expect(listenersOf(signal)).toBe(0);
  });

  it.each(reasons)("is cut by an abort with its own reason: %s", async (_, reason) => {
    const clock = createVirtualClock({ autoAdvance: false });
    const controller = new AbortController();
    const pause = watch(sleep(clock, 100, controller.signal));
    controller.abort(reason);
    await expect(pause.promise).rejects.toBe(reason);
    expect(clock.pendingTimers).toBe(0);
    expect(listenersOf(controller.signal)).toBe(0);
  });

  it("does not begin with an aborted signal", async () => {
    const clock = createVirtualClock({ autoAdvance: false });
    await expect(sleep(clock, 100, AbortSignal.abort("stop"))).rejects.toBe("stop");
    expect(clock.pendingTimers).toBe(0);
  });
});
