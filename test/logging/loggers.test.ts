import { Writable } from "node:stream";
import pino from "pino";
import { createLogObserver, type Logger } from "privy-orders/logging";
import { describe, expect, it, vi } from "vitest";

const event = {
  callId: 7,
  identity: {},
  operation: "orders.upsert",
  method: "POST",
  route: "/orders/placed",
  result: "succeeded",
  attempts: 1,
  durationMs: 12.5,
  status: 201,
} as const;
const message = "privy-orders: orders.upsert succeeded (201) after 1 request in 13 ms";
const { identity: _identity, ...fields } = event;

function pinoInMemory(): { logger: pino.Logger; lines: () => Record<string, unknown>[] } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  const lines = (): Record<string, unknown>[] =>
    chunks
      .join("")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  return { logger: pino({ level: "debug" }, stream), lines };
}

describe("the log observer, given", () => {
  it("a real pino logger, writes its fields beside the message", () => {
    const { logger, lines } = pinoInMemory();
    createLogObserver(logger).onSettled?.(event);
    expect(lines()).toEqual([expect.objectContaining({ level: 30, msg: message, ...fields })]);
  });

  it("a child of a pino logger, keeps the child's own fields", () => {
    const { logger, lines } = pinoInMemory();
    createLogObserver(logger.child({ shop: "north" })).onSettled?.(event);
    expect(lines()).toEqual([expect.objectContaining({ shop: "north", msg: message, status: 201 })]);
  });

  it("a logger of bunyan's shape, hands over the fields first", () => {
    const info = vi.fn();
    const logger = { debug() {}, info, warn() {}, error() {}, addSerializers() {} };
    createLogObserver(logger).onSettled?.(event);
    expect(info).toHaveBeenCalledWith(fields, message);
  });

  it("the console, hands over the message first", () => {
    const info = vi.spyOn(console, "info").mockImplementation(() => undefined);
    try {
      createLogObserver(console).onSettled?.(event);
      expect(info.mock.calls).toEqual([[message, fields]]);
    } finally {
      info.mockRestore();
    }
  });

  it("the console, prints an attempt only when it is asked to", () => {
    const debug = vi.spyOn(console, "debug").mockImplementation(() => undefined);
    const attempt = { ...event, attempt: 1, urlTemplate: "https://api.privy.com/v1/orders/placed" };
    try {
      createLogObserver(console).onAttempt?.(attempt);
      createLogObserver(console).onWait?.({ ...event, reason: "sequence" });
      expect(debug).not.toHaveBeenCalled();
      createLogObserver(console, { levels: { attempt: "debug" } }).onAttempt?.(attempt);
      expect(debug).toHaveBeenCalledTimes(1);
    } finally {
      debug.mockRestore();
    }
  });

  it("a logger of winston's shape, calls it as a method and with the message first", () => {
    class WinstonLike {
      readonly lines: unknown[] = [];
      debug(text: string, meta?: object): this {
        return this.log("debug", text, meta);
      }
      info(text: string, meta?: object): this {
        return this.log("info", text, meta);
      }
      warn(text: string, meta?: object): this {
        return this.log("warn", text, meta);
      }
      error(text: string, meta?: object): this {
        return this.log("error", text, meta);
      }
      log(level: string, text: string, meta?: object): this {
        this.lines.push([level, text, meta]);
        return this;
      }
    }
    const logger = new WinstonLike();
    createLogObserver(logger).onSettled?.(event);
    expect(logger.lines).toEqual([["info", message, fields]]);
  });

  it("a style, trusts it more than the logger's looks", () => {
    const info = vi.fn();
    const plain: Logger = { debug() {}, info, warn() {}, error() {} };
    createLogObserver(plain, { style: "pino" }).onSettled?.(event);
    createLogObserver(Object.assign(plain, { bindings() {} }), { style: "console" }).onSettled?.(event);
    expect(info.mock.calls).toEqual([
      [fields, message],
      [message, fields],
    ]);
  });
});
