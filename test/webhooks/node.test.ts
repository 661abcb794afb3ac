import { createServer, type RequestListener, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createWebhookHandler,
  type NextFunction,
  type NodeRequest,
  toNodeHandler,
  wooCommerceWebhook,
} from "privy-orders/webhooks";
import { afterEach, describe, expect, it } from "vitest";
import { payloads, secret, sign } from "./harness.js";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`; // it listens on a port
}

function makeHandler() {
  const delivered: unknown[] = [];
  const handle = createWebhookHandler({
    source: wooCommerceWebhook({ secret }),
    deliver: (order) => delivered.push(order.order_id),
    onUndelivered: () => undefined,
    maxBodyBytes: 200_000,
  });
  return { delivered, listener: toNodeHandler(handle) };
}

async function post(url: string, payload: object | string = payloads.woocommerce()): Promise<Response> {
  const { headers, body } = await sign("woocommerce", payload).then(async (request) => ({
    headers: request.headers,
    body: await request.text(),
  }));
  return fetch(url, { method: "POST", headers, body });
}

/** What a body parser leaves: the bytes are read, `change` puts in their place what it made of them. */
const afterParser =
  (
    change: (request: NodeRequest & { body?: unknown; rawBody?: unknown }, bytes: Buffer) => void,
  ): RequestListener =>
  async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    change(request, Buffer.concat(chunks));
    await current(request, response);
  };
let current: ReturnType<typeof toNodeHandler>;

describe("a listener for Node", () => {
  it("reads the raw body itself", async () => {
    const { delivered, listener } = makeHandler();
    const url = await serve(listener);
    expect((await post(url)).status).toBe(200);
    expect(delivered).toEqual([7]);
    expect((await post(url, "{}")).status).toBe(200);
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url, { method: "HEAD" })).status).toBe(200);
    expect((await fetch(url, { method: "DELETE" })).status).toBe(405);
  });

  it("reads a body that comes in many pieces, and one with bytes beyond ASCII", async () => {
    const { delivered, listener } = makeHandler();
    const url = await serve(listener);
    expect((await post(url, payloads.woocommerce({ note: "鈴木 🎁".repeat(8_000) }))).status).toBe(200);
    expect(delivered).toEqual([7]);
  });

  it("responds to a body that is too large, and closes the connection", async () => {
    const { delivered, listener } = makeHandler();
    const url = await serve(listener);
    const response = await post(url, payloads.woocommerce({ note: "x".repeat(300_000) }));
    expect([response.status, response.headers.get("connection")]).toEqual([413, "close"]);
    expect(delivered).toEqual([]);
  });

  it.each([
    [
      "express.json({ verify })",
      (request: { body?: unknown; rawBody?: unknown }, bytes: Buffer) =>
        Object.assign(request, { rawBody: bytes, body: JSON.parse(String(bytes)) }),
    ],
    [
      "a parser that kept the text",
      (request: object, bytes: Buffer) => Object.assign(request, { rawBody: String(bytes), body: {} }),
    ],
    ["express.raw()", (request: object, bytes: Buffer) => Object.assign(request, { body: bytes })],
    ["express.text()", (request: object, bytes: Buffer) => Object.assign(request, { body: String(bytes) })],
  ])("takes the bytes that a parser has kept: %s", async (_parser, change) => {
    const made = makeHandler();
    current = made.listener;
    const url = await serve(afterParser(change));
    expect((await post(url)).status).toBe(200);
    expect(made.delivered).toEqual([7]);
  });

  it("reports what to do when a parser has left only an object, and delivers nothing", async () => {
    const made = makeHandler();
    current = made.listener;
    const url = await serve(
      afterParser((request, bytes) => Object.assign(request, { body: JSON.parse(String(bytes)) })),
    );
    const response = await post(url);
    expect(response.status).toBe(500);
    expect(await response.text()).toMatch(/before express\.json\(\)|rawBody: true/);
    expect(made.delivered).toEqual([]);
  });

  it("passes that error on to Express, which logs it", async () => {
    const { listener } = makeHandler();
    const errors: unknown[] = [];
    const url = await serve(async (request, response) => {
      for await (const _chunk of request);
      const next: NextFunction = (error) => {
        errors.push(error);
        response.writeHead(500).end();
      };
      await listener(request, response, next);
    });
    expect((await post(url)).status).toBe(500);
    expect(errors).toMatchObject([{ message: expect.stringContaining("a body parser has read it already") }]);
  });

  it.each(["TRACE", "PUT", "DELETE"])(
    "refuses another method, and leaves the store's error handler alone: %s",
    async (method) => {
      const { listener, delivered } = makeHandler();
      const errors: unknown[] = [];
      const url = await serve((request, response) =>
        listener(request, response, (error) => errors.push(error)),
      );
      const status = await new Promise((resolve, reject) => {
        const sent = request(url, { method }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on("error", reject);
        sent.end();
      });
      expect(status).toBe(method === "TRACE" ? 400 : 405);
      expect([errors, delivered]).toEqual([[], []]);
    },
  );

  it("responds with 500, so that the platform repeats the hook, when a handler fails", async () => {
    const failing = Object.assign(async () => Promise.reject(new Error("privatina@example.com")), {
      idle: async () => undefined,
    });
    const url = await serve((request, response) => toNodeHandler(failing)(request, response));
    const response = await post(url);
    expect([response.status, await response.text()]).toEqual([500, "the webhook was not handled"]);
  });
});
