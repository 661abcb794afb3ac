import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { PrivyClient, type PrivyClientOptions, type UpsertResult } from "privy-orders";
import { afterEach, describe, expect, it } from "vitest";
import { type Outcome, watch } from "../support/scripted-server.js";
import { type LocalServer, listen } from "./local-server.js";

const order = {
  order_id: "9223372036854775807",
  total: 95,
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
  email: "ada@example.com",
} as const;
const token = `privy_${"0a".repeat(20)}`;
const answer = '{"data":{"order_id":9223372036854775807}}';

const servers: LocalServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(...handler: Parameters<typeof listen>): Promise<LocalServer> {
  const server = await listen(...handler);
  servers.push(server);
  return server;
}

const clientOf = (baseUrl: string, options: Partial<PrivyClientOptions> = {}): PrivyClient =>
  new PrivyClient({ token, baseUrl, timeoutMs: 5_000, maxAttempts: 2, maxRetryDelayMs: 5, ...options });

async function upsert(
  baseUrl: string,
  options?: Partial<PrivyClientOptions>,
): Promise<Outcome<UpsertResult>> {
  const call = watch(clientOf(baseUrl, options).orders.upsert(order));
  await call.promise.catch(() => undefined);
  return call;
}

describe("the runtime's own fetch against a real server", () => {
  it("sends the order and reads the response, large ids included", async () => {
    let body = "";
    const server = await start((request, response) => {
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => response.writeHead(201).end(answer));
    });
    const call = await upsert(`${server.url}/v1/`);
    expect(call.value).toMatchObject({ outcome: "created", order: { order_id: "9223372036854775807" } });
    expect(JSON.parse(body)).toMatchObject({ order_id: "9223372036854775807", email: "ada@example.com" });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "POST", url: "/v1/orders/placed" });
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      accept: "application/json",
      "user-agent": expect.stringMatching(/^privy-orders\//),
    });
    expect(request?.headers).not.toHaveProperty("x-privy-integration-token");
  });

  it("survives a connection that is reset before the response, and is indeterminate", async () => {
    const server = await start((request, response, count) => {
      if (count === 1) request.socket.resetAndDestroy();
      else response.end(answer);
    });
    const call = await upsert(server.url);
    expect(call.value).toMatchObject({ outcome: "indeterminate", response: { attempts: 2 } });
  });

  it("survives a connection that breaks in the middle of the body", async () => {
    const server = await start((request, response, count) => {
      if (count > 1) {
        response.end(answer);
        return;
      }
      response.writeHead(201, { "content-length": "1000" });
      response.write('{"data":', () => request.socket.resetAndDestroy());
    });
    const call = await upsert(server.url);
    expect(call.value).toMatchObject({ outcome: "indeterminate", response: { attempts: 2 } });
  });

  it("names a broken connection as the cause, with its code and without the token", async () => {
    const server = await start((request) => request.socket.resetAndDestroy());
    const call = await upsert(server.url);
    expect(call.reason).toMatchObject({
      name: "ConnectionError",
      attempts: 2,
      retryable: true,
      cause: { name: "TypeError", cause: { code: expect.stringMatching(/^(?:ECONNRESET|UND_ERR_SOCKET)$/) } },
    });
    expect(call.reason).not.toHaveProperty("status");
  });

  it("knows that a refused connection cannot have stored anything", async () => {
    const server = await listen(() => undefined);
    await server.close();
    let count = 0;
    const call = await upsert("http://127.0.0.1:9", {
      fetch: async (_, request) => {
        count += 1;
        if (count === 1) return fetch(server.url, request);
        return new Response(answer);
      },
    });
    expect(call.value).toMatchObject({ outcome: "updated", response: { attempts: 1 } });
    expect(count).toBe(2);
  });

  it("does not wait longer than timeoutMs for headers that do not come", async () => {
    const server = await start(() => undefined);
    const call = await upsert(server.url, { timeoutMs: 50, maxAttempts: 1 });
    expect(call.reason).toMatchObject({ name: "TimeoutError", clock: "attempt", timeoutMs: 50, attempts: 1 });
  });

  it("does not wait longer than timeoutMs for a body that never ends, and closes its connection", async () => {
    const closed = new EventTarget();
    const isClosed = new Promise((resolve) => closed.addEventListener("close", resolve));
    const server = await start((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 5);
      response.on("close", () => {
        clearInterval(drip);
        closed.dispatchEvent(new Event("close"));
      });
    });
    const call = await upsert(server.url, { timeoutMs: 60, maxAttempts: 1 });
    expect(call.reason).toMatchObject({ name: "TimeoutError", clock: "attempt", attempts: 1 });
    await isClosed;
  });

  it("lets an abort close the connection", async () => {
    const controller = new AbortController();
    const closed = new EventTarget();
    const isClosed = new Promise((resolve) => closed.addEventListener("close", resolve));
    const server = await start((request) => {
      request.socket.on("close", () => closed.dispatchEvent(new Event("close")));
      controller.abort("closing time");
    });
    const call = clientOf(server.url).orders.upsert(order, { signal: controller.signal });
    await expect(call).rejects.toBe("closing time");
    await isClosed;
  });

  it.each([
    ["with its length announced", { "content-length": String(10 * 1024 * 1024) }],
    ["in chunks", {}],
  ])("does not read ten megabytes: %s", async (_, headers: Record<string, string>) => {
    const server = await start((__, response) => {
      response.writeHead(200, headers);
      response.end(Buffer.alloc(10 * 1024 * 1024, " "));
    });
    const call = await upsert(server.url, { timeoutMs: 5_000 });
    expect(call.reason).toMatchObject({ reason: "too_large", status: 200, attempts: 1 });
  });

  it("does not unpack a small body that becomes a very large one", async () => {
    const bomb = gzipSync(Buffer.alloc(12 * 1024 * 1024));
    const server = await start((_, response) => {
      response
        .writeHead(200, { "content-encoding": "gzip", "content-length": String(bomb.length) })
        .end(bomb);
    });
    const call = await upsert(server.url, { timeoutMs: 5_000 });
    expect(call.reason).toMatchObject({ reason: "too_large", attempts: 1 });
  });

  it("reads a compressed response", async () => {
    const body = gzipSync(answer);
    const server = await start((_, response) => {
      response
        .writeHead(200, { "content-encoding": "gzip", "content-length": String(body.length) })
        .end(body);
    });
    expect((await upsert(server.url)).value).toMatchObject({ outcome: "updated" });
  });

  it.each([301, 302, 303, 307, 308])(
    "never follows a redirect with its token to another host: %i",
    async (status) => {
      const other = await start((_, response) => response.end(answer));
      const server = await start((_, response) => {
        response.writeHead(status, { location: `${other.url}/v1/orders/placed` }).end();
      });
      const call = await upsert(server.url);
      expect(call.reason).toMatchObject({
        name: "UnexpectedResponseError",
        reason: "redirect",
        status,
        attempts: 1,
      });
      expect(other.requests).toHaveLength(0);
      expect(server.requests).toHaveLength(1);
    },
  );

  it("does not take 204 for a stored order", async () => {
    const server = await start((_, response) => response.writeHead(204).end());
    const call = await upsert(server.url);
    expect(call.reason).toMatchObject({ reason: "status", status: 204, attempts: 1 });
  });

  it("repeats after a proxy's page of HTML, and quotes none of it", async () => {
    const server = await start((_, response) => {
      response.writeHead(502, { "content-type": "text/html" }).end("<html>upstream ada@example.com</html>");
    });
    const call = await upsert(server.url);
    expect(call.reason).toMatchObject({ name: "ServerError", status: 502, attempts: 2, retryable: true });
    expect(call.reason).toHaveProperty("message", expect.not.stringContaining("upstream"));
  });

  it("uses a kept connection that the server has closed meanwhile without harm", async () => {
    const server = await start((request, response) => {
      response.end(answer, () => setImmediate(() => request.socket.destroy()));
    });
    const client = clientOf(server.url);
    for (let count = 0; count < 5; count += 1) {
      await expect(client.orders.upsert(order)).resolves.toMatchObject({
        order: { order_id: "9223372036854775807" },
      });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });

  it("reports a response that is not HTTP as a failed connection", async () => {
    const server = createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const call = await upsert(`http://127.0.0.1:${port}`);
    server.close();
    expect(call.reason).toMatchObject({ name: "ConnectionError", attempts: 2 });
  });
});
