import { setupServer } from "msw/node";
import { PrivyClient } from "privy-orders";
import { createFakePrivy, type FakePrivy, type FaultName } from "privy-orders/testing";
import { serveFakePrivy } from "privy-orders/testing/server";
import { describe, expect, it } from "vitest";
import { order } from "../../../support/fake.js";
import { refusalOf } from "../../../support/fake-errors.js";

/** A client that knows nothing of the fake but its token and its clock. */
function strangerOf(privy: FakePrivy, maxAttempts = 1): PrivyClient {
  return new PrivyClient({ token: privy.tokens.list()[0]?.token ?? "", clock: privy.clock, maxAttempts });
}

describe("through MSW", () => {
  const same: readonly (readonly [FaultName, object, number])[] = [
    ["503", { name: "ServerError", status: 503 }, 0],
    ["html-502", { name: "ServerError", status: 502 }, 0],
    ["429", { name: "RateLimitError", retryAfterMs: 1_000 }, 0],
    ["network-error", { name: "ConnectionError" }, 0],
    ["half-body", { name: "ConnectionError", status: 201, cause: { cause: { code: "UND_ERR_SOCKET" } } }, 1],
    ["truncated-json", { name: "UnexpectedResponseError", reason: "truncated" }, 1],
    ["malformed-json", { name: "UnexpectedResponseError", reason: "not_json" }, 1],
    ["empty-body", { name: "UnexpectedResponseError", reason: "empty" }, 1],
    ["endless-body", { name: "UnexpectedResponseError", reason: "too_large" }, 1],
    ["slow-headers", { name: "TimeoutError", clock: "attempt" }, 1],
    ["slow-body", { name: "TimeoutError", clock: "attempt" }, 1],
    ["no-answer", { name: "TimeoutError", clock: "attempt" }, 1],
    ["expired-token", { name: "AuthenticationError", status: 401 }, 0],
  ];
  it.each(same)("%s is what it is through the fake's own fetch", async (fault, error, stored) => {
    using privy = createFakePrivy();
    privy.listen({ onUnhandledRequest: "error" });
    privy.failNext(fault);
    await expect(strangerOf(privy).orders.upsert(order)).rejects.toMatchObject(error);
    expect(privy.orders).toHaveLength(stored);
    expect(privy.clock.pendingTimers).toBe(0);
    if (fault === "expired-token") return;
    expect(await strangerOf(privy).orders.upsert(order)).toMatchObject({
      outcome: stored ? "updated" : "created",
    });
  });

  it.each(["reset", "answer-lost", "refused"] as const)(
    "%s is refused at once, with what to do instead",
    (fault) => {
      using privy = createFakePrivy();
      privy.listen();
      for (const use of [
        () => privy.failNext(fault),
        () => privy.failWhen(() => true, fault),
        () => privy.chaos({ rate: 0.1, faults: ["503", fault] }),
      ]) {
        const { message } = refusalOf(use);
        expect(message).toContain(`"${fault}"`);
        expect(message).toContain("MSW");
        expect(message).toContain("privy.fetch");
        expect(message).toContain("serveFakePrivy");
      }
      expect(privy.pendingFaults).toEqual([]);
    },
  );

  it("a fault that was set before is refused by listen, which then does not listen", async () => {
    const before = globalThis.fetch;
    const privy = createFakePrivy();
    privy.failNext("reset");
    expect(refusalOf(() => privy.listen()).message).toContain("MSW");
    expect(globalThis.fetch).toBe(before);
    privy.clearFaults();
    privy.listen();
    privy.close();
    privy.failNext("reset");
    expect(privy.pendingFaults).toHaveLength(1);
  });

  it("a reset can be kept for the fake's own fetch while it listens", async () => {
    using privy = createFakePrivy();
    privy.listen();
    privy.failNext("reset", { channel: "fetch" });
    expect(await strangerOf(privy).orders.upsert(order)).toMatchObject({ outcome: "created" });
    await expect(privy.client({ maxAttempts: 1 }).orders.upsert(order)).rejects.toMatchObject({
      name: "ConnectionError",
      cause: { cause: { code: "ECONNRESET" } },
    });
  });

  it("a reset that a store's own MSW server meets gets an error that explains it", async () => {
    const privy = createFakePrivy();
    privy.failNext("reset", { times: 5 });
    const server = setupServer(...privy.handlers);
    server.listen();
    try {
      await expect(strangerOf(privy, 5).orders.upsert(order)).rejects.toMatchObject({
        name: "ServerError",
        status: 501,
        attempts: 1,
        message: expect.stringContaining("MSW has no socket"),
      });
      expect(privy.orders).toEqual([]);
    } finally {
      server.close();
    }
  });

  it("chaos leaves out by itself what MSW cannot do", async () => {
    using privy = createFakePrivy({ rateLimit: false });
    privy.listen();
    const chaos = privy.chaos({ rate: 1 });
    const client = strangerOf(privy);
    for (let id = 1; id <= 60; id += 1) {
      await client.orders.upsert({ ...order, order_id: id }).catch(() => undefined);
    }
    expect(chaos.injected).toBe(60);
    expect(Object.keys(chaos.counts)).toEqual(expect.arrayContaining(["network-error", "half-body"]));
    expect(Object.keys(chaos.counts)).not.toEqual(expect.arrayContaining(["reset"]));
    expect(Object.keys(chaos.counts)).not.toEqual(expect.arrayContaining(["answer-lost"]));
  });
});

describe("over HTTP", () => {
  it.each(["refused", "network-error"] as const)(
    "%s is refused at once, with what to do instead",
    async (fault) => {
      const privy = createFakePrivy();
      const server = await serveFakePrivy(privy);
      expect(refusalOf(() => privy.failNext(fault)).message).toContain("Over HTTP the connection is made");
      await server.close();
      privy.failNext(fault);
      await expect(serveFakePrivy(privy)).rejects.toMatchObject({ name: "FakeUsageError" });
      privy.clearFaults();
      await (await serveFakePrivy(privy)).close();
    },
  );
});
