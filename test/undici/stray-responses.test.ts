import { type OrderInput, PrivyClient } from "privy-orders";
import { createUndiciFetch } from "privy-orders/undici";
import { describe, expect, it } from "vitest";
import { impatientClock } from "./impatient-clock.js";
import { tcpServer } from "./loopback-server.js";

const order = (id: number): OrderInput => ({
  order_id: id,
  total: 5,
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
  email: "ada@example.com",
});

const responseTo = (id: number): string => {
  const body = JSON.stringify({ data: { order_id: id } });
  return `HTTP/1.1 201 Created\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
};

/** A server that sends a stray response before its first own one on each connection that `isOdd` says. */
async function strayServer(isOdd: (connection: number) => boolean) {
  let connections = 0;
  const server = await tcpServer((socket) => {
    connections += 1;
    let stray = isOdd(connections) ? responseTo(999_999) : "";
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      const id = Number(/"order_id":"(\d+)"/.exec(String(data))?.[1]);
      // Two responses to one request: the second is the next request's, as far as the connection goes.
      socket.write(stray + responseTo(id));
      stray = "";
    });
  });
  return { server, connections: () => connections };
}

describe("a connection whose responses are out of step", () => {
  it("is given up: the order goes once more, on a fresh one, and the next orders as well", async () => {
    const { server, connections } = await strayServer((connection) => connection === 1);
    await using _server = server;
    await using fetch = createUndiciFetch({ connections: 1 });
    const client = new PrivyClient({
      token: "privy_test",
      baseUrl: server.url,
      fetch,
      clock: impatientClock,
    });
    for (let id = 1; id <= 4; id += 1) {
      const { order: stored, response } = await client.orders.upsert(order(id));
      expect(stored.order_id).toBe(String(id));
      expect(response.attempts).toBe(id === 1 ? 2 : 1);
    }
    expect(connections()).toBe(2);
    await fetch.close();
    await server.allClosed();
  });

  it("gives no call another one's response, however many are under way", async () => {
    const { server } = await strayServer((connection) => connection % 3 === 1);
    await using _server = server;
    await using fetch = createUndiciFetch({ connections: 4 });
    const client = new PrivyClient({
      token: "privy_test",
      baseUrl: server.url,
      fetch,
      clock: impatientClock,
    });
    const ids = Array.from({ length: 60 }, (_, index) => index + 1);
    const results = await Promise.allSettled(ids.map((id) => client.orders.upsert(order(id))));
    for (const [index, result] of results.entries()) {
      if (result.status === "fulfilled") expect(result.value.order.order_id).toBe(String(index + 1));
      else expect(result.reason).toMatchObject({ reason: "mismatch" });
    }
    await fetch.destroy();
    await server.allClosed();
  });
});
