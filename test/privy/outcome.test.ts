import { PrivyClient } from "privy-orders";
import { describe, expect, it, vi } from "vitest";
import {
  apiToken,
  broken,
  json,
  leastOrder,
  type Reply,
  scriptedClient,
} from "../support/scripted-server.js";

const answered = (order: object = { order_id: 450789469 }): Response => json(201, { data: order });

describe("the outcome", () => {
  const outcomes: [string, readonly Reply[], string, attempts?: number][] = [
    ["201", [answered()], "created"],
    ["200", [json(200)], "updated"],
    ["200 after an attempt whose fate is unknown", [broken("ECONNRESET"), json(200)], "indeterminate"],
    ["201 after an attempt whose fate is unknown", [broken("ECONNRESET"), answered()], "created"],
    ["200 after a connection that was never made", [broken("ECONNREFUSED"), json(200)], "updated", 1],
    ["200 after a 503", [json(503, {}), json(200)], "indeterminate"],
    ["200 after a 429", [json(429, {}, { "retry-after": "1" }), json(200)], "updated"],
  ];

  it.each(outcomes)(
    "does not claim more than is known: %s",
    async (_, replies, outcome, attempts = replies.length) => {
      const { client } = scriptedClient(replies);
      await expect(client.orders.upsert(leastOrder)).resolves.toMatchObject({
        outcome,
        superseded: false,
        response: { attempts },
      });
    },
  );
});

describe("a success that does not say that the order is stored", () => {
  it.each([202, 203, 206, 226])("is an error, and not repeated: %i", async (status) => {
    const { client, sent } = scriptedClient([json(status)]);
    await expect(client.orders.upsert(leastOrder)).rejects.toMatchObject({
      code: "unexpected_response",
      reason: "status",
      status,
      retryable: false,
      message: expect.stringContaining("It may have been"),
    });
    expect(sent).toHaveLength(1);
  });
});

describe("fetch", () => {
  it("is the global one, looked up at each call, so that whatever patches it sees the request", async () => {
    const client = new PrivyClient({ token: apiToken });
    for (const id of [1, 2]) {
      const patched = vi.fn(async () => answered({ order_id: id }));
      vi.stubGlobal("fetch", patched);
      await expect(client.orders.upsert({ ...leastOrder, order_id: id })).resolves.toMatchObject({
        order: { order_id: `${id}` },
      });
      expect(patched).toHaveBeenCalledOnce();
    }
  });

  it("is called without an object of the client's as this", async () => {
    const seen: unknown[] = [];
    function own(this: unknown): Promise<Response> {
      seen.push(this);
      return Promise.resolve(answered());
    }
    await new PrivyClient({ token: apiToken, fetch: own }).orders.upsert(leastOrder);
    vi.stubGlobal("fetch", own);
    await new PrivyClient({ token: apiToken }).orders.upsert(leastOrder);
    expect(seen).toEqual([undefined, globalThis]);
  });
});
