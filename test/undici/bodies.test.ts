import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { FetchResponse } from "privy-orders";
import { createUndiciFetch } from "privy-orders/undici";
import { describe, expect, it } from "vitest";
import { httpServer, tcpServer } from "./loopback-server.js";
import { codesOf, rejectionOf, requestOf } from "./request-of.js";

async function readInPieces(response: FetchResponse): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) return text + decoder.decode();
    text += decoder.decode(piece.value, { stream: true });
  }
}

const readers: readonly (readonly [string, (response: FetchResponse) => Promise<string>])[] = [
  ["whole", (response) => response.text()],
  ["in pieces", readInPieces],
];

describe.each(readers)("a body that is read %s", (_how, read) => {
  it("is complete, also when it has no announced length and comes slowly", async () => {
    await using server = await httpServer((_request, response) => {
      response.write('{"data":');
      setImmediate(() => {
        response.write('"é');
        setImmediate(() => response.end('"}'));
      });
    });
    await using fetch = createUndiciFetch();
    expect(await read(await fetch(server.url, requestOf()))).toBe('{"data":"é"}');
  });

  it("is complete when it is larger than what is kept for a late reader", async () => {
    const text = "0123456789abcdef".repeat(1024 * 1024);
    let isSent = (): boolean => false;
    await using server = await httpServer((_request, response) => {
      isSent = () => response.writableFinished;
      response.end(text);
    });
    await using fetch = createUndiciFetch();
    const response = await fetch(server.url, requestOf());
    // Ample time for all of it to arrive, if nothing held it back.
    for (let round = 0; round < 500; round++) await new Promise((resolve) => setImmediate(resolve));
    expect(isSent()).toBe(false);
    expect((await read(response)) === text).toBe(true);
  });

  it("is empty when there is none", async () => {
    await using server = await httpServer((_request, response) => response.writeHead(204).end());
    await using fetch = createUndiciFetch();
    expect(await read(await fetch(server.url, requestOf()))).toBe("");
  });

  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("is decompressed when a server compressed it unasked (%s)", async (encoding, compress) => {
    const text = '{"data":"ü"}'.repeat(1_000);
    await using server = await httpServer((_request, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(compress(text)),
    );
    await using fetch = createUndiciFetch();
    expect(await read(await fetch(server.url, requestOf()))).toBe(text);
  });

  it("is refused, not misread, when it is compressed in a way that is not understood", async () => {
    await using server = await httpServer((_request, response) =>
      response.writeHead(200, { "content-encoding": "snappy" }).end("????"),
    );
    await using fetch = createUndiciFetch();
    const error = await rejectionOf(read(await fetch(server.url, requestOf())));
    expect(String(error)).toContain("compressed");
  });

  it("is refused when the compression breaks off", async () => {
    const half = gzipSync("x".repeat(1_000)).subarray(0, 20);
    await using server = await httpServer((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(half),
    );
    await using fetch = createUndiciFetch();
    expect(codesOf(await rejectionOf(read(await fetch(server.url, requestOf()))))).toEqual(["Z_BUF_ERROR"]);
  });

  it.each([
    ["announced length", "content-length: 100\r\n\r\n{", "UND_ERR_SOCKET"],
    ["last chunk", "transfer-encoding: chunked\r\n\r\n1\r\n{\r\n", "UND_ERR_SOCKET"],
  ])("is refused when the connection ends before the %s", async (_what, rest, code) => {
    await using server = await tcpServer((socket) => {
      socket.once("data", () => {
        socket.write(`HTTP/1.1 200 OK\r\n${rest}`);
        setImmediate(() => socket.end());
      });
    });
    await using fetch = createUndiciFetch();
    const response = await fetch(server.url, requestOf());
    expect(codesOf(await rejectionOf(read(response)))).toEqual([code]);
    // Also for one who comes late.
    expect(codesOf(await rejectionOf(read(response)))).toEqual([code]);
  });
});

describe("a body", () => {
  it("as text has no byte order mark", async () => {
    await using server = await httpServer((_request, response) => response.end("\ufeff{}"));
    await using fetch = createUndiciFetch();
    expect(await (await fetch(server.url, requestOf())).text()).toBe("{}");
  });

  it("that is read slowly does not pile up in memory: the server is made to wait", async () => {
    let written = 0;
    let stalled = (): void => undefined;
    const whenStalled = new Promise<void>((resolve) => {
      stalled = resolve;
    });
    const piece = Buffer.alloc(64 * 1024, "x");
    await using server = await httpServer((_request, response) => {
      const more = (): void => {
        while (written < 512 * 1024 * 1024) {
          written += piece.length;
          if (!response.write(piece)) {
            // When the client never drains, this is the last that is written.
            const timer = setTimeout(stalled, 200);
            response.once("drain", () => {
              clearTimeout(timer);
              more();
            });
            return;
          }
        }
        stalled();
      };
      more();
    });
    await using fetch = createUndiciFetch();
    const response = await fetch(server.url, requestOf());
    await whenStalled;
    expect(written).toBeLessThan(64 * 1024 * 1024);
    await response.body?.cancel();
    await server.allClosed();
  });

  it("that is cancelled ends its connection, and does not hold the next request up", async () => {
    await using server = await httpServer((request, response) => {
      if (request.url === "/endless") response.write("beginning");
      else response.end("fine");
    });
    await using fetch = createUndiciFetch({ connections: 1 });
    const endless = await fetch(`${server.url}/endless`, requestOf());
    await endless.body?.cancel();
    await server.allClosed();
    expect(await (await fetch(server.url, requestOf())).text()).toBe("fine");
    expect(String(await rejectionOf(endless.text()))).toContain("not read");
  });

  it("that was compressed ends its connection too when it is cancelled half read", async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.write(gzipSync("x".repeat(100_000)).subarray(0, 60));
    });
    await using fetch = createUndiciFetch();
    const reader = (await fetch(server.url, requestOf())).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await server.allClosed();
  });

  it("that arrived whole costs no connection when it is not read", async () => {
    await using server = await httpServer((_request, response) => response.end("unread"));
    await using fetch = createUndiciFetch({ connections: 1 });
    for (let round = 0; round < 3; round++) await fetch(server.url, requestOf());
    expect(server.accepted).toHaveLength(1);
  });
});
