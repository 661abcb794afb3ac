import { connect } from "node:net";
import { createFakePrivy } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { CONTROL_ROUTES } from "../../../src/testing/server/control/control-routes.js";
import { BODY_LIMITS } from "../../../src/testing/server/guard/read-incoming-body.js";
import { startServer } from "../../../src/testing/server/start-server.js";
import { send, serveControl } from "./support.js";

/** Every operation, with something in place of the `{names}` of its path. */
const operations = CONTROL_ROUTES.map(({ method, path, body }) => ({
  method,
  path: path.replaceAll(/\{\w+\}/g, "1"),
  hasBody: body !== undefined,
}));
const json = { "content-type": "application/json" };

/** What an attacker's page can make a browser send, and what it gets; `PORT` stands for the fake's own. */
const attacks: readonly (readonly [
  headers: Readonly<Record<string, string>>,
  status: number,
  code: string,
])[] = [
  [{ host: "evil.test:PORT" }, 421, "unknown_host"],
  [{ host: "evil.test" }, 421, "unknown_host"],
  [{ host: "127.0.0.1.nip.io:PORT" }, 421, "unknown_host"],
  [{ "sec-fetch-site": "cross-site" }, 403, "cross_origin"],
  [{ "sec-fetch-site": "same-site" }, 403, "cross_origin"],
  [{ origin: "null" }, 403, "cross_origin"],
  [{ origin: "http://evil.test" }, 403, "cross_origin"],
  [{ origin: "http://127.0.0.1:1" }, 403, "cross_origin"],
  [{ origin: "https://127.0.0.1:PORT" }, 403, "cross_origin"],
];

describe("every operation of the control API", () => {
  it.each(operations)("$method $path is not reached from another site", async ({ method, path }) => {
    const { server, privy } = await serveControl();
    const { port } = new URL(server.url);
    for (const [headers, status, code] of attacks) {
      const own = Object.entries(headers).map(([name, value]) => [name, value.replace("PORT", port)]);
      const came = await send(server.url + path, {
        method,
        headers: { ...json, ...Object.fromEntries(own) },
      });
      expect([came.status, came.json.error?.code], JSON.stringify(headers)).toEqual([status, code]);
      expect(Object.keys(came.headers).join()).not.toContain("access-control");
    }
    expect(privy.requests).toEqual([]);
  });

  it.each(operations)("$method $path asks for the key where one is set", async ({ method, path }) => {
    const server = await startServer(createFakePrivy(), {
      port: 0,
      host: "127.0.0.1",
      allowedHosts: [],
      control: true,
      inspector: true,
      key: "the-key-of-this-fake",
    });
    for (const authorization of ["", "Bearer", "Bearer the-key-of-this-fak", "Basic the-key-of-this-fake"]) {
      const headers = { ...json, ...(authorization === "" ? {} : { authorization }) };
      const came = await send(server.url + path, { method, headers });
      expect([came.status, came.json.error?.code]).toEqual([401, "key_required"]);
    }
    if (!path.endsWith("/events")) {
      const headers = { ...json, authorization: "Bearer the-key-of-this-fake" };
      const query = path.endsWith("/wait") ? "?timeout=1ms" : "";
      expect((await send(server.url + path + query, { method, headers })).status).not.toBe(401);
    }
    await server.close();
  });

  it.each(operations.filter(({ hasBody }) => hasBody))(
    "$method $path takes JSON of a bounded size and depth only",
    async ({ method, path }) => {
      const { server } = await serveControl();
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]) {
        const headers = type === "" ? {} : { "content-type": type };
        const came = await send(server.url + path, { method, headers, body: "{}" });
        expect([came.status, came.json.error?.code], type).toEqual([415, "unsupported_media_type"]);
      }
      const deep = `${"[".repeat(101)}${"]".repeat(101)}`;
      for (const body of ["{", deep]) {
        expect((await send(server.url + path, { method, headers: json, body })).status).toBe(400);
      }
    },
  );

  it.each(operations.filter(({ hasBody }) => hasBody))(
    "$method $path refuses JSON that is not an object in words of its own",
    async ({ method, path }) => {
      const { server } = await serveControl();
      for (const body of ["null", "1", "[null]"]) {
        const came = await send(server.url + path, { method, headers: json, body });
        expect([400, 404, 415], body).toContain(came.status);
        expect(came.json.error?.message?.toString()).not.toMatch(/Cannot|undefined|function/);
      }
    },
  );

  it.each(operations.filter(({ path }) => !/\/(?:load|import)$/.test(path)))(
    "$method $path refuses more than 1 MiB, and ends the connection",
    async ({ method, path }) => {
      const { server } = await serveControl();
      const body = JSON.stringify({ text: "x".repeat(BODY_LIMITS.control) });
      const came = await send(server.url + path, { method, headers: json, body });
      expect([came.status, came.json.error?.code]).toEqual([413, "payload_too_large"]);
      expect(came.headers.connection).toBe("close");
    },
  );

  it("is described, each once, with what it takes and gives", () => {
    const keys = CONTROL_ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { summary, answer, stream } of CONTROL_ROUTES) {
      expect(summary).toMatch(/^[A-Z`].+\.$/);
      expect((answer === undefined) !== (stream === undefined)).toBe(true);
    }
  });
});

describe("the description of the control API", () => {
  it("has the types of body that each operation takes, and no others", async () => {
    const { server, get } = await serveControl();
    const { paths } = (await get("/openapi.json")).json;
    for (const { path, method, body } of CONTROL_ROUTES) {
      if (body === undefined) continue;
      const described = Object.keys(paths?.[path]?.[method.toLowerCase()]?.requestBody?.content ?? {});
      const taken = [];
      for (const type of ["application/json", "application/x-ndjson"]) {
        const url = server.url + path.replaceAll(/\{\w+\}/g, "1");
        const came = await send(url, { method, headers: { "content-type": type }, body: "{}" });
        if (came.status !== 415) taken.push(type);
      }
      expect(described, path).toEqual(taken);
    }
  });
});

describe("a served fake", () => {
  it("answers no preflight, and no method that it does not know", async () => {
    const { server } = await serveControl();
    const { port } = new URL(server.url);
    const preflight = await send(`${server.url}/_fake/reset`, {
      method: "OPTIONS",
      headers: { origin: "http://evil.test", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(403);
    const own = await send(`${server.url}/_fake/reset`, {
      method: "OPTIONS",
      headers: { origin: `http://127.0.0.1:${port}` },
    });
    expect([own.status, own.headers.allow]).toEqual([405, "POST"]);
    expect(Object.keys({ ...preflight.headers, ...own.headers }).join()).not.toContain("access-control");
    expect(await send(`${server.url}/_fake/clock`, { method: "DELETE" })).toMatchObject({
      status: 405,
      headers: { allow: "GET, PUT" },
    });
  });

  it("keeps the addresses of several accounts free", async () => {
    const { server } = await serveControl();
    for (const path of ["/_fake/accounts", "/_fake/accounts/1", "/_fake/accounts/1/orders"]) {
      const came = await send(server.url + path, { method: "POST", headers: json, body: "{}" });
      expect([came.status, came.json.error?.code]).toEqual([404, "not_found"]);
    }
  });

  it("gives a page of another site nothing of Privy's own API either", async () => {
    const { server, token } = await serveControl();
    const headers = { authorization: `Bearer ${token}`, origin: "http://evil.test" };
    expect((await send(`${server.baseUrl}/contacts`, { headers })).status).toBe(403);
  });

  it.each([
    "/../../etc/passwd",
    "/_fake/../../etc/passwd",
    "/_fake/%2e%2e/%2e%2e/etc/passwd",
    "/inspector.js/../../package.json",
    "/_fake/requests/1/../../../package.json",
    "/_fake//",
    "/_fake/orders/%00",
    "/_fakes",
  ])("makes no path of a file of %s", async (path) => {
    const { server } = await serveControl({}, { inspector: true });
    const { port } = new URL(server.url);
    // Sent as it is: a URL would be tidied first.
    const text = await new Promise<string>((resolve, reject) => {
      let came = "";
      const socket = connect(Number(port), "127.0.0.1", () => {
        socket.end(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      });
      socket.setEncoding("utf8").on("data", (chunk) => {
        came += chunk;
      });
      socket.on("end", () => resolve(came));
      socket.on("error", reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 404 /);
    expect(text).not.toContain("root:");
  });

  it("lets a link lead to its page from elsewhere, and nothing read it", async () => {
    const { server } = await serveControl({}, { inspector: true });
    const { port } = new URL(server.url);
    const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    const page = await send(`${server.url}/`, { headers: link });
    expect([200, 404]).toContain(page.status);
    expect((await send(`${server.url}/`, { method: "POST", headers: link })).status).toBe(403);
    expect((await send(`${server.url}/_fake`, { headers: link })).status).toBe(403);
    expect((await send(`${server.url}/`, { headers: { host: `evil.test:${port}` } })).status).toBe(421);
  });

  it("shows no secret in any answer that was not asked to reveal it", async () => {
    const secrets = [`privy_${"a1".repeat(20)}`, "b2".repeat(22), "c3".repeat(16)];
    const { server, privy, get, call } = await serveControl({
      tokens: [{ token: secrets[0], name: "shop" }],
      oauthClients: [{ clientId: "client", clientSecret: secrets[1] }],
      integrations: [{ token: secrets[2] }],
    });
    const order = { order_id: 1, total: 1, currency: "USD", order_date: "2026-03-01T00:00:00Z", phone: "x" };
    await send(`${server.baseUrl}/orders/placed`, {
      method: "POST",
      headers: {
        ...json,
        authorization: `Bearer ${secrets[0]}`,
        "x-privy-integration-token": secrets[2] ?? "",
        cookie: `session=${secrets[1]}`,
      },
      body: JSON.stringify({ ...order, email: "ada@example.com", note: secrets[0], api_token: secrets[1] }),
    });
    const grant = await send(server.tokenUrl, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `grant_type=client_credentials&client_id=client&client_secret=${secrets[1]}`,
    });
    const issued = String(grant.json.access_token);
    await call("POST", "/snapshots");
    const texts = [];
    for (const { method, path } of operations) {
      if (method !== "GET" || /\/(?:export|events|wait)$/.test(path)) continue;
      texts.push((await send(server.url + path)).text);
    }
    texts.push((await get("/requests/2")).text, (await get("/wait?timeout=1ms")).text);
    expect(texts.length).toBeGreaterThan(20);
    for (const text of texts) {
      for (const secret of [...secrets, issued]) expect(text).not.toContain(secret);
    }
    // Of the export, the requests: the account's own secrets are what it is for.
    const requests = (await get("/export")).text.split("\n").filter((line) => line.startsWith('{"request"'));
    expect(requests).toHaveLength(2);
    for (const line of requests)
      for (const secret of [...secrets, issued]) expect(line).not.toContain(secret);
    expect(privy.requests).toHaveLength(2);
  });

  it("refuses more than 16 MiB to Privy's own API and more than 64 MiB to be loaded", async () => {
    expect(BODY_LIMITS).toEqual({ api: 16 * 2 ** 20, control: 2 ** 20, load: 64 * 2 ** 20 });
  });
});
