import { ConnectionError } from "privy-orders";
import { afterEach, describe, expect, it, vi } from "vitest";
import { proxyVariable } from "../../../src/http/attempt/unused-proxy.js";
import { createKernel, json, type Reply } from "../../support/scripted-server.js";

const coded = (code: string, message: string = code): Error => Object.assign(new Error(message), { code });
const node = (code: string): Error => new TypeError("fetch failed", { cause: coded(code) });
/** As Deno 2 rejects: `test/runtime/trouble-suite.js` meets the real ones, on the loopback. */
const deno = (message: string): Error =>
  new TypeError("fetch failed", {
    cause: new Error(`error sending request for url (https://api.example/): ${message}`),
  });

async function errorOf(reply: Reply, options: { maxAttempts?: number } = {}): Promise<ConnectionError> {
  const kernel = createKernel([reply], { random: () => 0, ...options });
  const call = kernel.send();
  await kernel.clock.advance("1m");
  expect(call.reason).toBeInstanceOf(ConnectionError);
  return call.reason as ConnectionError; // checked above
}

afterEach(() => vi.unstubAllEnvs());

describe("a connection that failed", () => {
  const host = "api.example";
  const eyeballs = new TypeError("fetch failed", {
    cause: new AggregateError([coded("ECONNREFUSED", "connect ECONNREFUSED ::1:443"), coded("ETIMEDOUT")]),
  });
  const undici = Object.assign(new Error("the request was not sent: x", { cause: coded("UND_ERR_SOCKET") }), {
    code: "REQUEST_NOT_SENT",
  });
  const cases: [string, Error, string, string, { sent?: boolean; retryable?: boolean }][] = [
    ["Node, no such host", node("ENOTFOUND"), `ENOTFOUND ${host}`, "check baseUrl and", {}],
    ["Node, no DNS", node("EAI_AGAIN"), `EAI_AGAIN ${host}`, "cannot be resolved", {}],
    ["Node, refused", node("ECONNREFUSED"), `ECONNREFUSED ${host}`, "check baseUrl and its port", {}],
    ["Node, all addresses refused", eyeballs, `ECONNREFUSED ${host}`, "Nothing accepts", {}],
    ["Node, reset", node("ECONNRESET"), `ECONNRESET ${host}`, "closed the connection", { sent: true }],
    ["Node, no route", node("EHOSTUNREACH"), `EHOSTUNREACH ${host}`, "firewall", {}],
    ["undici, slow", node("UND_ERR_CONNECT_TIMEOUT"), `UND_ERR_CONNECT_TIMEOUT ${host}`, "firewall", {}],
    ["undici, not sent", undici, `UND_ERR_SOCKET ${host}`, "closed the connection", {}],
    [
      "Deno, no such host",
      deno("client error (Connect): dns error: failed to lookup address information"),
      `ENOTFOUND ${host}`,
      "DNS",
      {},
    ],
    [
      "Deno, no host's name",
      deno("client error (Connect): invalid dns name"),
      `ENOTFOUND ${host}`,
      "DNS",
      {},
    ],
    [
      "Deno, reset",
      new TypeError("fetch failed", { cause: new Error("Connection reset by peer (os error 104)") }),
      `ECONNRESET ${host}`,
      "closed",
      { sent: true },
    ],
    [
      "Deno, closed",
      deno("client error (SendRequest): connection closed before message completed"),
      `ECONNRESET ${host}`,
      "closed",
      { sent: true },
    ],
    [
      "Deno, refused",
      deno("client error (Connect): tcp connect error: Connection refused (os error 111)"),
      `ECONNREFUSED ${host}`,
      "port",
      {},
    ],
    [
      "Deno, certificate",
      deno("client error (Connect): invalid peer certificate: UnknownIssuer"),
      "untrusted certificate",
      "Trust its authority",
      { retryable: false },
    ],
    [
      "Bun, refused",
      coded("ConnectionRefused", "Unable to connect. Is the computer able to access the url?"),
      `ECONNREFUSED ${host}`,
      "port",
      {},
    ],
    [
      "Bun, reset",
      coded("ECONNRESET", "The socket connection was closed unexpectedly."),
      `ECONNRESET ${host}`,
      "closed",
      { sent: true },
    ],
    ["Bun, closed", coded("ConnectionClosed"), `ECONNRESET ${host}`, "closed", { sent: true }],
    ["Workers, lost", new Error("Network connection lost."), `ECONNRESET ${host}`, "closed", { sent: true }],
    [
      "Workers, no cause named",
      new Error("internal error; reference = u4tn41pdigflhaqqmrbsthhm"),
      "the connection failed",
      "See cause.",
      { sent: true },
    ],
    [
      "Workers, certificate",
      new Error("TLS peer's certificate is not trusted; reason = self signed certificate"),
      "self-signed certificate",
      "Trust",
      { retryable: false },
    ],
    [
      "self-signed",
      node("DEPTH_ZERO_SELF_SIGNED_CERT"),
      "self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)",
      "no retry helps",
      { retryable: false },
    ],
    [
      "expired",
      node("CERT_HAS_EXPIRED"),
      "expired certificate (CERT_HAS_EXPIRED)",
      "clock",
      { retryable: false },
    ],
    [
      "incomplete chain",
      node("UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
      "untrusted certificate (UNABLE_TO_VERIFY_LEAF_SIGNATURE)",
      "NODE_EXTRA_CA_CERTS",
      { retryable: false },
    ],
    [
      "another host's",
      node("ERR_TLS_CERT_ALTNAME_INVALID"),
      "certificate of another host (ERR_TLS_CERT_ALTNAME_INVALID)",
      "Check baseUrl",
      { retryable: false },
    ],
    [
      "closed pool",
      Object.assign(new Error("x", { cause: coded("UND_ERR_CLOSED") }), { code: "REQUEST_NOT_SENT" }),
      "the undici fetch is closed (UND_ERR_CLOSED)",
      "after the last call",
      { retryable: false },
    ],
    [
      "proxy",
      coded("UND_ERR_ABORTED", "Proxy response (407) !== 200 when HTTP Tunneling"),
      "the proxy refused the tunnel (UND_ERR_ABORTED)",
      "user name and password",
      {},
    ],
    ["unknown", new Error("?"), "the connection failed", "See cause.", { sent: true }],
  ];

  it.each(cases)("names the cause and what to look at: %s", async (_, error, reason, advice, expected) => {
    const { sent = false, retryable = true } = expected;
    const failure = await errorOf(error, { maxAttempts: 2 });
    expect(failure).toMatchObject({ reason, retryable, attempts: sent ? 2 : 0 });
    expect(failure.message).toMatch(/^orders\.upsert got no response: /);
    expect(failure.message).toContain(`${reason}. `);
    expect(failure.message).toContain(advice);
    expect(failure.message.includes("safe to try again")).toBe(retryable);
  });

  it("is not repeated when no retry helps, and counts what was sent before", async () => {
    const kernel = createKernel([json(503, {}), node("CERT_HAS_EXPIRED")], { random: () => 0 });
    const call = kernel.send();
    await kernel.clock.advance("1m");
    expect(kernel.sent).toHaveLength(2);
    expect(call.reason).toMatchObject({ code: "connection_failed", attempts: 1, retryable: false });
  });

  it("is tried maxAttempts times, though nothing is ever sent", async () => {
    const kernel = createKernel([node("ENOTFOUND")], { random: () => 0 });
    const call = kernel.send({}, { maxAttempts: 3 });
    await kernel.clock.advance("1m");
    expect(kernel.sent).toHaveLength(3);
    expect(call.reason).toMatchObject({ attempts: 0, retryable: true });
  });

  it("quotes no code that could be a customer's word", async () => {
    const { message } = await errorOf(coded("Ada Lovelace"));
    expect(message).not.toContain("Ada");
  });

  it("reaches the observer with its reason", async () => {
    const events: object[] = [];
    const kernel = createKernel([node("ECONNREFUSED")], {
      maxAttempts: 2,
      observer: {
        onAttempt: (event) => void events.push(event),
        onRetry: (event) => void events.push(event),
        onSettled: (event) => void events.push(event),
      },
    });
    kernel.send();
    await kernel.clock.advance("1m");
    const failure = { errorCode: "connection_failed", errorReason: `ECONNREFUSED ${host}` };
    expect(events).toMatchObject([
      { attempt: 1, ...failure },
      { attempt: 1, ...failure },
      { attempt: 2, ...failure },
      { attempts: 0, ...failure },
    ]);
  });
});

describe("a proxy that is set, and that this fetch does not use", () => {
  it("is named when no connection comes about", async () => {
    vi.stubEnv("HTTPS_PROXY", "proxy.example:3128");
    vi.stubEnv("NO_PROXY", "");
    vi.stubEnv("no_proxy", "");
    vi.stubGlobal("fetch", async () => {
      throw node("ENOTFOUND");
    });
    const kernel = createKernel([], { fetch: undefined, maxAttempts: 1 });
    const dispatcher = Symbol.for("undici.globalDispatcher.1");
    const before: unknown = Reflect.get(globalThis, dispatcher);
    class Agent {}
    class EnvHttpProxyAgent {}
    try {
      const reasons: unknown[] = [];
      for (const Dispatcher of [Agent, EnvHttpProxyAgent]) {
        Reflect.set(globalThis, dispatcher, new Dispatcher());
        const call = kernel.send();
        await kernel.clock.advance(0);
        reasons.push((call.reason as ConnectionError).reason);
      }
      expect(reasons).toEqual([
        "ENOTFOUND api.example; HTTPS_PROXY is set but this fetch does not use it",
        "ENOTFOUND api.example",
      ]);
    } finally {
      Reflect.set(globalThis, dispatcher, before);
    }
  });

  it.each([
    ["https://api.example", "", "HTTPS_PROXY"],
    ["http://api.example", "", undefined],
    ["https://127.0.0.1:8443", "", undefined],
    ["https://api.example", "*", undefined],
    ["https://api.example", "other.example, .example", undefined],
    ["https://api.example", "pi.example", "HTTPS_PROXY"],
  ])("is looked for as curl does: %s without %j", (url, noProxy, expected) => {
    for (const name of ["HTTP_PROXY", "http_proxy", "https_proxy", "no_proxy"]) vi.stubEnv(name, undefined);
    vi.stubEnv("HTTPS_PROXY", "proxy.example:3128");
    vi.stubEnv("NO_PROXY", noProxy);
    expect(proxyVariable(url)).toBe(expected);
  });
});

describe("a stub that returns no Response", () => {
  const used = async (): Promise<Response> => {
    const response = json(200);
    await response.text();
    return response;
  };
  const throwing = {
    get status(): number {
      throw new Error("Ada");
    },
  };
  const stubs: [string, () => Promise<unknown>, string][] = [
    ["nothing", async () => undefined, "is not a Response: it lacks status"],
    [
      "plain data",
      async () => ({ status: 200, headers: {}, json: async () => ({}) }),
      "it lacks headers.get",
    ],
    [
      "only json()",
      async () => ({ status: 200, headers: new Headers(), json: async () => ({}) }),
      "it lacks text",
    ],
    ["a getter that throws", async () => throwing, "it lacks fields that can be read"],
    [
      "one Response for all calls",
      used,
      "whose body was read before. A stub returns a new Response(body, { status, headers }) each time",
    ],
  ];

  it.each(stubs)("is named at once, and not tried again: %s", async (_, stub, words) => {
    // The type of fetch forbids most of these; a stub in a test does it all the same.
    const kernel = createKernel([stub as () => Promise<Response>]);
    const call = kernel.send();
    await kernel.clock.advance(0);
    expect(call.reason).toMatchObject({ code: "unexpected_response", reason: "shape", retryable: false });
    expect(String(call.reason)).toContain(words);
    expect(String(call.reason)).not.toContain("Ada");
    expect(kernel.sent).toHaveLength(1);
  });
});
