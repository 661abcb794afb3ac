import { Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { PrivyClient, type PrivyClientOptions } from "privy-orders";
import {
  createFakePrivy,
  createVirtualClock,
  type FakePrivyOptions,
  type FaultName,
  systemClock,
} from "privy-orders/testing";
import { type ServedFakePrivy, type ServeOptions, serveFakePrivy } from "privy-orders/testing/server";
import { afterEach, describe, expect, it } from "vitest";
import { order } from "../../support/fake.js";

const served: ServedFakePrivy[] = [];
afterEach(async () => {
  for (const one of served.splice(0)) await one.close();
});

/** A fake that lives in real time, served, and a client of it that knows only its address and token. */
async function serve(options: Omit<FakePrivyOptions, "clock"> = {}, serveOptions?: ServeOptions) {
  const privy = createFakePrivy({ ...options, clock: systemClock });
  const server = await serveFakePrivy(privy, serveOptions);
  served.push(server);
  const token = privy.tokens.list()[0]?.token ?? "";
  const client = (overrides: Partial<PrivyClientOptions> = {}): PrivyClient =>
    new PrivyClient({ token, baseUrl: server.baseUrl, maxRetryDelayMs: 5, ...overrides });
  return { privy, server, token, client };
}

describe("a fake that is served", () => {
  it("serves a client that knows only its address, large ids included", async () => {
    const { privy, server, client } = await serve();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(server.baseUrl).toBe(`${server.url}/v1`);
    const result = await client().orders.upsert({ ...order, order_id: 9007199254740993n });
    expect(result).toMatchObject({ outcome: "created", order: { order_id: "9007199254740993" } });
    expect(result.response.rateLimit.minute).toMatchObject({ limit: 60, remaining: 59 });
    expect(privy.orders).toHaveLength(1);
    expect(privy.requests[0]?.headers).toMatchObject({ "content-type": "application/json" });
  });

  it.each(["both", "api", "dashboard"] as const)(
    "exchanges OAuth credentials at its own address, wherever Privy does (%s)",
    async (tokenUrl) => {
      const { server, privy, client } = await serve({ oauthClients: [{}], decisions: { tokenUrl } });
      const [{ clientId, clientSecret, scopes } = { clientId: "", clientSecret: "", scopes: [] }] =
        privy.oauthClients.list();
      const oauth = { clientId, clientSecret, scopes };
      for (const url of [server.tokenUrl, undefined]) {
        const shop = client({ token: undefined, oauth: { ...oauth, ...(url && { tokenUrl: url }) } });
        expect(await shop.orders.upsert(order)).toMatchObject({ order: { order_id: "1001" } });
      }
    },
  );

  it("serves any text in UTF-8, queries, and unknown routes", async () => {
    const { server, token, client } = await serve();
    await client().orders.upsert({ ...order, email: "ärger@example.com" });
    const headers = { authorization: `Bearer ${token}` };
    const found = await fetch(`${server.baseUrl}/contacts?email=${encodeURIComponent("ärger@example.com")}`, {
      headers,
    });
    expect(await found.json()).toMatchObject({ data: [{ email: "ärger@example.com" }] });
    expect((await fetch(`${server.baseUrl}/nowhere`, { headers })).status).toBe(404);
    expect((await fetch(`${server.url}/`, { headers })).status).toBe(404);
    expect((await fetch(`${server.baseUrl}/contacts`, { method: "HEAD", headers })).status).toBe(405);
  });

  it("keeps connections open from one request to the next", async () => {
    const { server, token } = await serve();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports: unknown[] = [];
    const once = (): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = { authorization: `Bearer ${token}` };
        const outgoing = httpRequest(`${server.baseUrl}/contacts`, { agent, headers }, (answer) => {
          ports.push(answer.socket.localPort);
          answer.resume().on("end", () => resolve(answer.statusCode));
        });
        outgoing.on("error", reject).end();
      });
    expect([await once(), await once()]).toEqual([200, 200]);
    expect(ports[1]).toBe(ports[0]);
    agent.destroy();
  });

  it("refuses a body that no order has", async () => {
    const { server, token } = await serve();
    const answer = await fetch(`${server.baseUrl}/orders/placed`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: "x".repeat(17 * 1024 * 1024),
    });
    expect(answer.status).toBe(413);
  });

  it("forgets a request whose sender hangs up in the middle of it", async () => {
    const { server, privy, client } = await serve();
    const port = Number(new URL(server.url).port);
    await new Promise<void>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(
          "POST /v1/orders/placed HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
          () => socket.destroy(),
        );
      });
      socket.on("close", () => resolve());
    });
    await client().orders.upsert(order);
    expect(privy.requests).toHaveLength(1);
  });

  it("reports that a predicate failed, without quoting its error", async () => {
    const { privy, client } = await serve();
    privy.failWhen(({ body }) => {
      throw new Error(JSON.stringify(body));
    }, "503");
    const error = await client()
      .orders.upsert(order)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "ServerError",
      status: 501,
      message: expect.stringContaining("predicates"),
    });
    expect(String(error)).not.toContain("ada");
  });

  it("serves this machine only", async () => {
    const privy = createFakePrivy();
    for (const host of ["0.0.0.0", "::", "example.com", "192.168.0.1"]) {
      const serving = serveFakePrivy(privy, { host: host as "localhost" }); // a test without types
      await expect(serving).rejects.toMatchObject({ message: expect.stringContaining("this machine only") });
    }
  });

  it("refuses bad options, and what is not a fake", async () => {
    const privy = createFakePrivy();
    for (const port of [-1, 65_536, 1.5]) {
      await expect(serveFakePrivy(privy, { port })).rejects.toMatchObject({
        message: expect.stringContaining("port"),
      });
    }
    const misspelled = { prot: 1 } as ServeOptions; // a test without types
    await expect(serveFakePrivy(privy, misspelled)).rejects.toMatchObject({
      message: expect.stringContaining("did you mean port"),
    });
    const stranger = { handle: privy.handle } as unknown as typeof privy; // a test without types
    await expect(serveFakePrivy(stranger)).rejects.toMatchObject({ name: "FakeUsageError" });
  });

  it("rejects when the port is taken, and can then be served elsewhere", async () => {
    const { server, privy } = await serve();
    const port = Number(new URL(server.url).port);
    await expect(serveFakePrivy(privy, { port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    served.push(await serveFakePrivy(privy));
    await server.close();
    await server.close();
    privy.failNext("refused", { channel: "fetch" });
    expect(() => privy.failNext("refused")).toThrow("Over HTTP");
  });

  it("frees its port and its connections at close, responses under way included", async () => {
    const { server, privy, client } = await serve();
    privy.failNext("no-answer");
    const call = client({ maxAttempts: 1 }).orders.upsert(order);
    await expect.poll(() => privy.requests.length).toBe(1);
    await server.close();
    await expect(call).rejects.toMatchObject({ name: "ConnectionError" });
    await expect(client({ maxAttempts: 1 }).orders.upsert(order)).rejects.toMatchObject({
      cause: { cause: { code: "ECONNREFUSED" } },
    });
  });

  it("ends with an await using block", async () => {
    const privy = createFakePrivy();
    let url = "";
    {
      await using server = await serveFakePrivy(privy);
      url = server.url;
      expect((await fetch(url)).status).toBe(404);
    }
    await expect(fetch(url)).rejects.toThrow(TypeError);
  });
});

describe("a fault on a real connection", () => {
  const cases: readonly (readonly [FaultName, object, number])[] = [
    ["503", { name: "ServerError", status: 503 }, 0],
    ["html-502", { name: "ServerError", status: 502 }, 0],
    ["html-200", { name: "UnexpectedResponseError", reason: "not_json" }, 0],
    ["429", { name: "RateLimitError", retryAfterMs: 1_000 }, 0],
    ["reset", { name: "ConnectionError", cause: { cause: { code: "ECONNRESET" } } }, 0],
    ["answer-lost", { name: "ConnectionError", cause: { cause: { code: "ECONNRESET" } } }, 1],
    ["half-body", { name: "ConnectionError", status: 201, cause: { cause: { code: "UND_ERR_SOCKET" } } }, 1],
    ["truncated-json", { name: "UnexpectedResponseError", reason: "truncated" }, 1],
    ["malformed-json", { name: "UnexpectedResponseError", reason: "not_json" }, 1],
    ["empty-body", { name: "UnexpectedResponseError", reason: "empty" }, 1],
    ["endless-body", { name: "UnexpectedResponseError", reason: "too_large" }, 1],
    ["expired-token", { name: "AuthenticationError", status: 401 }, 0],
  ];
  it.each(cases)("%s is what it is through the fake's own fetch", async (fault, error, stored) => {
    const { privy, client } = await serve();
    privy.failNext(fault);
    await expect(client({ maxAttempts: 1, timeoutMs: 15_000 }).orders.upsert(order)).rejects.toMatchObject(
      error,
    );
    expect(privy.orders).toHaveLength(stored);
  });

  it.each(["reset", "answer-lost", "half-body", "truncated-json", "503"] as const)(
    "%s is got over by a client that tries again",
    async (fault) => {
      const { privy, client } = await serve();
      privy.failNext(fault, { times: 2 });
      const result = await client({ timeoutMs: 15_000 }).orders.upsert(order);
      expect(result.response.attempts).toBe(3);
      expect(privy.orders).toHaveLength(1);
    },
  );

  it.each(["slow-headers", "slow-body", "no-answer"] as const)(
    "%s outlasts the client's timeout, and the hung up connection leaves no timer behind",
    async (fault) => {
      const privy = createFakePrivy({ clock: createVirtualClock({ autoAdvance: false }) });
      await using server = await serveFakePrivy(privy);
      const clock = createVirtualClock({ autoAdvance: false });
      const token = privy.tokens.list()[0]?.token ?? "";
      privy.failNext(fault);
      const client = new PrivyClient({ token, clock, maxAttempts: 1, baseUrl: server.baseUrl });
      const call = client.orders.upsert(order).catch((error: unknown) => error);
      await expect.poll(() => privy.clock.pendingTimers).toBe(1);
      await clock.advance("10s");
      expect(await call).toMatchObject({ name: "TimeoutError", clock: "attempt", timeoutMs: 10_000 });
      expect(privy.orders).toHaveLength(1);
      await expect.poll(() => privy.clock.pendingTimers).toBe(0);
    },
  );

  it("is over by the fake's clock: the headers, or the rest of the body, come then", async () => {
    const privy = createFakePrivy({ clock: createVirtualClock({ autoAdvance: false }) });
    await using server = await serveFakePrivy(privy);
    const headers = {
      authorization: `Bearer ${privy.tokens.list()[0]?.token}`,
      "content-type": "application/json",
    };
    const send = (): Promise<Response> =>
      fetch(`${server.baseUrl}/orders/placed`, { method: "POST", headers, body: JSON.stringify(order) });
    privy.failNext({ kind: "slow-headers", delay: "20s" });
    const late = send();
    await expect.poll(() => privy.clock.pendingTimers).toBe(1);
    await privy.clock.advance("20s");
    expect((await late).status).toBe(201);
    privy.failNext({ kind: "slow-body", delay: "20s" });
    const reader = (await send()).body?.getReader();
    const begin = new TextDecoder().decode((await reader?.read())?.value);
    expect(begin).toMatch(/^\{"data":/);
    await expect.poll(() => privy.clock.pendingTimers).toBe(1);
    await privy.clock.advance("20s");
    const end = new TextDecoder().decode((await reader?.read())?.value);
    expect(JSON.parse(begin + end)).toMatchObject({ data: { order_id: 1001 } });
  });
});
