import { spawnSync } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { PrivyClient } from "privy-orders";
import { createUndiciFetch } from "privy-orders/undici";
import { describe, expect, it } from "vitest";
import { UNDICI_DEFAULTS } from "../../src/undici/undici-defaults.js";
import { httpServer, tcpServer } from "./loopback-server.js";
import { codesOf, rejectionOf, requestOf } from "./request-of.js";

/** A port without a listener. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address of this shape.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the connections of an undici fetch", () => {
  it("are used again from call to call", async () => {
    await using server = await httpServer((_request, response) => response.end("fine"));
    await using fetch = createUndiciFetch({ connections: 1 });
    for (let round = 0; round < 5; round++) await (await fetch(server.url, requestOf())).text();
    expect(server.accepted).toHaveLength(1);
  });

  it("are never more than `connections`, and every call gets its turn", async () => {
    await using server = await httpServer((_request, response) => {
      setImmediate(() => response.end("fine"));
    });
    await using fetch = createUndiciFetch({ connections: 3 });
    const calls = Array.from({ length: 20 }, async () => (await fetch(server.url, requestOf())).text());
    expect(new Set(await Promise.all(calls))).toEqual(new Set(["fine"]));
    expect(server.accepted).toHaveLength(3);
  });

  it("carry one POST at a time, whatever `pipelining` says, since undici would repeat what waits behind a failure", async () => {
    let underWay = 0;
    let most = 0;
    await using server = await httpServer((_request, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      setImmediate(() => {
        underWay -= 1;
        response.end("fine");
      });
    });
    await using fetch = createUndiciFetch({ connections: 1, pipelining: 10 });
    await Promise.all(Array.from({ length: 6 }, async () => (await fetch(server.url, requestOf())).text()));
    expect(most).toBe(1);
  });

  it("carry the next read behind an answer that has only begun, with `pipelining`", async () => {
    let finishFirst = (): void => undefined;
    await using server = await httpServer((request, response) => {
      if (request.url === "/second") {
        response.end("second");
        finishFirst();
        return;
      }
      response.write("fir");
      finishFirst = () => response.end("st");
    });
    await using fetch = createUndiciFetch({ connections: 1, pipelining: 2 });
    const { body: _none, ...read } = requestOf({ method: "GET" });
    const first = await fetch(`${server.url}/first`, read);
    // Waits in vain, and so does the first answer, unless the second request goes out now.
    const second = await fetch(`${server.url}/second`, read);
    expect([await first.text(), await second.text()]).toEqual(["first", "second"]);
    expect(server.accepted).toHaveLength(1);
  });

  it("are closed after each call when `pipelining` is 0", async () => {
    await using server = await httpServer((request, response) => response.end(request.headers.connection));
    await using fetch = createUndiciFetch({ pipelining: 0 });
    expect(await (await fetch(server.url, requestOf())).text()).toBe("close");
    await server.allClosed();
  });

  it("are given up when they were idle for keepAliveTimeoutMs", async () => {
    await using server = await tcpServer((socket) => {
      socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nfine"));
    });
    await using fetch = createUndiciFetch({ keepAliveTimeoutMs: 20 });
    await (await fetch(server.url, requestOf())).text();
    const idleSince = Date.now();
    await server.allClosed();
    expect(Date.now() - idleSince).toBeLessThan(UNDICI_DEFAULTS.keepAliveTimeoutMs - 500);
  });

  it("do not keep the process alive when the fetch is not closed", () => {
    const script = fileURLToPath(new URL("./leaves-it-open.ts", import.meta.url));
    const { status, stdout, signal } = spawnSync(process.execPath, ["--import", "tsx", script], {
      encoding: "utf8",
      timeout: 15_000,
    });
    expect({ status, stdout, signal }).toEqual({ status: 0, stdout: "fine", signal: null });
  });
});

describe("closing", () => {
  it("waits for the requests under way, closes every connection, and may be asked for twice", async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let release = (): void => undefined;
    await using server = await httpServer((_request, response) => {
      release = () => response.end("fine");
      answer();
    });
    const fetch = createUndiciFetch();
    const call = fetch(server.url, requestOf()).then((response) => response.text());
    await asked;
    let closed = false;
    const closing = Promise.all([fetch.close(), fetch.close()]).then(() => {
      closed = true;
    });
    await tick();
    expect(closed).toBe(false);
    release();
    expect(await call).toBe("fine");
    await closing;
    await server.allClosed();
    await fetch.close();
    await fetch.destroy();
  });

  it("makes every later request fail at once, as one that was not sent", async () => {
    await using server = await httpServer((_request, response) => response.end("fine"));
    const fetch = createUndiciFetch();
    await (await fetch(server.url, requestOf())).text();
    await fetch.close();
    const error = await rejectionOf(fetch(server.url, requestOf()));
    expect(codesOf(error)).toEqual(["REQUEST_NOT_SENT", "UND_ERR_DESTROYED"]);
  });

  it("with destroy ends the requests under way as well", async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await using server = await httpServer(() => answer());
    const fetch = createUndiciFetch();
    const call = rejectionOf(fetch(server.url, requestOf()));
    await asked;
    await Promise.all([fetch.destroy(), fetch.destroy()]);
    expect(codesOf(await call)).toEqual(["UND_ERR_DESTROYED"]);
    await server.allClosed();
    await fetch.close();
  });

  it("that takes too long can be cut short with destroy, and both settle", async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await using server = await httpServer(() => answer());
    const fetch = createUndiciFetch();
    const call = rejectionOf(fetch(server.url, requestOf()));
    await asked;
    const closing = fetch.close();
    await fetch.destroy();
    await closing;
    expect(codesOf(await call)).toEqual(["UND_ERR_DESTROYED"]);
    await server.allClosed();
  });

  it("comes by itself at the end of a block with `await using`", async () => {
    await using server = await httpServer((_request, response) => response.end("fine"));
    {
      await using fetch = createUndiciFetch();
      await (await fetch(server.url, requestOf())).text();
    }
    await server.allClosed();
  });
});

describe("a request that fails", () => {
  it("says that it was not sent, and why, when the port has no listener", async () => {
    await using fetch = createUndiciFetch();
    const error = await rejectionOf(fetch(`http://127.0.0.1:${await closedPort()}`, requestOf()));
    expect(codesOf(error)).toEqual(["REQUEST_NOT_SENT", "ECONNREFUSED"]);
  });

  it("says that it was not sent, and why, when no connection comes about within connectTimeoutMs", async () => {
    await using fetch = createUndiciFetch({ connectTimeoutMs: 50 });
    // Accepts the connection, but never shakes hands.
    await using silent = await tcpServer(() => undefined);
    const error = await rejectionOf(fetch(`https://127.0.0.1:${silent.port}`, requestOf()));
    expect(codesOf(error)).toEqual(["REQUEST_NOT_SENT", "UND_ERR_CONNECT_TIMEOUT"]);
  });

  it("does not say so when it was written and the server hung up", async () => {
    await using server = await tcpServer((socket) => {
      socket.once("data", () => socket.end());
    });
    await using fetch = createUndiciFetch();
    const error = await rejectionOf(fetch(server.url, requestOf()));
    expect(codesOf(error)).toEqual(["UND_ERR_SOCKET"]);
  });
});

describe("a client whose undici fetch is closed", () => {
  const order = {
    order_id: 1,
    total: 5,
    currency: "USD",
    order_date: "2026-01-01T00:00:00Z",
    email: "ada@example.com",
  };

  it("gets its error at once, call after call, and none holds up the next", async () => {
    const fetch = createUndiciFetch();
    await fetch.close();
    const client = new PrivyClient({
      token: "privy_test",
      baseUrl: "http://127.0.0.1:1",
      fetch,
      maxAttempts: 2,
    });
    for (let round = 0; round < 3; round++) {
      const error = await rejectionOf(client.orders.upsert(order));
      expect(error).toMatchObject({ code: "connection_failed" });
      expect(codesOf(error)).toContain("UND_ERR_DESTROYED");
    }
  });
});
