import {
  type AttemptEvent,
  ConnectionError,
  type OrderInput,
  PrivyClient,
  TimeoutError,
  UnexpectedResponseError,
} from "privy-orders";
import { createUndiciFetch } from "privy-orders/undici";
import { describe, expect, it } from "vitest";
import { impatientClock } from "./impatient-clock.js";
import { bodyOf, httpServer, tcpServer } from "./loopback-server.js";
import { rejectionOf } from "./request-of.js";

const token = "privy_0000";
let lastId = 0;

function order(): OrderInput {
  lastId += 1;
  return {
    order_id: lastId,
    total: 95,
    currency: "USD",
    order_date: "2026-01-01T00:00:00Z",
    email: "jane@example.com",
  };
}

/** What Privy answers to an order. */
const answerTo = (body: string): string => JSON.stringify({ data: { order_id: JSON.parse(body).order_id } });

/** The body of a whole HTTP/1.1 request. */
const bodyIn = (request: Buffer): string => String(request).split("\r\n\r\n")[1] ?? "{}";

/** One whole HTTP/1.1 answer, byte by byte. */
const rawAnswer = (body: string): string =>
  `HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

describe("orders.upsert over an undici fetch", () => {
  it("sends the order with its credential and reads the answer", async () => {
    let authorization: string | undefined;
    await using server = await httpServer(async (request, response) => {
      authorization = request.headers.authorization;
      response.writeHead(201).end(answerTo(await bodyOf(request)));
    });
    await using fetch = createUndiciFetch();
    const client = new PrivyClient({ token, baseUrl: server.url, fetch });
    const result = await client.orders.upsert({ ...order(), order_id: "9007199254740993" });
    expect(result.order.order_id).toBe("9007199254740993");
    expect(result.outcome).toBe("created");
    expect(authorization).toBe(`Bearer ${token}`);
  });

  it("sees no error of a server that ends each connection as soon as it is idle", async () => {
    await using server = await tcpServer((socket) => {
      socket.on("data", (data) => {
        // Promises to keep the connection by saying nothing, and closes it behind the answer.
        socket.write(rawAnswer(answerTo(bodyIn(data))));
        setImmediate(() => socket.end());
      });
    });
    await using fetch = createUndiciFetch({ connections: 1 });
    const client = new PrivyClient({ token, baseUrl: server.url, fetch, clock: impatientClock });
    for (let round = 0; round < 30; round++) {
      const input = order();
      const { order: stored } = await client.orders.upsert(input);
      expect(stored.order_id).toBe(String(input.order_id));
    }
    expect(server.accepted.length).toBeGreaterThan(1);
  });

  it("repeats an order that met a connection which the server was just closing, and does not claim to know its fate", async () => {
    const received: number[] = [];
    await using server = await tcpServer((socket) => {
      let onThisOne = 0;
      socket.on("data", (data) => {
        onThisOne += 1;
        received.push(onThisOne);
        // The first request is answered; the second meets a server that hangs up without a word.
        if (onThisOne === 1) socket.write(rawAnswer(answerTo(bodyIn(data))).replace("201", "200"));
        else socket.destroy();
      });
    });
    await using fetch = createUndiciFetch({ connections: 1 });
    const attempts: AttemptEvent[] = [];
    const client = new PrivyClient({
      token,
      baseUrl: server.url,
      fetch,
      clock: impatientClock,
      observer: { onAttempt: (event) => attempts.push(event) },
    });
    await client.orders.upsert(order());
    const second = await client.orders.upsert(order());
    expect(received).toEqual([1, 2, 1]);
    expect(second.response.attempts).toBe(2);
    expect(second.outcome).toBe("indeterminate");
    expect(attempts.map(({ errorCode }) => errorCode)).toEqual([undefined, "connection_failed", undefined]);
  });

  it("knows that an attempt without a connection changed nothing", async () => {
    let refuse = true;
    await using server = await tcpServer((socket) => {
      if (refuse) {
        // Hangs up in the middle of the handshake: nothing was sent, whatever the error is called.
        refuse = false;
        socket.destroy();
      } else socket.end();
    });
    await using fetch = createUndiciFetch();
    const client = new PrivyClient({
      token,
      baseUrl: `https://127.0.0.1:${server.port}`,
      clock: impatientClock,
      fetch: async (url, request) => {
        if (refuse) return fetch(url, request);
        return new Response(answerTo(request.body ?? "{}"), { status: 200 });
      },
    });
    const result = await client.orders.upsert(order());
    expect(result.response.attempts).toBe(1);
    expect(result.outcome).toBe("updated");
  });

  it("refuses an answer of ten megabytes without reading it, and keeps no connection half read", async () => {
    for (const announced of [true, false]) {
      await using server = await httpServer((_request, response) => {
        const length = 10 * 1024 * 1024;
        response.writeHead(200, announced ? { "content-length": length } : {});
        response.end(Buffer.alloc(length, "x"));
      });
      await using fetch = createUndiciFetch();
      const client = new PrivyClient({ token, baseUrl: server.url, fetch });
      const error = await rejectionOf(client.orders.upsert(order()));
      expect(error).toBeInstanceOf(UnexpectedResponseError);
      expect(error).toMatchObject({ reason: "too_large", status: 200 });
      await fetch.close();
      await server.allClosed();
    }
  });

  it("refuses a redirect, and the token does not travel", async () => {
    const paths: unknown[] = [];
    await using server = await httpServer((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: "/elsewhere" });
      response.write("moving");
    });
    await using fetch = createUndiciFetch();
    const client = new PrivyClient({ token, baseUrl: server.url, fetch });
    expect(await rejectionOf(client.orders.upsert(order()))).toMatchObject({ reason: "redirect" });
    expect(paths).toEqual(["/orders/placed"]);
    await server.allClosed();
  });

  it("keeps timeoutMs while waiting for the answer and while reading it", async () => {
    for (const begin of [false, true]) {
      await using server = await httpServer((_request, response) => {
        if (begin) response.write("{");
      });
      await using fetch = createUndiciFetch();
      const client = new PrivyClient({ token, baseUrl: server.url, fetch, timeoutMs: 30, maxAttempts: 1 });
      const error = await rejectionOf(client.orders.upsert(order()));
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error).toMatchObject({ clock: "attempt", timeoutMs: 30 });
      await server.allClosed();
    }
  });

  it("says that the connection broke when an answer breaks off", async () => {
    await using server = await tcpServer((socket) => {
      socket.once("data", () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"data"');
        setImmediate(() => socket.destroy());
      });
    });
    await using fetch = createUndiciFetch();
    const client = new PrivyClient({ token, baseUrl: server.url, fetch, maxAttempts: 1 });
    const error = await rejectionOf(client.orders.upsert(order()));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ status: 200, retryable: true });
  });

  it("carries a thousand orders over few connections, each answered by its own answer", async () => {
    await using server = await httpServer(async (request, response) => {
      response.writeHead(201).end(answerTo(await bodyOf(request)));
    });
    await using fetch = createUndiciFetch({ connections: 8 });
    const client = new PrivyClient({ token, baseUrl: server.url, fetch });
    const orders = Array.from({ length: 1_000 }, order);
    const results = await Promise.all(orders.map((input) => client.orders.upsert(input)));
    expect(results.map((result) => result.order.order_id)).toEqual(
      orders.map((input) => String(input.order_id)),
    );
    expect(server.accepted.length).toBeLessThanOrEqual(8);
    await fetch.close();
    await server.allClosed();
  });
});
