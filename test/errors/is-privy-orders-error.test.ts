import { isPrivyOrdersError, ServerError } from "privy-orders";
import { describe, expect, it, vi } from "vitest";
import { everyError } from "./every-error.js";

describe("isPrivyOrdersError", () => {
  it.each(everyError())("knows every error of the package: $name", (error) => {
    expect(isPrivyOrdersError(error)).toBe(true);
  });

  it("knows an error that another copy of the package threw, for which instanceof fails", async () => {
    vi.resetModules();
    const other = await import("privy-orders");
    const theirs = new other.ServerError("text", { status: 503 });
    expect(other.ServerError).not.toBe(ServerError);
    expect(theirs).not.toBeInstanceOf(ServerError);
    expect(isPrivyOrdersError(theirs)).toBe(true);
    expect(theirs.code).toBe("server_error");
    expect(other.isPrivyOrdersError(new ServerError("text"))).toBe(true);
  });

  it.each([
    ["another error", new Error("x")],
    [
      "a look-alike",
      { name: "ServerError", code: "server_error", message: "x", retryable: true, attempts: 1 },
    ],
    ["text", "ServerError"],
    ["null", null],
    ["undefined", undefined],
    ["a function", () => undefined],
    ["a symbol", Symbol.for("privy-orders.error")],
  ])("does not know %s", (_, value) => {
    expect(isPrivyOrdersError(value)).toBe(false);
  });
});
