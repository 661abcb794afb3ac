import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { fileURLToPath } from "node:url";
import { inspect, promisify } from "node:util";
import { ConnectionError, PrivyClient } from "privy-orders";
import { createUndiciFetch } from "privy-orders/undici";
import { describe, expect, it } from "vitest";
import { connectProxy } from "./connect-proxy.js";
import { httpServer, listenOn } from "./loopback-server.js";
import { codesOf, rejectionOf, requestOf } from "./request-of.js";

const run = promisify(execFile);
const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/loopback-tls/${name}`, import.meta.url), "utf8");
const cert = fixture("cert.pem");
const key = fixture("key.pem");
const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString("base64")}`;

/** Requests each address in a process with this environment, and gives the answers' texts. */
async function answersWith(env: Record<string, string>, urls: readonly string[]): Promise<string[]> {
  const script = fileURLToPath(new URL("./through-env-proxy.ts", import.meta.url));
  const { PATH = "" } = process.env;
  const { stdout } = await run(process.execPath, ["--import", "tsx", script, ...urls], {
    env: { PATH, ...env },
    timeout: 15_000,
  });
  return JSON.parse(stdout);
}

describe("a request through a proxy", () => {
  it("reaches an https server by a tunnel, so that the proxy sees the address and nothing else", async () => {
    await using server = await listenOn(
      createServer({ cert, key }, (_request, response) => response.end("secret")),
      "https",
    );
    await using proxy = await connectProxy();
    await using fetch = createUndiciFetch({ proxyUrl: proxy.url, tls: { ca: cert } });
    for (let round = 0; round < 3; round++)
      expect(await (await fetch(server.url, requestOf())).text()).toBe("secret");
    expect(new Set(proxy.tunnels)).toEqual(new Set([`localhost:${server.port}`]));
    expect(proxy.plainRequests).toEqual([]);
  });

  it("reaches an http server by a tunnel too, whatever undici's own default is", async () => {
    await using server = await httpServer((_request, response) => response.end("plain"));
    await using proxy = await connectProxy();
    await using fetch = createUndiciFetch({ proxyUrl: new URL(proxy.url) });
    expect(await (await fetch(server.url, requestOf())).text()).toBe("plain");
    expect(proxy.tunnels).toEqual([`127.0.0.1:${server.port}`]);
    expect(proxy.plainRequests).toEqual([]);
  });

  it("is not sent when the server's certificate does not hold, tunnel or not", async () => {
    await using server = await listenOn(createServer({ cert, key }), "https");
    await using proxy = await connectProxy();
    await using fetch = createUndiciFetch({ proxyUrl: proxy.url });
    expect(codesOf(await rejectionOf(fetch(server.url, requestOf())))).toEqual([
      "REQUEST_NOT_SENT",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
    ]);
  });

  it("speaks TLS to a proxy that wants it, and trusts what proxyTls says there and tls says here", async () => {
    await using server = await listenOn(
      createServer({ cert, key }, (_request, response) => response.end("secret")),
      "https",
    );
    await using proxy = await connectProxy({ tls: { cert, key } });
    await using trusting = createUndiciFetch({
      proxyUrl: proxy.url,
      tls: { ca: cert },
      proxyTls: { ca: cert },
    });
    expect(await (await trusting(server.url, requestOf())).text()).toBe("secret");
    await using wary = createUndiciFetch({ proxyUrl: proxy.url, tls: { ca: cert } });
    expect(codesOf(await rejectionOf(wary(server.url, requestOf())))).toEqual([
      "REQUEST_NOT_SENT",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
    ]);
  });

  it("speaks HTTP/2 through the tunnel with allowH2", async () => {
    const { createSecureServer } = await import("node:http2");
    await using server = await listenOn(
      createSecureServer({ cert, key }, (request, response) => {
        response.end(request.httpVersion);
      }),
      "https",
    );
    await using proxy = await connectProxy();
    await using fetch = createUndiciFetch({ proxyUrl: proxy.url, tls: { ca: cert }, allowH2: true });
    expect(await (await fetch(server.url, requestOf())).text()).toBe("2.0");
  });

  it("shows the proxy the user name and password of its URL, percent-decoded", async () => {
    await using server = await httpServer((_request, response) => response.end("let in"));
    await using proxy = await connectProxy({ authorization: basic("shop@example:p/ss") });
    const proxyUrl = `http://shop%40example:p%2Fss@127.0.0.1:${proxy.port}`;
    await using fetch = createUndiciFetch({ proxyUrl });
    expect(await (await fetch(server.url, requestOf())).text()).toBe("let in");
  });

  it("is not sent when the proxy refuses the password, and no error repeats it", async () => {
    let requests = 0;
    await using server = await httpServer(() => {
      requests += 1;
    });
    await using proxy = await connectProxy({ authorization: basic("shop:right") });
    await using fetch = createUndiciFetch({ proxyUrl: `http://shop:hunter2@127.0.0.1:${proxy.port}` });
    const client = new PrivyClient({
      token: "privy_0000",
      baseUrl: server.url,
      fetch,
      maxAttempts: 1,
    });
    const order = {
      order_id: 1,
      total: 95,
      currency: "USD",
      order_date: "2026-01-01T00:00:00Z",
      email: "jane@example.com",
    };
    const error = await rejectionOf(client.orders.upsert(order));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(codesOf(error).slice(0, 2)).toEqual(["connection_failed", "REQUEST_NOT_SENT"]);
    const seen = inspect([error, await rejectionOf(fetch(server.url, requestOf()))], {
      depth: 20,
      showHidden: true,
    });
    expect(seen).toContain("407");
    expect(seen).not.toContain("hunter2");
    expect(seen).not.toContain(basic("shop:hunter2").slice("Basic ".length));
    expect(requests).toBe(0);
  });

  it("is given up after connectTimeoutMs when the proxy takes the connection and stays silent", async () => {
    await using proxy = await connectProxy({ silent: true });
    await using fetch = createUndiciFetch({ proxyUrl: proxy.url, connectTimeoutMs: 50 });
    const error = await rejectionOf(fetch("http://127.0.0.1:1", requestOf()));
    expect(codesOf(error)).toEqual(["REQUEST_NOT_SENT", "UND_ERR_HEADERS_TIMEOUT"]);
  });

  it("leaves no connection open, neither to the proxy nor to the server, once it is closed", async () => {
    await using server = await httpServer((_request, response) => response.end("fine"));
    await using proxy = await connectProxy();
    const fetch = createUndiciFetch({ proxyUrl: proxy.url });
    await (await fetch(server.url, requestOf())).text();
    await fetch.close();
    await Promise.all([server.allClosed(), proxy.allClosed()]);
  });
});

describe("a proxy from the environment", () => {
  it('is used with proxyUrl "env", except for what NO_PROXY names', async () => {
    await using near = await httpServer((_request, response) => response.end("near"));
    await using far = await httpServer((_request, response) => response.end("far"));
    await using proxy = await connectProxy({ authorization: basic("shop:right") });
    const answers = await answersWith(
      {
        HTTP_PROXY: `http://shop:right@127.0.0.1:${proxy.port}`,
        NO_PROXY: `127.0.0.1:${near.port}`,
      },
      [near.url, far.url],
    );
    expect(answers).toEqual(["near", "far"]);
    expect(proxy.tunnels).toEqual([`127.0.0.1:${far.port}`]);
  });

  it("is another one for https", async () => {
    await using server = await listenOn(
      createServer({ cert, key }, (_request, response) => response.end("secret")),
      "https",
    );
    await using proxy = await connectProxy();
    await using other = await connectProxy();
    const answers = await answersWith(
      {
        HTTPS_PROXY: proxy.url,
        HTTP_PROXY: other.url,
        NODE_EXTRA_CA_CERTS: fileURLToPath(new URL("../fixtures/loopback-tls/cert.pem", import.meta.url)),
      },
      [server.url],
    );
    expect(answers).toEqual(["secret"]);
    expect([proxy.tunnels.length, other.tunnels.length]).toEqual([1, 0]);
  });

  it("may be written without a scheme, as other programs read it", async () => {
    await using server = await httpServer((_request, response) => response.end("plain"));
    await using proxy = await connectProxy();
    const answers = await answersWith({ HTTP_PROXY: `127.0.0.1:${proxy.port}` }, [server.url]);
    expect(answers).toEqual(["plain"]);
    expect(proxy.tunnels).toHaveLength(1);
  });

  it("that is not a URL is refused at once without being repeated", async () => {
    const error = await rejectionOf(answersWith({ HTTPS_PROXY: "http://shop:hunter2@exa mple" }, []));
    const seen = inspect(error, { depth: 9 });
    expect(seen).toContain("HTTPS_PROXY");
    expect(seen).not.toContain("hunter2");
  });

  it("is not looked at without proxyUrl", async () => {
    await using server = await httpServer((_request, response) => response.end("direct"));
    await using proxy = await connectProxy();
    const { HTTP_PROXY } = process.env;
    process.env.HTTP_PROXY = proxy.url;
    try {
      await using fetch = createUndiciFetch();
      expect(await (await fetch(server.url, requestOf())).text()).toBe("direct");
    } finally {
      if (HTTP_PROXY === undefined) delete process.env.HTTP_PROXY;
      else process.env.HTTP_PROXY = HTTP_PROXY;
    }
    expect(proxy.tunnels).toEqual([]);
  });
});
