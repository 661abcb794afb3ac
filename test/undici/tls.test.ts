import { readFileSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { createServer } from "node:https";
import { createUndiciFetch } from "privy-orders/undici";
import { describe, expect, it, vi } from "vitest";
import { type LoopbackServer, listenOn } from "./loopback-server.js";
import { codesOf, rejectionOf, requestOf } from "./request-of.js";

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/loopback-tls/${name}`, import.meta.url), "utf8");
const cert = fixture("cert.pem");
const key = fixture("key.pem");

/** Speaks HTTP/2 and, to those who do not offer it, HTTP/1.1; answers with the version that was spoken. */
const eitherVersion = (): Promise<LoopbackServer> =>
  listenOn(
    createSecureServer({ cert, key, allowHTTP1: true }, (request, response) => {
      let size = 0;
      request.on("data", (piece: Uint8Array) => {
        size += piece.length;
      });
      request.on("end", () => response.end(`${request.httpVersion} ${size}`));
    }),
    "https",
  );

describe("a request over TLS", () => {
  it("reaches a server whose certificate is given in tls.ca", async () => {
    await using server = await listenOn(
      createServer({ cert, key }, (_request, response) => response.end("secret")),
      "https",
    );
    await using fetch = createUndiciFetch({ tls: { ca: cert } });
    expect(await (await fetch(server.url, requestOf())).text()).toBe("secret");
  });

  it("is not sent to a server with an untrusted certificate", async () => {
    let requests = 0;
    await using server = await listenOn(
      createServer({ cert, key }, () => {
        requests += 1;
      }),
      "https",
    );
    await using fetch = createUndiciFetch();
    const error = await rejectionOf(fetch(server.url, requestOf()));
    expect(codesOf(error)).toEqual(["REQUEST_NOT_SENT", "DEPTH_ZERO_SELF_SIGNED_CERT"]);
    expect(requests).toBe(0);
  });

  it("is not sent there either when NODE_TLS_REJECT_UNAUTHORIZED is 0", async () => {
    await using server = await listenOn(createServer({ cert, key }), "https");
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    try {
      await using fetch = createUndiciFetch();
      const error = await rejectionOf(fetch(server.url, requestOf()));
      expect(codesOf(error)).toEqual(["REQUEST_NOT_SENT", "DEPTH_ZERO_SELF_SIGNED_CERT"]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("is not sent to a server whose certificate bears another name", async () => {
    await using server = await listenOn(createServer({ cert, key }), "https");
    await using fetch = createUndiciFetch({ tls: { ca: cert, servername: "api.example.com" } });
    const error = await rejectionOf(fetch(server.url, requestOf()));
    expect(codesOf(error)).toEqual(["REQUEST_NOT_SENT", "ERR_TLS_CERT_ALTNAME_INVALID"]);
  });

  it("shows its own certificate to a server that asks for one", async () => {
    await using server = await listenOn(
      createServer(
        { cert, key, ca: cert, requestCert: true, rejectUnauthorized: true },
        (_request, response) => response.end("known"),
      ),
      "https",
    );
    await using fetch = createUndiciFetch({ tls: { ca: [cert], cert, key } });
    expect(await (await fetch(server.url, requestOf())).text()).toBe("known");
  });

  it("speaks HTTP/1.1 unless allowH2 is set, whatever undici's own default is", async () => {
    await using server = await eitherVersion();
    await using fetch = createUndiciFetch({ tls: { ca: cert } });
    expect(await (await fetch(server.url, requestOf())).text()).toBe("1.1 2");
  });

  it("speaks HTTP/2 with allowH2 to a server that can", async () => {
    await using server = await eitherVersion();
    await using fetch = createUndiciFetch({ tls: { ca: cert }, allowH2: true });
    const calls = Array.from({ length: 5 }, async () => (await fetch(server.url, requestOf())).text());
    expect(new Set(await Promise.all(calls))).toEqual(new Set(["2.0 2"]));
  });

  it("speaks HTTP/1.1 with allowH2 to a server that cannot do more", async () => {
    await using server = await listenOn(
      createServer({ cert, key }, (request, response) => response.end(request.httpVersion)),
      "https",
    );
    await using fetch = createUndiciFetch({ tls: { ca: cert }, allowH2: true });
    expect(await (await fetch(server.url, requestOf())).text()).toBe("1.1");
  });

  it("over HTTP/2 rejects an abort with the signal's own reason, while waiting and while reading", async () => {
    await using server = await listenOn(
      createSecureServer({ cert, key }, (request, response) => {
        if (request.url === "/half") response.write("half");
      }),
      "https",
    );
    await using fetch = createUndiciFetch({ tls: { ca: cert }, allowH2: true });
    const reading = new AbortController();
    const response = await fetch(`${server.url}/half`, requestOf({ signal: reading.signal }));
    const text = response.text();
    reading.abort("enough");
    expect(await rejectionOf(text)).toBe("enough");
    const waiting = new AbortController();
    const call = fetch(server.url, requestOf({ signal: waiting.signal }));
    setImmediate(() => waiting.abort("enough waiting"));
    expect(await rejectionOf(call)).toBe("enough waiting");
  });

  it("over HTTP/2 gives a large body whole to one who reads it in pieces", async () => {
    const size = 4 * 1024 * 1024;
    await using server = await listenOn(
      createSecureServer({ cert, key }, (_request, response) => response.end(Buffer.alloc(size, "x"))),
      "https",
    );
    await using fetch = createUndiciFetch({ tls: { ca: cert }, allowH2: true });
    const reader = (await fetch(server.url, requestOf())).body?.getReader();
    let read = 0;
    for (;;) {
      const piece = await reader?.read();
      if (piece === undefined || piece.done) break;
      read += piece.value?.byteLength ?? 0;
    }
    expect(read).toBe(size);
  });
});
