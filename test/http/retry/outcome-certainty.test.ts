import { describe, expect, it } from "vitest";
import { broken, createKernel, json, type Reply, silence } from "../../support/scripted-server.js";

const halfBody = new Response('{"data":{"order_id":1', { status: 200 });

describe("whether an earlier attempt of a call may have been processed", () => {
  const cases: [string, readonly Reply[], boolean][] = [
    ["not when the first attempt was answered", [json(200)], false],
    ["not when the connection was refused", [broken("ECONNREFUSED"), json(200)], false],
    ["not when the host was not found", [broken("ENOTFOUND"), json(200)], false],
    ["not after a 429", [json(429, {}, { "retry-after": "0" }), json(200)], false],
    ["after a connection that was reset", [broken("ECONNRESET"), json(200)], true],
    ["after an error that fetch does not explain", [new Error("?"), json(200)], true],
    ["after an attempt that timed out", [silence, json(200)], true],
    ["after a 503", [json(503, {}), json(200)], true],
    ["after a 408", [json(408, {}), json(200)], true],
    ["after an answer that broke off", [halfBody, json(200)], true],
    ["still after a certain failure in between", [json(500, {}), broken("ECONNREFUSED"), json(200)], true],
  ];

  it.each(cases)("is told to the caller: %s", async (_, replies, uncertain) => {
    const kernel = createKernel(replies, { timeoutMs: 1_000 });
    const call = kernel.send();
    await kernel.clock.advance("1m");
    expect(call).toMatchObject({
      state: "fulfilled",
      value: { uncertain },
    });
    expect(kernel.sent).toHaveLength(replies.length);
  });

  it("makes a conflict say that what exists may be this call's own work", async () => {
    const conflict = json(409, { error: { code: "conflict", id: "cus_a1b2c3d4e5f6g7h8" } });
    for (const [replies, afterUnknownAttempt] of [
      [[conflict], false],
      [[broken("ECONNRESET"), conflict], true],
    ] as const) {
      const kernel = createKernel(replies);
      const call = kernel.send();
      await kernel.clock.advance("1m");
      expect(call.reason).toMatchObject({ existingId: "cus_a1b2c3d4e5f6g7h8", afterUnknownAttempt });
      const { message } = call.reason as Error; // matched above
      expect(message.includes("this call's own work")).toBe(afterUnknownAttempt);
    }
  });
});
