import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TimerQueue } from "../../../../src/testing/kit/clock/timer-queue.js";

describe("TimerQueue", () => {
  it("keeps its order when a cancelled timer's place goes to one from another branch", () => {
    const queue = new TimerQueue();
    const cancels = [0, 10, 1, 11, 12, 20, 3].map((dueMs) =>
      queue.add({ dueMs, purpose: "wait", callback: () => undefined }),
    );
    cancels[3]?.();
    const taken: unknown[] = [];
    while (queue.size > 0) taken.push(queue.take()?.dueMs);
    expect(taken).toEqual([0, 1, 3, 10, 12, 20]);
  });

  it("hands out whatever was not cancelled, by time and then by the order in which it was set", () => {
    const timer = fc.record({
      dueMs: fc.integer({ min: 0, max: 20 }),
      cancelled: fc.boolean(),
      wait: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(timer, { maxLength: 60 }), (timers) => {
        const queue = new TimerQueue();
        const taken: number[] = [];
        const cancels = timers.map(({ dueMs, wait }, index) =>
          queue.add({ dueMs, purpose: wait ? "wait" : "timeout", callback: () => taken.push(index) }),
        );
        timers.forEach(({ cancelled }, index) => {
          if (!cancelled) return;
          cancels[index]?.();
          cancels[index]?.();
        });
        const rest = timers
          .map((entry, index) => ({ ...entry, index }))
          .filter(({ cancelled }) => !cancelled)
          .sort((left, right) => left.dueMs - right.dueMs || left.index - right.index);
        expect(queue.size).toBe(rest.length);
        expect(queue.waits).toBe(rest.filter(({ wait }) => wait).length);
        while (queue.size > 0) queue.take()?.callback();
        expect(taken).toEqual(rest.map(({ index }) => index));
        expect(queue.waits).toBe(0);
        for (const cancel of cancels) cancel();
        expect(queue.size).toBe(0);
      }),
    );
  });
});
