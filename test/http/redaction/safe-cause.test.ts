import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { safeCause } from "../../../src/http/redaction/safe-cause.js";

const secrets = ["hunter2-hunter2", "Lovelace"];
const everythingOf = (error: Error | undefined): string =>
  `${inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })} ${error?.stack} ${JSON.stringify(error)}`;

describe("the cause of an error, copied from another library's", () => {
  it("keeps what a developer needs: name, message, code, frames and the cause below", () => {
    const socket = Object.assign(new Error("connect ECONNREFUSED ::1:443"), { code: "ECONNREFUSED" });
    const cause = safeCause(new TypeError("fetch failed", { cause: socket }), []);
    expect(cause).toMatchObject({ name: "TypeError", message: "fetch failed" });
    expect(cause?.stack).toMatch(/^TypeError: fetch failed\n\s+at .*safe-cause\.test\.ts:\d+:\d+/);
    expect(cause?.cause).toMatchObject({ message: "connect ECONNREFUSED ::1:443", code: "ECONNREFUSED" });
  });

  it("leaves behind what libraries hang on their errors", () => {
    const error = Object.assign(new Error("Request failed with status code 503"), {
      name: "AxiosError",
      code: "ERR_BAD_RESPONSE",
      config: { headers: { authorization: "Bearer hunter2-hunter2" }, data: '{"email":"ada@example.com"}' },
      request: { _header: "POST / HTTP/1.1\r\nauthorization: Bearer hunter2-hunter2" },
      response: { data: "Lovelace" },
      toJSON: () => ({ token: "hunter2-hunter2" }),
    });
    const cause = safeCause(error, []);
    expect(Object.keys(cause ?? {})).toEqual(["code"]);
    expect(everythingOf(cause)).not.toMatch(/hunter2|Lovelace|ada@/);
    expect(cause).toMatchObject({ name: "AxiosError", code: "ERR_BAD_RESPONSE" });
  });

  it("masks values in the message, in the name, in the code and in frames that a message forges", () => {
    const error = Object.assign(
      new Error("no route\n    at Lovelace (app.js:1:2)\n    at x (hunter2-hunter2:1:2)"),
      {
        name: "Lovelace",
        code: "LOVELACE",
      },
    );
    const cause = safeCause(error, secrets);
    expect(everythingOf(cause)).not.toMatch(/hunter2|Lovelace/i);
    expect(cause).toMatchObject({ name: "Error" });
    expect(cause).not.toHaveProperty("code");
  });

  it("takes no line of a message for a frame, also when nothing is known to be secret", () => {
    for (const values of [[], undefined]) {
      const cause = safeCause(new Error("no route\n    at vault-passphrase (app.js:1:2)"), values);
      expect(cause?.stack).toMatch(/safe-cause\.test\.ts:\d+/);
      expect(cause?.stack).not.toContain("\n    at vault");
    }
  });

  it("masks values in frames when the message was changed after the stack was taken", () => {
    const error = new Error("changed");
    error.stack = "Error: at first\n    at (Lovelace:1:2)\n    at app.js:3:4";
    expect(everythingOf(safeCause(error, secrets))).not.toContain("Lovelace");
  });

  it("follows AggregateError to its first error, also one of another realm", () => {
    const inner = Object.assign(new Error("connect ETIMEDOUT"), { code: "ETIMEDOUT" });
    for (const Aggregate of [AggregateError, runInNewContext("AggregateError")]) {
      const cause = safeCause(new Aggregate([inner, new Error("second")], "all failed"), []);
      expect(cause?.cause).toMatchObject({ message: "connect ETIMEDOUT", code: "ETIMEDOUT" });
    }
  });

  it("ends although the causes go round in a circle", () => {
    const first = new Error("first");
    const second = new Error("second", { cause: first });
    first.cause = second;
    let depth = 0;
    for (let cause: unknown = safeCause(first, []); cause instanceof Error; cause = cause.cause) depth += 1;
    expect(depth).toBe(4);
  });

  it("survives getters that throw, proxies, frozen errors and objects without a prototype", () => {
    const hostile = new Error("hostile");
    for (const key of ["stack", "message", "name", "code", "cause", "errors"]) {
      Object.defineProperty(hostile, key, {
        get() {
          throw new Error("hunter2-hunter2");
        },
      });
    }
    const trap = (): never => {
      throw new Error("hunter2-hunter2");
    };
    const proxy = new Proxy(new Error("x"), { get: trap, getPrototypeOf: trap, has: trap, ownKeys: trap });
    for (const error of [hostile, proxy, Object.freeze(new Error("frozen")), Object.create(null)]) {
      expect(safeCause(error, secrets)).toBeInstanceOf(Error);
      expect(everythingOf(safeCause(error, secrets))).not.toContain("hunter2");
    }
  });

  it.each([
    ["a string", "Lovelace called", "[masked] called"],
    ["a number", 4155550123, "[number]"],
    ["null", null, "null"],
    ["a symbol", Symbol("Lovelace"), "Symbol([masked])"],
    ["a bigint", 12n, "12"],
    ["false", false, "false"],
  ])("makes an error of what is none: %s", (_, thrown, message) => {
    expect(safeCause(thrown, secrets)).toMatchObject({ message });
  });

  it("is absent when nothing was thrown", () => {
    expect(safeCause(undefined, [])).toBeUndefined();
  });

  it("withholds every message when it cannot be known what is secret in it", () => {
    const error = Object.assign(new Error("wrong passphrase", { cause: new Error("correct horse") }), {
      code: "EACCES",
    });
    const cause = safeCause(error, undefined);
    expect(cause).toMatchObject({ name: "Error", code: "EACCES" });
    expect(cause?.cause).toBeInstanceOf(Error);
    expect(cause?.stack).toMatch(/safe-cause\.test\.ts:\d+/);
    expect(everythingOf(cause)).not.toMatch(/passphrase|horse/);
    expect(safeCause("passphrase", undefined)?.message).not.toContain("passphrase");
  });

  it("stays small and quick, however large the error", () => {
    const error = new Error("x".repeat(1_000_000));
    error.stack = "    at a (b:1:2)\n".repeat(100_000);
    const startedAt = performance.now();
    const cause = safeCause(error, secrets);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(cause?.stack?.length).toBeLessThan(2_000);
  });
});
