import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../../src/http/options/defaults.js";
import { broken, createKernel, json, type Reply, silence } from "../../support/scripted-server.js";

const truncatedBody = (): Response =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"data":'));
        controller.error(broken("UND_ERR_SOCKET"));
      },
    }),
    { status: 200 },
  );

describe("a call whose first attempt fails in a way that may pass", () => {
  const passing: [string, Reply, attempts?: number][] = [
    ["a connection that was refused", broken("ECONNREFUSED"), 1],
    ["a connection that was reset", broken("ECONNRESET")],
    ["a fetch that throws something of its own", new Error("proxy said no")],
    ["a body that broke off with its connection", async () => truncatedBody()],
    ["a body that broke off in good order", new Response('{"data":{"order_id":1', { status: 201 })],
    ["408", json(408, {})],
    ["429", json(429, {}, { "retry-after": "0" })],
    ["500", json(500, {})],
    ["502 with a page of HTML", new Response("<html>Bad gateway</html>", { status: 502 })],
    ["503 without a body", new Response(null, { status: 503 })],
    ["504", json(504, {})],
    ["507", json(507, {})],
    ["599", json(599, {})],
  ];

  it.each(passing)("is repeated and succeeds: %s", async (_, reply, attempts = 2) => {
    const kernel = createKernel([reply, json(200)]);
    const call = kernel.send();
    await kernel.clock.advance(DEFAULTS.backoffBaseMs / 2 - 1);
    expect(kernel.sent).toHaveLength(1);
    await kernel.clock.advance(1);
    expect(call).toMatchObject({
      state: "fulfilled",
      value: { response: { status: 200, attempts } },
    });
    expect(kernel.clock.pendingTimers).toBe(0);
  });

  it("is repeated after an attempt that took longer than timeoutMs", async () => {
    const kernel = createKernel([silence, json(200)]);
    const call = kernel.send({}, { timeoutMs: 3_000 });
    await kernel.clock.advance(2_999);
    expect(kernel.sent[0]?.signal.aborted).toBe(false);
    await kernel.clock.advance(1);
    expect(kernel.sent[0]?.signal.aborted).toBe(true);
    await kernel.clock.advance(250);
    expect(call).toMatchObject({ state: "fulfilled", value: { response: { attempts: 2 }, uncertain: true } });
    expect(kernel.sent[1]?.signal.aborted).toBe(false);
  });

  it("counts the reading of the body into timeoutMs, and does not wait for one that never ends", async () => {
    const endless = async (): Promise<Response> =>
      new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) }));
    const kernel = createKernel([endless, json(200)]);
    const call = kernel.send({}, { timeoutMs: 3_000 });
    await kernel.clock.advance(3_250);
    expect(call).toMatchObject({ state: "fulfilled", value: { response: { attempts: 2 } } });
  });
});

describe("a call whose attempt fails in a way that will not pass", () => {
  const final: [string, Reply, object][] = [
    ["400", json(400, {}), { name: "RejectedError", code: "rejected" }],
    ["401", json(401, {}), { name: "AuthenticationError", code: "unauthorized" }],
    ["402", json(402, {}), { name: "RejectedError", code: "rejected" }],
    ["403", json(403, {}), { name: "PermissionError", code: "insufficient_scope" }],
    ["404", json(404, {}), { name: "NotFoundError", code: "not_found" }],
    ["405", json(405, {}), { name: "RejectedError", code: "rejected" }],
    ["409", json(409, {}), { name: "ConflictError", code: "conflict", afterUnknownAttempt: false }],
    ["413", json(413, {}), { name: "RejectedError", code: "rejected" }],
    ["422", json(422, {}), { name: "RejectedError", code: "rejected" }],
    ["501", json(501, {}), { name: "ServerError", code: "server_error" }],
    ["505", json(505, {}), { name: "ServerError", code: "server_error" }],
    [
      "301",
      new Response(null, { status: 301, headers: { location: "https://evil.example" } }),
      { reason: "redirect" },
    ],
    ["307", new Response(null, { status: 307 }), { name: "UnexpectedResponseError", reason: "redirect" }],
    ["304", new Response(null, { status: 304 }), { name: "UnexpectedResponseError", reason: "redirect" }],
    ["200 and HTML", new Response("<html>"), { name: "UnexpectedResponseError", reason: "not_json" }],
    ["200 and nothing", new Response(null), { name: "UnexpectedResponseError", reason: "empty" }],
    ["204", new Response(null, { status: 204 }), { name: "UnexpectedResponseError", reason: "empty" }],
  ];

  it.each(final)("fails at once, with the error that says why: %s", async (status, reply, expected) => {
    const kernel = createKernel([reply]);
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(call.state).toBe("rejected");
    expect(call.reason).toMatchObject({ retryable: false, attempts: 1, ...expected });
    expect(call.reason).toHaveProperty("status", Number(status.slice(0, 3)));
    expect(kernel.sent).toHaveLength(1);
    expect(kernel.clock.pendingTimers).toBe(0);
  });

  it("does not read a response that is too large, and fails at once", async () => {
    const kernel = createKernel([json(200, "x".repeat(2_000))], { maxResponseBytes: 1_000 });
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(call.reason).toMatchObject({ reason: "too_large", status: 200, retryable: false, attempts: 1 });
  });

  it("distinguishes a fetch that returns no Response from a response", async () => {
    const answers: unknown[] = [
      undefined,
      null,
      {},
      { status: 200 },
      { status: "200", headers: new Headers() },
    ];
    for (const rubbish of answers) {
      // The type of fetch forbids it; a stub in a test does it all the same.
      const kernel = createKernel([async () => rubbish as Response]);
      const call = kernel.send();
      await kernel.clock.advance(0);
      expect(call.reason).toMatchObject({ name: "UnexpectedResponseError", reason: "shape", attempts: 1 });
      expect(call.reason).not.toHaveProperty("status");
    }
  });

  it("names a status that no call can have", async () => {
    // No Response can be made with it, but a proxy can write it on the wire: hence as much of one as the kernel reads.
    const odd = {
      status: 799,
      headers: new Headers(),
      body: null,
      text: async () => "",
    } as unknown as Response; // the members that the client reads
    const kernel = createKernel([async () => odd]);
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(call.reason).toMatchObject({
      name: "UnexpectedResponseError",
      reason: "status",
      status: 799,
      attempts: 1,
    });
  });

  it("has no status when no response had one", async () => {
    for (const reply of [broken("ECONNRESET"), silence]) {
      const kernel = createKernel([reply], { maxAttempts: 1, timeoutMs: 100 });
      const call = kernel.send();
      await kernel.clock.advance(100);
      expect(call.reason).toMatchObject({ retryable: true, attempts: 1 });
      expect(call.reason).not.toHaveProperty("status");
    }
  });
});

describe("a call that never succeeds", () => {
  it("sends maxAttempts requests, counts them, and is retryable", async () => {
    const kernel = createKernel([json(503, {})], { random: () => 0 });
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(kernel.sent).toHaveLength(DEFAULTS.maxAttempts);
    expect(call.reason).toMatchObject({
      name: "ServerError",
      status: 503,
      attempts: DEFAULTS.maxAttempts,
      retryable: true,
    });
  });

  it("sends one request when the caller allows one", async () => {
    const kernel = createKernel([json(503, {})]);
    const call = kernel.send({}, { maxAttempts: 1 });
    await kernel.clock.advance(0);
    expect(kernel.sent).toHaveLength(1);
    expect(call.reason).toMatchObject({ attempts: 1, retryable: true });
  });

  it("ends in the error of its last attempt", async () => {
    const kernel = createKernel([json(503, {}), broken("ECONNRESET"), json(422, {})], { random: () => 0 });
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(call.reason).toMatchObject({ name: "RejectedError", status: 422, attempts: 3, retryable: false });
  });
});
