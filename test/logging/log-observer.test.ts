import { type FetchRequest, InvalidInputError, PrivyClient, RejectedError, ServerError } from "privy-orders";
import { createLogObserver, type Logger, type LogLevel, type LogObserverOptions } from "privy-orders/logging";
import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it, vi } from "vitest";

const secrets = { token: "privy_5ecre75ecre7", email: "ada.lovelace@example.com", name: "Lovelace-Byron" };
const order = {
  order_id: "987654321012345",
  total: 95,
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
  email: secrets.email,
} as const;

type Line = readonly [level: LogLevel, message: string, fields: Record<string, unknown>];

/** A logger of the shape of `console` that keeps what it is told. */
function memoryLogger(): { logger: Logger; lines: Line[] } {
  const lines: Line[] = [];
  const at =
    (level: LogLevel) =>
    (message: string, fields: Record<string, unknown>): void =>
      void lines.push([level, message, fields]);
  return { logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") }, lines };
}

type Reply = Response | Error | ((request: FetchRequest) => Promise<Response>);
const accepted = (headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ data: { order_id: order.order_id } }), { headers });
const refused = (status: number, body = "{}"): Response => new Response(body, { status });

function loggedClient(replies: Reply[], logger: Logger, options?: LogObserverOptions): PrivyClient {
  return new PrivyClient({
    token: secrets.token,
    clock: createVirtualClock(),
    observer: createLogObserver(logger, options),
    async fetch(_url, request) {
      const reply = replies.shift();
      if (reply instanceof Error || reply === undefined) throw reply;
      return typeof reply === "function" ? reply(request) : reply;
    },
  });
}

describe("the log observer", () => {
  it("writes one line per call that succeeded, and the attempt below it at debug", async () => {
    const { logger, lines } = memoryLogger();
    await loggedClient([accepted()], logger).orders.upsert(order);
    const call = {
      callId: 1,
      operation: "orders.upsert",
      method: "POST",
      route: "/orders/placed",
      order_id: order.order_id,
    };
    const durationMs = expect.any(Number);
    expect(lines).toEqual([
      [
        "debug",
        expect.stringMatching(/^privy-orders: orders\.upsert attempt 1 was answered with 200 in \d+ ms$/),
        { ...call, attempt: 1, status: 200, durationMs },
      ],
      [
        "info",
        expect.stringMatching(/^privy-orders: orders\.upsert succeeded \(200\) after 1 request in \d+ ms$/),
        { ...call, attempts: 1, status: 200, durationMs, result: "succeeded" },
      ],
    ]);
  });

  it("warns of a retry, saying what failed and when it goes on", async () => {
    const { logger, lines } = memoryLogger();
    await loggedClient([refused(503), accepted()], logger).orders.upsert(order);
    const [retry, ...others] = lines.filter(([level]) => level === "warn");
    expect(others).toEqual([]);
    expect(retry?.[1]).toMatch(/attempt 1 failed: server_error \(503\); trying again in \d+ ms$/);
    expect(retry?.[2]).toMatchObject({ attempt: 1, errorCode: "server_error", status: 503 });
    expect(lines.at(-1)?.[1]).toMatch(/ after 2 requests in /);
  });

  it("reports a failed call at error, with the code that the caller catches", async () => {
    const { logger, lines } = memoryLogger();
    const client = loggedClient([refused(422)], logger);
    await expect(client.orders.upsert(order)).rejects.toBeInstanceOf(RejectedError);
    const [failure, ...others] = lines.filter(([level]) => level === "error");
    expect(others).toEqual([]);
    expect(failure?.[1]).toMatch(/orders\.upsert failed: rejected \(422\) after 1 request/);
    expect(failure?.[2]).toMatchObject({ result: "failed", errorCode: "rejected", status: 422 });
  });

  it("reports that no response came, and invents no status", async () => {
    const { logger, lines } = memoryLogger();
    await loggedClient([new TypeError("fetch failed"), accepted()], logger).orders.upsert(order);
    expect(lines[0]?.[1]).toMatch(
      /attempt 1 got no response \(connection_failed \(the connection failed\)\)/,
    );
    expect(lines[0]?.[2]).not.toHaveProperty("status");
    expect(lines[1]?.[1]).toMatch(
      /attempt 1 failed: connection_failed \(the connection failed\); trying again/,
    );
  });

  it("does not take a call that its caller aborted for an error", async () => {
    const { logger, lines } = memoryLogger();
    const controller = new AbortController();
    const never = (): Promise<Response> => {
      queueMicrotask(() => controller.abort("enough"));
      return new Promise(() => undefined);
    };
    const call = loggedClient([never], logger).orders.upsert(order, { signal: controller.signal });
    await expect(call).rejects.toBe("enough");
    const settled = lines.filter(([, , fields]) => "result" in fields);
    expect(settled.map(([level, message]) => [level, message.includes("was aborted by its caller")])).toEqual(
      [["info", true]],
    );
  });

  it("names what a call waits for", async () => {
    const { logger, lines } = memoryLogger();
    const client = loggedClient([accepted(), accepted()], logger);
    await Promise.all([client.orders.upsert(order), client.orders.upsert(order)]);
    const waits = lines.filter(([, , fields]) => "reason" in fields);
    expect(waits.map(([level, , { callId, reason }]) => [level, callId, reason])).toEqual([
      ["debug", 2, "sequence"],
    ]);
    const { onWait } = createLogObserver(logger);
    const event = { callId: 3, identity: {}, operation: "orders.upsert", method: "POST", route: "/orders" };
    onWait?.({ ...event, reason: "rate_limit", delayMs: 1200.4 });
    expect(lines.at(-1)?.[1]).toBe("privy-orders: orders.upsert waits 1200 ms for the rate limit");
    expect(lines.at(-1)?.[0]).toBe("debug");
    onWait?.({ ...event, reason: "rate_limit", delayMs: 5_001 });
    expect(lines.at(-1)?.[0]).toBe("info");
  });

  it("passes on what was sent differently from how it was given", async () => {
    const { logger, lines } = memoryLogger();
    await loggedClient([accepted()], logger).orders.upsert({ ...order, phone: "not a phone" });
    const [warning] = lines.filter(([level]) => level === "warn");
    expect(warning?.[2]).toMatchObject({ code: expect.any(String), warning: expect.any(String) });
    expect(warning?.[2]).not.toHaveProperty("message");
  });

  it("warns of a deprecated endpoint once, however often it is called", async () => {
    const { logger, lines } = memoryLogger();
    const gone = { deprecation: "true" };
    const client = loggedClient([accepted(gone), accepted(gone), accepted(gone)], logger);
    for (let call = 0; call < 3; call += 1) await client.orders.upsert(order);
    expect(lines.filter(([level]) => level === "warn").map(([, message]) => message)).toEqual([
      "privy-orders: orders.upsert uses POST /orders/placed, which the server calls deprecated",
    ]);
  });

  it("uses other levels where it is asked to, and leaves out what is silent", async () => {
    const { logger, lines } = memoryLogger();
    // Loggers such as pino have a function of that name.
    Object.assign(logger, { silent: logger.error });
    const levels = { succeeded: "debug", retry: "info", attempt: "silent" } as const;
    await loggedClient([refused(503), accepted()], logger, { levels }).orders.upsert(order);
    expect(lines.map(([level]) => level)).toEqual(["info", "debug"]);
  });

  it("writes no customer's value and no secret, whatever happens", async () => {
    const { logger, lines } = memoryLogger();
    const echo = JSON.stringify({ error: { code: secrets.email, message: secrets.token } });
    const headers = { deprecation: secrets.email, link: `<https://x/${secrets.email}>` };
    const replies = [
      new Error(`${secrets.email} ${secrets.token}`),
      new Response(echo, { status: 500, headers }),
      refused(422, echo),
    ];
    const call = loggedClient(replies, logger).orders.upsert({ ...order, phone: secrets.name });
    await expect(call).rejects.toBeInstanceOf(RejectedError);
    expect(lines.length).toBeGreaterThan(6);
    const told = JSON.stringify(lines);
    for (const value of Object.values(secrets)) expect(told).not.toContain(value);
  });
});

describe("a logger that fails", () => {
  const failing = (fail: () => unknown): Logger => ({ debug: fail, info: fail, warn: fail, error: fail });

  it("by throwing costs no order and hides no error", async () => {
    const logger = failing(() => {
      throw new Error("disk full");
    });
    await loggedClient([accepted()], logger).orders.upsert(order);
    const refusal = loggedClient([refused(500), refused(500), refused(500), refused(500)], logger);
    await expect(refusal.orders.upsert(order, { maxAttempts: 1 })).rejects.toBeInstanceOf(ServerError);
    const { onWait } = createLogObserver(logger);
    const event = { callId: 1, identity: {}, operation: "o", method: "POST", route: "/o" } as const;
    expect(() => onWait?.({ ...event, reason: "sequence" })).not.toThrow();
  });

  it("by a rejected promise ends no process", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    try {
      const logger = failing(() => Promise.reject(new Error("disk full")));
      await loggedClient([accepted()], logger).orders.upsert(order);
      // Node reports a rejection that was not handled when the turn of the event loop is over.
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).not.toHaveBeenCalled();
    } finally {
      process.off("unhandledRejection", unhandled);
    }
  });

  it("by losing a function later changes nothing", async () => {
    const { logger } = memoryLogger();
    const client = loggedClient([accepted()], logger);
    Reflect.deleteProperty(logger, "info");
    expect((await client.orders.upsert(order)).outcome).toBe("updated");
  });
});

describe("a wrong option", () => {
  const issuesOf = (logger: unknown, options?: unknown): unknown[] => {
    try {
      // JavaScript callers can pass anything.
      createLogObserver(logger as Logger, options as LogObserverOptions);
    } catch (error) {
      if (error instanceof InvalidInputError) return error.issues.map(({ path }) => path.join("."));
    }
    return [];
  };

  it("is refused when the observer is made, all at once", () => {
    const { logger } = memoryLogger();
    expect(issuesOf(undefined)).toEqual(["logger"]);
    expect(issuesOf({ debug() {}, info() {}, error() {} }, { stile: 1 })).toEqual(["logger.warn", "stile"]);
    expect(issuesOf(logger, { style: "winston", levels: { retry: "fatal", retries: "info" } })).toEqual([
      "levels.retries",
      "levels.retry",
      "style",
    ]);
    expect(issuesOf(logger, null)).toEqual([""]);
    expect(issuesOf(logger, { levels: "debug" })).toEqual(["levels"]);
  });

  it("is refused, and a correct one is not", () => {
    expect(issuesOf(console, { style: undefined, levels: undefined })).toEqual([]);
    expect(issuesOf(console, { style: "pino", levels: { wait: "silent", failed: undefined } })).toEqual([]);
  });
});
