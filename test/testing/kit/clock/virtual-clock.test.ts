import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { macrotask } from "../../../../src/testing/kit/clock/macrotask.js";
import { createVirtualClock, type VirtualClock } from "../../../../src/testing/kit/clock/virtual-clock.js";
import { FakeUsageError } from "../../../../src/testing/kit/options/fake-usage-error.js";

const startMs = Date.UTC(2026, 0, 1);

function pause(clock: VirtualClock, delayMs: number, purpose: "wait" | "timeout" = "wait"): Promise<number> {
  return new Promise((resolve) => {
    clock.setTimer(() => resolve(clock.now() - startMs), delayMs, purpose);
  });
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await macrotask();
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a virtual clock that is moved by hand", () => {
  const makeClock = (): VirtualClock => createVirtualClock({ autoAdvance: false });

  it("starts at the same moment in every test, and stands still", async () => {
    const clock = makeClock();
    await turns(20);
    expect(new Date(clock.now()).toISOString()).toBe("2026-01-01T00:00:00.000Z");
  });

  it.each([new Date(1000), "1970-01-01T00:00:01Z", 1000])("starts where it is told: %s", (startAt) => {
    expect(createVirtualClock({ startAt }).now()).toBe(1000);
  });

  it("refuses a start that is not a moment", () => {
    expect(() => createVirtualClock({ startAt: "yesterday" })).toThrow(FakeUsageError);
  });

  it("runs a timer exactly when its time has come, not a millisecond before", async () => {
    const clock = makeClock();
    const callback = vi.fn();
    clock.setTimer(callback, 30_000, "timeout");
    await clock.advance(29_999);
    expect(callback).not.toHaveBeenCalled();
    expect(clock.pendingTimers).toBe(1);
    await clock.advance(1);
    expect(callback).toHaveBeenCalledTimes(1);
    expect(clock.pendingTimers).toBe(0);
  });

  it("shows each timer its own time and ends where the advance ends", async () => {
    const clock = makeClock();
    const seen = [pause(clock, 7000), pause(clock, 2000), pause(clock, 2000, "timeout")];
    await clock.advance("10s");
    expect(await Promise.all(seen)).toEqual([7000, 2000, 2000]);
    expect(clock.now() - startMs).toBe(10_000);
  });

  it("runs in one advance the timers that the ones before it led to", async () => {
    const clock = makeClock();
    const seen: number[] = [];
    async function retry(): Promise<void> {
      for (let attempt = 0; attempt < 5; attempt += 1) seen.push(await pause(clock, 1000));
    }
    const retried = retry();
    await clock.advance("5s");
    await retried;
    expect(seen).toEqual([1000, 2000, 3000, 4000, 5000]);
  });

  it("leaves to the next advance what falls due after the end of this one", async () => {
    const clock = makeClock();
    const callback = vi.fn();
    void pause(clock, 4000).then(() => clock.setTimer(callback, 1001, "wait"));
    await clock.advance("5s");
    expect(callback).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(callback).toHaveBeenCalledTimes(1);
  });

  it("does not run a timer that another one, due at the same time, cancels", async () => {
    const clock = makeClock();
    const callback = vi.fn();
    void pause(clock, 1000).then(() => cancel());
    const cancel = clock.setTimer(callback, 1000, "timeout");
    await clock.advance("1m");
    expect(callback).not.toHaveBeenCalled();
  });

  it("runs timers of calls that were begun just before the advance", async () => {
    const clock = makeClock();
    const begun = Promise.resolve()
      .then(macrotask)
      .then(() => pause(clock, 1000));
    await clock.advance("1s");
    expect(await begun).toBe(1000);
  });

  it("lets a response that MSW makes arrive before the next timer runs", async () => {
    const server = setupServer(
      http.post("https://api.test/orders", () => HttpResponse.json({ data: { order_id: 1 } })),
    );
    server.listen({ onUnhandledRequest: "error" });
    try {
      const clock = makeClock();
      const callback = vi.fn();
      const answered = pause(clock, 1000).then(async () => {
        const answer = await fetch("https://api.test/orders", {
          method: "POST",
          body: JSON.stringify({ id: 1 }),
        });
        await answer.json();
        clock.setTimer(callback, 1000, "wait");
      });
      await clock.advance("2s");
      await answered;
      expect(callback).toHaveBeenCalledTimes(1);
    } finally {
      server.close();
    }
  });

  it("waits for work that takes a few turns of the event loop before it runs the next timer", async () => {
    const clock = makeClock();
    const seen: string[] = [];
    void pause(clock, 1000).then(async () => {
      await turns(2);
      seen.push("work");
    });
    void pause(clock, 1001).then(() => seen.push("next timer"));
    await clock.advance("2s");
    expect(seen).toEqual(["work", "next timer"]);
  });

  it("keeps nothing open that would keep the process alive", async () => {
    const openPorts = (): number =>
      process.getActiveResourcesInfo().filter((name) => /port/i.test(name)).length;
    const before = openPorts();
    await makeClock().advance("1s");
    await turns(100);
    expect(openPorts() - before).toBeLessThan(20);
  });

  it("adds up advances that are begun side by side", async () => {
    const clock = makeClock();
    await Promise.all([clock.advance("1s"), clock.advance("2s")]);
    expect(clock.now() - startMs).toBe(3000);
  });

  it("goes on after an advance in which a callback threw", async () => {
    const clock = makeClock();
    clock.setTimer(
      () => {
        throw new Error("from the callback");
      },
      1000,
      "wait",
    );
    const next = pause(clock, 2000);
    await expect(clock.advance("5s")).rejects.toThrow("from the callback");
    expect(clock.now() - startMs).toBe(1000);
    await clock.advance("5s");
    expect(await next).toBe(2000);
  });

  it("rounds delays up to whole milliseconds and takes those that are none as 0", async () => {
    const clock = makeClock();
    const seen = [pause(clock, 0.2), pause(clock, Number.NaN), pause(clock, -5)];
    await clock.advance(1);
    expect(await Promise.all(seen)).toEqual([1, 0, 0]);
  });

  it("never runs a timer without an end", async () => {
    const clock = makeClock();
    const callback = vi.fn();
    const cancel = clock.setTimer(callback, Number.POSITIVE_INFINITY, "wait");
    await clock.runUntilIdle();
    cancel();
    expect(callback).not.toHaveBeenCalled();
    expect(clock.now()).toBe(startMs);
  });

  it("refuses a length that is none, and does not move", async () => {
    const clock = makeClock();
    await expect(clock.advance(-1)).rejects.toBeInstanceOf(TypeError);
    await expect(clock.advance(Number.MAX_SAFE_INTEGER)).rejects.toBeInstanceOf(FakeUsageError);
    expect(clock.now()).toBe(startMs);
  });

  it("gives up on a loop that sets a timer whenever one runs, but not at the very limit", async () => {
    const clock = createVirtualClock({ autoAdvance: false, maxTimers: 10 });
    let left = 10;
    const loop = (): void => {
      left -= 1;
      if (left > 0) clock.setTimer(loop, 1, "wait");
    };
    clock.setTimer(loop, 1, "wait");
    await clock.advance("1s");
    expect(left).toBe(0);
    left = 11;
    clock.setTimer(loop, 1, "wait");
    const advance = clock.advance("1s");
    await expect(advance).rejects.toBeInstanceOf(FakeUsageError);
    await expect(advance).rejects.toThrow(/10 timers/);
  });

  it("runs everything that is set until nothing is left, and stops at the last of it", async () => {
    const clock = makeClock();
    const seen = [pause(clock, 5000, "timeout"), pause(clock, 1000).then(() => pause(clock, 60_000))];
    await clock.runUntilIdle();
    expect(await Promise.all(seen)).toEqual([5000, 61_000]);
    expect(clock.pendingTimers).toBe(0);
    expect(clock.now() - startMs).toBe(61_000);
  });

  it.each(["2027-01-01T00:00:00Z", "2025-01-01T00:00:00Z"])(
    "can be set to %s, and timers have as long to go as before",
    async (moment) => {
      const clock = makeClock();
      const callback = vi.fn();
      clock.setTimer(callback, 1000, "timeout");
      clock.set(moment);
      expect(clock.now()).toBe(Date.parse(moment));
      await clock.advance(999);
      expect(callback).not.toHaveBeenCalled();
      await clock.advance(1);
      expect(callback).toHaveBeenCalledTimes(1);
      expect(clock.now()).toBe(Date.parse(moment) + 1000);
    },
  );

  it("shows what it was set to, however far it had moved", async () => {
    const clock = makeClock();
    await clock.advance("1h");
    clock.set("2026-06-01T00:00:00Z");
    await clock.advance("1h");
    expect(new Date(clock.now()).toISOString()).toBe("2026-06-01T01:00:00.000Z");
  });

  it("refuses to be set to what is not a moment", () => {
    const clock = makeClock();
    expect(() => clock.set("2026-02-30")).toThrow(FakeUsageError);
    expect(clock.now()).toBe(startMs);
  });

  it("works while a test's fake timers are installed, and leaves Date alone", async () => {
    vi.useFakeTimers({ now: 5 });
    const clock = makeClock();
    const waited = pause(clock, 1000);
    await clock.advance("1s");
    expect(await waited).toBe(1000);
    expect(Date.now()).toBe(5);
  });

  it("works where there is no MessageChannel", async () => {
    vi.stubGlobal("MessageChannel", undefined);
    const clock = makeClock();
    const waited = pause(clock, 1000);
    await clock.advance("1s");
    expect(await waited).toBe(1000);
  });
});

describe("a virtual clock that moves by itself", () => {
  it("jumps over a wait at once", async () => {
    const clock = createVirtualClock();
    expect(await pause(clock, 86_400_000)).toBe(86_400_000);
  });

  it("jumps from wait to wait and leaves none behind", async () => {
    const clock = createVirtualClock();
    expect(await Promise.all([pause(clock, 3000), pause(clock, 1000)])).toEqual([3000, 1000]);
    expect(clock.pendingTimers).toBe(0);
  });

  it("stands still while there are only timeouts", async () => {
    const clock = createVirtualClock();
    const callback = vi.fn();
    clock.setTimer(callback, 1, "timeout");
    await turns(50);
    expect(callback).not.toHaveBeenCalled();
    expect(clock.now()).toBe(startMs);
  });

  it("runs a timeout that falls due before the wait is over", async () => {
    const clock = createVirtualClock();
    const seen: string[] = [];
    clock.setTimer(() => seen.push("timeout"), 1000, "timeout");
    void pause(clock, 2000).then(() => seen.push("wait"));
    await turns(50);
    expect(seen).toEqual(["timeout", "wait"]);
  });

  it("does not jump when the wait is cancelled", async () => {
    const clock = createVirtualClock();
    const timeout = vi.fn();
    clock.setTimer(timeout, 10, "timeout");
    clock.setTimer(() => undefined, 1000, "wait")();
    await turns(50);
    expect(timeout).not.toHaveBeenCalled();
    expect(clock.now()).toBe(startMs);
  });

  it("does not jump while other work sets and clears timers", async () => {
    const clock = createVirtualClock();
    const waited = vi.fn();
    clock.setTimer(waited, 60_000, "wait");
    for (let call = 0; call < 20; call += 1) {
      const cancel = clock.setTimer(() => undefined, 10_000, "timeout");
      await macrotask();
      cancel();
    }
    expect(waited).not.toHaveBeenCalled();
    await turns(50);
    expect(waited).toHaveBeenCalledTimes(1);
  });

  it("does not jump further than an advance that begins while it is about to", async () => {
    const clock = createVirtualClock();
    const waited = vi.fn();
    clock.setTimer(waited, 60_000, "wait");
    await clock.advance("1s");
    expect(waited).not.toHaveBeenCalled();
    expect(clock.now() - startMs).toBe(1000);
  });

  it("leaves a move to an advance that is under way, and goes on after it", async () => {
    const clock = createVirtualClock();
    const seen: number[] = [];
    void pause(clock, 1000).then((at) => seen.push(at));
    const late = pause(clock, 60_000);
    await clock.advance("2s");
    expect(seen).toEqual([1000]);
    expect(clock.now() - startMs).toBe(2000);
    expect(await late).toBe(60_000);
  });

  it("does not jump to the end of a wait that has none", async () => {
    const clock = createVirtualClock();
    clock.setTimer(() => undefined, Number.POSITIVE_INFINITY, "wait");
    await turns(50);
    expect(clock.now()).toBe(startMs);
  });

  it("reports a loop that waits without an end, in the call that waits", async () => {
    const clock = createVirtualClock({ maxTimers: 5 });
    let rounds = 0;
    async function poll(): Promise<void> {
      for (;;) {
        await pause(clock, 1000);
        rounds += 1;
      }
    }
    const polling = poll();
    await expect(polling).rejects.toBeInstanceOf(FakeUsageError);
    await expect(polling).rejects.toThrow(/waits over and over/);
    expect(rounds).toBe(5);
  });

  it("works while a test's fake timers are installed", async () => {
    vi.useFakeTimers();
    expect(await pause(createVirtualClock(), 1000)).toBe(1000);
  });
});
