import { type FetchLike, PrivyClient } from "privy-orders";
import { createUndiciFetch } from "privy-orders/undici";
import { describe, expect, it } from "vitest";
import { httpServer, tcpServer } from "./loopback-server.js";
import { rejectionOf, requestOf } from "./request-of.js";

const order = {
  order_id: 1,
  total: 5,
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
  email: "ada@example.com",
};

/** Reasons of every kind: a caller may abort with anything. */
const reasons: readonly (readonly [string, unknown])[] = [
  ["an Error", new Error("shop closed")],
  ["text", "shop closed"],
  ["a DOMException", new DOMException("stop", "AbortError")],
  ["nothing but null", null],
];

describe.each(reasons)("an abort with %s", (_what, reason) => {
  it("before the request rejects with exactly that, and nothing is sent", async () => {
    let connections = 0;
    await using server = await tcpServer(() => {
      connections += 1;
    });
    await using fetch = createUndiciFetch();
    const request = requestOf({ signal: AbortSignal.abort(reason) });
    expect(await rejectionOf(fetch(server.url, request))).toBe(reason);
    expect(connections).toBe(0);
  });

  it("while the answer is awaited rejects with exactly that and gives the connection up", async () => {
    const controller = new AbortController();
    await using server = await httpServer(() => controller.abort(reason));
    await using fetch = createUndiciFetch();
    expect(await rejectionOf(fetch(server.url, requestOf({ signal: controller.signal })))).toBe(reason);
    await server.allClosed();
  });

  it("while the body is read rejects with exactly that and gives the connection up", async () => {
    const controller = new AbortController();
    await using server = await httpServer((_request, response) => response.write("beginning"));
    await using fetch = createUndiciFetch();
    const response = await fetch(server.url, requestOf({ signal: controller.signal }));
    const reading = response.text();
    controller.abort(reason);
    expect(await rejectionOf(reading)).toBe(reason);
    await server.allClosed();
  });
});

describe("the signal that a client hands to its fetch", () => {
  it("is a real one for whatever wraps this fetch, and ends the request all the same when it is this fetch itself", async () => {
    let requests = 0;
    await using server = await httpServer((_request, response) => {
      requests += 1;
      response.write("beginning");
    });
    await using own = createUndiciFetch();
    let seen: unknown;
    const wrapped: FetchLike = (url, request) => {
      seen = request.signal;
      return own(url, request);
    };
    for (const fetch of [own, wrapped]) {
      const client = new PrivyClient({ token: "pvy_token", baseUrl: server.url, fetch });
      const controller = new AbortController();
      const upsert = client.orders.upsert(order, { signal: controller.signal });
      setTimeout(() => controller.abort("shop closed"), 50);
      expect(await rejectionOf(upsert)).toBe("shop closed");
      await server.allClosed();
    }
    expect(requests).toBe(2);
    expect(seen).toBeInstanceOf(AbortSignal);
  });
});

describe("an abort", () => {
  it("takes a request out of the queue for a connection, and it is never sent", async () => {
    const paths: unknown[] = [];
    let release = (): void => undefined;
    await using server = await httpServer((request, response) => {
      paths.push(request.url);
      if (request.url === "/first") release = () => response.end();
      else response.end();
    });
    await using fetch = createUndiciFetch({ connections: 1 });
    const first = fetch(`${server.url}/first`, requestOf());
    const controller = new AbortController();
    const reason = new Error("no longer wanted");
    const queued = fetch(`${server.url}/queued`, requestOf({ signal: controller.signal }));
    const third = fetch(`${server.url}/third`, requestOf());
    const rejection = rejectionOf(queued);
    while (paths.length === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort(reason);
    expect(await rejection).toBe(reason);
    release();
    await first;
    await third;
    expect(paths).toEqual(["/first", "/third"]);
  });

  it("after the answer was read changes nothing, and the connection is used again", async () => {
    await using server = await httpServer((_request, response) => response.end("fine"));
    await using fetch = createUndiciFetch({ connections: 1 });
    const controller = new AbortController();
    const response = await fetch(server.url, requestOf({ signal: controller.signal }));
    controller.abort(new Error("too late"));
    expect(await response.text()).toBe("fine");
    await fetch(server.url, requestOf());
    expect(server.accepted).toHaveLength(1);
  });

  it("leaves no listener behind on a signal that outlives many requests", async () => {
    await using server = await httpServer((_request, response) => response.end("fine"));
    await using fetch = createUndiciFetch();
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      listeners += 1;
      add(...given);
    };
    signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...given);
    };
    for (let round = 0; round < 3; round++) await (await fetch(server.url, requestOf({ signal }))).text();
    expect(listeners).toBe(0);
  });
});
