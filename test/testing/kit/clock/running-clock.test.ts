import { createFakePrivy, createRunningClock, createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { order } from "../../../support/fake.js";
import { usageMessage } from "../../../support/fake-errors.js";

const startAt = "2026-01-01T00:00:00.000Z";

/** A running clock by a base that only the test moves, and the names of the timers that ran, with their times. */
function setUp() {
  const base = createVirtualClock({ startAt, autoAdvance: false });
  const clock = createRunningClock({ base });
  const ran: string[] = [];
  const timer = (name: string, delayMs: number) =>
    clock.setTimer(() => ran.push(`${name} ${new Date(clock.now()).toISOString()}`), delayMs, "timeout");
  const shown = () => new Date(clock.now()).toISOString();
  return { base, clock, ran, timer, shown };
}

describe("a running clock", () => {
  it("runs by its base, and its timers with it", async () => {
    const { base, clock, ran, timer, shown } = setUp();
    timer("b", 2_000);
    timer("a", 1_000);
    timer("gone", 1_500)();
    await base.advance("1999ms");
    expect(ran).toEqual(["a 2026-01-01T00:00:01.000Z"]);
    await base.advance("1ms");
    expect(ran).toEqual(["a 2026-01-01T00:00:01.000Z", "b 2026-01-01T00:00:02.000Z"]);
    expect([shown(), clock.offsetMs, clock.isFrozen]).toEqual(["2026-01-01T00:00:02.000Z", 0, false]);
    expect(base.pendingTimers).toBe(0);
  });

  it("shows another time from the beginning when asked to", () => {
    const base = createVirtualClock({ startAt });
    const clock = createRunningClock({ base, startAt: "2030-01-01T00:00:00Z" });
    expect(clock.now()).toBe(Date.parse("2030-01-01T00:00:00Z"));
    expect(clock.offsetMs).toBe(Date.parse("2030-01-01T00:00:00Z") - Date.parse(startAt));
    expect(usageMessage(() => createRunningClock({ startAt: "yesterday" }))).toContain("needs a moment");
  });

  it("runs what falls due in order when it is moved, each at its own time, and goes on running", async () => {
    const { base, clock, ran, timer, shown } = setUp();
    timer("day", 86_400_000);
    clock.setTimer(() => void timer("chained", 1_000), 3_600_000, "wait");
    await base.advance("1s");
    await clock.advance("2d");
    expect(ran).toEqual(["chained 2026-01-01T01:00:01.000Z", "day 2026-01-02T00:00:00.000Z"]);
    expect(shown()).toBe("2026-01-03T00:00:01.000Z");
    expect(clock.offsetMs).toBe(2 * 86_400_000);
    await base.advance("5s");
    expect(shown()).toBe("2026-01-03T00:00:06.000Z");
  });

  it("stands while it is frozen, can be moved then, and runs on from there", async () => {
    const { base, clock, ran, timer, shown } = setUp();
    clock.freeze();
    clock.freeze();
    timer("a", 1_000);
    await base.advance("1h");
    expect([shown(), clock.isFrozen, ran]).toEqual([startAt, true, []]);
    await clock.advance("500ms");
    expect([shown(), ran]).toEqual(["2026-01-01T00:00:00.500Z", []]);
    clock.run();
    clock.run();
    await base.advance("500ms");
    expect(ran).toEqual(["a 2026-01-01T00:00:01.000Z"]);
    expect(clock.offsetMs).toBe(-3_600_000 + 500);
  });

  it("is set forward as it is advanced, and back without a timer that waits longer", async () => {
    const { base, clock, ran, timer, shown } = setUp();
    timer("a", 1_000);
    timer("b", 10_000);
    await clock.set("2026-01-01T00:00:05Z");
    expect(ran).toEqual(["a 2026-01-01T00:00:01.000Z"]);
    await clock.set("2025-01-01T00:00:00Z");
    expect(shown()).toBe("2025-01-01T00:00:00.000Z");
    await base.advance("5s");
    expect(ran[1]).toBe("b 2025-01-01T00:00:05.000Z");
    await expect(clock.set("2026-02-30")).rejects.toMatchObject({ name: "FakeUsageError" });
    await expect(clock.advance(Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({ name: "FakeUsageError" });
  });

  it("ends the rate windows of a fake, and notifies its listeners when it is moved", async () => {
    const { base, clock } = setUp();
    const privy = createFakePrivy({ clock, rateLimit: { perMinute: 1 } });
    const told: string[] = [];
    privy.subscribe(({ type }) => told.push(type));
    const send = () => privy.client({ maxAttempts: 1, maxRetryDelayMs: 0 }).orders.upsert(order);
    await send();
    expect(privy.rateLimit?.minute.remaining).toBe(0);
    await base.advance("1m");
    expect(privy.rateLimit?.minute.remaining).toBe(1);
    privy.useUp("minute");
    await clock.advance("1m");
    expect(privy.rateLimit?.minute.remaining).toBe(1);
    privy.useUp("minute");
    privy.renew("minute");
    expect(privy.rateLimit?.minute).toMatchObject({ used: 0, remaining: 1 });
    clock.freeze();
    clock.run();
    expect(told).toEqual(["request", "account", "clock", "account", "account", "clock", "clock"]);
  });
});
