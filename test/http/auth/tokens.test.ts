import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { RateLimitError } from "../../../src/errors/rate-limit-error.js";
import { suppliedToken, type TokenSource } from "../../../src/http/auth/token-source.js";
import { createRateBudget } from "../../../src/privy/rate-budget.js";
import { createKernel, json } from "../../support/scripted-server.js";

/** A token function that never gives the same token twice. */
function countingTokens(): TokenSource {
  let count = 0;
  return suppliedToken(() => {
    count += 1;
    return `t0ken-${count}`;
  });
}

const tokensOf = (kernel: { sent: readonly { headers: Record<string, string> }[] }): unknown[] =>
  kernel.sent.map(({ headers }) => headers.authorization);

describe("a token function", () => {
  it.each([
    ["at once", () => "t0ken-one"],
    ["later", async () => "t0ken-one"],
  ])("may give its token %s", async (_, supply) => {
    const kernel = createKernel([json(200)], { tokens: suppliedToken(supply) });
    kernel.send();
    await kernel.clock.advance(0);
    expect(tokensOf(kernel)).toEqual(["Bearer t0ken-one"]);
  });

  it("is asked at every attempt, so that a token which was replaced meanwhile is used", async () => {
    const kernel = createKernel([json(503, {}), json(200)], { tokens: countingTokens() });
    kernel.send();
    await kernel.clock.advance("1s");
    expect(tokensOf(kernel)).toEqual(["Bearer t0ken-1", "Bearer t0ken-2"]);
  });

  it("is asked once more after a 401, and a new token is tried at once", async () => {
    const supplied = ["t0ken-old", "t0ken-new"];
    const kernel = createKernel([json(401, {}), json(200)], {
      tokens: suppliedToken(() => supplied.shift() ?? ""),
    });
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(tokensOf(kernel)).toEqual(["Bearer t0ken-old", "Bearer t0ken-new"]);
    expect(call).toMatchObject({
      state: "fulfilled",
      value: { response: { attempts: 2 }, uncertain: false },
    });
  });

  it("is not believed a third time: a second 401 is final", async () => {
    const kernel = createKernel([json(401, {})], { tokens: countingTokens() });
    const call = kernel.send();
    await kernel.clock.advance("1m");
    expect(call.reason).toMatchObject({
      name: "AuthenticationError",
      status: 401,
      attempts: 2,
      retryable: false,
    });
    expect(kernel.sent).toHaveLength(2);
  });

  it("that gives the refused token again costs no second request", async () => {
    const kernel = createKernel([json(401, {})], { tokens: suppliedToken(() => "t0ken-same") });
    const call = kernel.send();
    await kernel.clock.advance("1m");
    expect(call.reason).toMatchObject({ name: "AuthenticationError", attempts: 1 });
    expect(kernel.sent).toHaveLength(1);
  });

  it("never makes a call send more than maxAttempts requests", async () => {
    const tokens = countingTokens();
    const single = createKernel([json(401, {}), json(200)], { tokens });
    const once = single.send({}, { maxAttempts: 1 });
    await single.clock.advance("1m");
    expect(once.reason).toMatchObject({ status: 401, attempts: 1 });
    const kernel = createKernel([json(401, {}), json(503, {})], { tokens });
    const call = kernel.send({}, { maxAttempts: 3 });
    await kernel.clock.advance("1m");
    expect(call.reason).toMatchObject({ status: 503, attempts: 3 });
    expect(kernel.sent).toHaveLength(3);
  });

  it.each([
    ["nothing", undefined, "must be text"],
    ["an empty text", "", "must not be empty"],
    ["an object", { token: "s3cret" }, "must be text"],
    ["a text with a line break", "s3cret\n", "trim"],
    ["a whole header", "Bearer s3cret", "without"],
  ])("that gives %s fails the call before anything is sent, and is not quoted", async (_, given, says) => {
    // The type forbids it; a function without types does it all the same.
    const kernel = createKernel([json(200)], { tokens: suppliedToken(() => given as string) });
    const call = kernel.send();
    await kernel.clock.advance("1m");
    expect(call.reason).toMatchObject({
      name: "AuthenticationError",
      code: "unauthorized",
      attempts: 0,
      retryable: false,
      message: expect.stringContaining(says),
    });
    expect(call.reason).not.toHaveProperty("status");
    expect(inspect(call.reason)).not.toContain("s3cret");
    expect(kernel.sent).toHaveLength(0);
  });

  it("that fails is named as such, with its error as the cause and without its message", async () => {
    const vault = Object.assign(new Error("403 for s3cret-vault-key"), { code: "EVAULT", key: "s3cret" });
    for (const supply of [
      () => Promise.reject(vault),
      () => {
        throw vault;
      },
    ]) {
      const kernel = createKernel([json(200)], { tokens: suppliedToken(supply) });
      const call = kernel.send();
      await kernel.clock.advance("1m");
      expect(call.reason).toMatchObject({
        name: "AuthenticationError",
        attempts: 0,
        cause: { code: "EVAULT" },
      });
      expect(inspect(call.reason, { depth: 9, showHidden: true })).not.toContain("s3cret");
      expect(JSON.stringify(call.reason)).not.toContain("s3cret");
    }
  });

  it("that fails before a second attempt reports that the first was sent", async () => {
    let count = 0;
    const supply = (): string => {
      count += 1;
      if (count > 1) throw new Error("x");
      return "t0ken-one";
    };
    const kernel = createKernel([json(503, {})], { tokens: suppliedToken(supply) });
    const call = kernel.send();
    await kernel.clock.advance("1m");
    expect(call.reason).toMatchObject({ name: "AuthenticationError", attempts: 1 });
  });

  it("may fail with an error of this package, which is passed on as it is", async () => {
    const busy = new RateLimitError("the token service is busy", { retryAfterMs: 5, retryAt: new Date(5) });
    const kernel = createKernel([json(200)], { tokens: suppliedToken(() => Promise.reject(busy)) });
    const call = kernel.send();
    await kernel.clock.advance("1m");
    expect(call.reason).toBe(busy);
  });
});

describe("a token that is a text", () => {
  it("is sent with every attempt, and a 401 is final", async () => {
    const kernel = createKernel([json(503, {}), json(401, {})]);
    const call = kernel.send();
    await kernel.clock.advance("1m");
    expect(tokensOf(kernel)).toEqual(["Bearer t0ken-t0ken", "Bearer t0ken-t0ken"]);
    expect(call.reason).toMatchObject({ name: "AuthenticationError", status: 401, attempts: 2 });
  });
});

describe("the one more request after a 401", () => {
  it("takes a place in the rate limit like any other, and waits for one if there is none", async () => {
    const budget = createRateBudget();
    const headers = {
      "x-ratelimit-limit-minute": "1",
      "x-ratelimit-remaining-minute": "0",
      "x-ratelimit-reset-minute": String(Date.parse("2026-01-01T00:01:00Z") / 1000),
    };
    const kernel = createKernel([json(401, {}, headers), json(200)], { tokens: countingTokens(), budget });
    const call = kernel.send();
    await kernel.clock.advance(59_000);
    expect(tokensOf(kernel)).toEqual(["Bearer t0ken-1"]);
    await kernel.clock.advance(3_000);
    expect(tokensOf(kernel)).toEqual(["Bearer t0ken-1", "Bearer t0ken-2"]);
    expect(call.state).toBe("fulfilled");
  });
});
