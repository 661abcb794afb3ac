import { inspect } from "node:util";
import {
  ConflictError,
  ConnectionError,
  PrivyOrdersError,
  RateLimitError,
  RejectedError,
  ServerError,
} from "privy-orders";
import { describe, expect, it } from "vitest";
import { everyError } from "./every-error.js";

/** Both are part of the public contract: a change breaks the alerts of users. */
const published: Record<string, string> = {
  InvalidInputError: "invalid_input",
  ConnectionError: "connection_failed",
  TimeoutError: "timeout",
  AuthenticationError: "unauthorized",
  PermissionError: "insufficient_scope",
  NotFoundError: "not_found",
  ConflictError: "conflict",
  RejectedError: "rejected",
  RateLimitError: "rate_limited",
  ServerError: "server_error",
  UnexpectedResponseError: "unexpected_response",
};

describe("an error of this package", () => {
  it("has the name and the code that are published, each its own", () => {
    expect(Object.fromEntries(everyError().map(({ name, code }) => [name, code]))).toEqual(published);
  });

  it.each(everyError())("is an Error, a PrivyOrdersError and of its own class: $name", (error) => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(PrivyOrdersError);
    expect(error.constructor.name).toBe(error.name);
    for (const other of everyError()) {
      const Class = other.constructor as new () => Error; // every class of an error can be asked for its instances
      expect(error instanceof Class).toBe(other.name === error.name);
    }
  });

  it.each(everyError())("begins its stack with its name, as a log shows it: $name", (error) => {
    expect(error.stack).toMatch(new RegExp(`^${error.name}: ${error.message.slice(0, 4)}`));
    expect(String(error)).toBe(`${error.name}: ${error.message}`);
  });

  it.each(everyError())("gives a structured log its fields, and no stack or cause: $name", (error) => {
    const logged = JSON.parse(JSON.stringify(error));
    expect(logged).toMatchObject({
      name: error.name,
      code: error.code,
      message: error.message,
      retryable: error.retryable,
      attempts: error.attempts,
    });
    expect(logged).not.toHaveProperty("stack");
    expect(logged).not.toHaveProperty("cause");
  });

  it.each(everyError())("shows its fields and its cause once when it is inspected: $name", (error) => {
    const shown = inspect(error);
    expect(shown).toContain(`code: '${error.code}'`);
    expect(shown.split(error.message.split("\n")[0] ?? "")).toHaveLength(2);
    expect(shown).not.toContain("name:");
    expect(shown.includes("TypeError: below")).toBe(error.cause !== undefined);
  });

  it("can be spread into a log line without its name, message and stack", () => {
    expect({ ...new ServerError("text", { status: 503, attempts: 1, retryable: true }) }).toEqual({
      code: "server_error",
      status: 503,
      attempts: 1,
      retryable: true,
    });
  });

  it("has no key for what is unknown, so that an undefined status is never read as one", () => {
    const error = new ConnectionError("text");
    expect(Object.keys(error).sort()).toEqual(["attempts", "code", "retryable"]);
    expect(error).toMatchObject({ attempts: 0, retryable: false });
    expect("cause" in error).toBe(false);
    expect(Object.keys(new ConflictError("text"))).not.toContain("existingId");
    expect(Object.keys(new RejectedError("text"))).not.toContain("serverCode");
  });

  it("has the fields that its class promises", () => {
    const fields = Object.fromEntries(everyError().map((error) => [error.name, error]));
    expect(fields).toMatchObject({
      InvalidInputError: { attempts: 0, issues: [{ path: ["line_items", 0, "price"] }] },
      TimeoutError: { clock: "deadline", timeoutMs: 5 },
      ConflictError: { existingId: "cus_1", afterUnknownAttempt: true },
      RejectedError: { serverCode: "validation_failed", details: [{ field: "a", message: "b" }] },
      RateLimitError: { retryable: true, retryAfterMs: 5, retryAt: new Date(5), window: "day" },
      ServerError: { retryAfterMs: 5, retryAt: new Date(5) },
      UnexpectedResponseError: { reason: "empty" },
    });
  });

  it("is retryable for a rate limit by default", () => {
    expect(new RateLimitError("text", { retryAfterMs: 1, retryAt: new Date() }).retryable).toBe(true);
  });

  it("keeps its cause", () => {
    const cause = new Error("below");
    expect(new ServerError("text", { cause }).cause).toBe(cause);
    expect(Object.keys(new ServerError("text", { cause }))).not.toContain("cause");
  });
});
