import { expect, it } from "vitest";
import { systemClock } from "../../../src/http/clock.js";
import type { RateGate } from "../../../src/http/rate/rate-gate.js";
import { reservePlace } from "../../../src/http/rate/rate-reservation.js";

it("gives a place back once, and rejects, when the signal aborts between the turn and its use", async () => {
  let pass = (): void => undefined;
  let returned = 0;
  const turn = new Promise<void>((resolve) => {
    pass = resolve;
  });
  const gate: RateGate = {
    enter: () => ({ turn, giveUp: () => (returned += 1) }),
    leave: () => (returned += 1),
  };
  const controller = new AbortController();
  const reserved = reservePlace(gate, {
    priority: "live",
    signal: controller.signal,
    clock: systemClock,
  });
  pass();
  controller.abort("stopped");
  await expect(reserved).rejects.toBe("stopped");
  expect(returned).toBe(1);
});
