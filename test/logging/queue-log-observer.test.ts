import { InvalidInputError } from "privy-orders";
import { createQueueLogObserver, type Logger, type LogLevel } from "privy-orders/logging";
import { describe, expect, it, vi } from "vitest";
import { echo, observedStore, secretOrder, secrets } from "../queue/observing/observed-store.js";

type Line = readonly [level: LogLevel, message: string, fields: Record<string, unknown>];

function memoryLogger(): { logger: Logger; lines: Line[] } {
  const lines: Line[] = [];
  const at =
    (level: LogLevel) =>
    (message: string, fields: Record<string, unknown>): void =>
      void lines.push([level, message.replace("privy-orders: ", ""), fields]);
  return { logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") }, lines };
}

describe("the log observer of a queue", () => {
  it("writes what came in and what went out, with states that were merged", async () => {
    const { logger, lines } = memoryLogger();
    const { enqueue, work } = observedStore(createQueueLogObserver(logger));
    await enqueue();
    await enqueue({ ...secretOrder, total: 96 });
    await work();
    expect(lines).toEqual([
      ["debug", "order 1001 was queued", expect.objectContaining({ order_id: "1001", result: "accepted" })],
      ["debug", "order 1001 was queued", expect.any(Object)],
      [
        "info",
        expect.stringMatching(
          /^order 1001 was delivered \(created\) in \d+ ms: 2 states, the oldest accepted \d+ ms before$/,
        ),
        expect.objectContaining({ account: "default", states: 2, outcome: "created" }),
      ],
    ]);
    expect(lines.every(([, , fields]) => !("identity" in fields) && !("traces" in fields))).toBe(true);
  });

  it("writes failures at warn, a held account and a dead letter at error, and its end at info", async () => {
    const { logger, lines } = memoryLogger();
    const replies = [echo(503), echo(401), echo(422)];
    const { enqueue, work } = observedStore(createQueueLogObserver(logger), replies);
    await enqueue();
    await work({ forMs: 7_200_000 });
    const kinds = lines.map(([level, message]) => `${level}: ${message.replace(/\d[\d:.TZ-]*/g, "#")}`);
    expect(kinds).toContain("warn: order # waits # ms, alone: unavailable after # failed delivery");
    expect(kinds).toContain("error: account default is held until # credentials");
    expect(kinds.some((text) => text.startsWith("error: order # is a dead letter: rejected ("))).toBe(true);
  });

  it("writes what only happens to late, old and taken orders", () => {
    const { logger, lines } = memoryLogger();
    const observer = createQueueLogObserver(logger);
    const order = { account: "de", order_id: "7" };
    observer.onStale?.({ ...order, states: 2 });
    observer.onConsentDropped?.(order);
    observer.onTakeover?.({ ...order, side: "taken" });
    observer.onTakeover?.({ ...order, side: "lost" });
    observer.onReleased?.({ account: "de" });
    observer.onHeld?.({ account: "de", reason: "rate_limited", untilMs: 0, inARow: 2 });
    observer.onHeld?.({ account: "de", reason: "unavailable", untilMs: 0, inARow: 1 });
    observer.onPutOff?.({ ...order, reason: "rate_limited", scope: "account", delayMs: 5, attempts: 0 });
    expect(lines.map(([level, message]) => `${level}: ${message}`)).toEqual([
      "info: 2 states of order 7 were dropped: a newer version was delivered already",
      "warn: order 7 was late, and went without its marketing consent",
      "warn: order 7 was taken over from a worker that did not respond any more",
      "warn: order 7 was taken over by another worker, because this one did not respond in time",
      "info: account de goes on",
      "info: account de is held until 1970-01-01T00:00:00.000Z: rate_limited, for the 2. time in a row",
      "warn: account de is held until 1970-01-01T00:00:00.000Z: unavailable",
      "debug: order 7 waits 5 ms, with its account: rate_limited",
    ]);
  });

  it("writes no customer's value and no secret, whatever happens", async () => {
    const { logger, lines } = memoryLogger();
    const observer = createQueueLogObserver(logger);
    const broken = new Error(Object.values(secrets).join(" "));
    const { enqueue, work } = observedStore(observer, [broken, echo(500), echo(401), echo(422)]);
    await enqueue();
    await work({ forMs: 7_200_000 });
    observer.onEngineError?.({ engine: "sqlite", operation: "take", error: broken });
    expect(lines.at(-1)).toEqual([
      "error",
      "the queue's engine sqlite failed at take: _OTHER",
      { engine: "sqlite", operation: "take", errorCode: "_OTHER" },
    ]);
    expect(lines.length).toBeGreaterThan(6);
    const told = JSON.stringify(lines);
    for (const value of Object.values(secrets)) expect(told).not.toContain(value);
  });

  it("prints to the console only what a person should see, and takes other levels", async () => {
    const spies = (["debug", "info"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );
    try {
      const { enqueue, work } = observedStore(
        createQueueLogObserver(console, { levels: { delivered: "silent" } }),
      );
      await enqueue();
      await work();
      for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });

  it("refuses wrong options when it is made, all at once", () => {
    const { logger } = memoryLogger();
    const wrong: unknown[] = [logger, { stile: 1, levels: { succeeded: "info", dead: "fatal" } }];
    let issues: unknown;
    try {
      Reflect.apply(createQueueLogObserver, undefined, wrong);
    } catch (error) {
      if (error instanceof InvalidInputError) issues = error.issues.map(({ path }) => path.join("."));
    }
    expect(issues).toEqual(["stile", "levels.succeeded", "levels.dead"]);
  });
});
