import { inspect } from "node:util";
import { InvalidInputError } from "privy-orders";
import { createUndiciFetch } from "privy-orders/undici";
import { describe, expect, it } from "vitest";
import { UNDICI_DEFAULTS } from "../../src/undici/undici-defaults.js";

function refusalOf(options: unknown): InvalidInputError {
  try {
    // What a caller without types may pass.
    createUndiciFetch(options as object);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error("expected a refusal");
}

const pathsOf = (error: InvalidInputError): string[] => error.issues.map(({ path }) => path.join("."));

describe("the options of createUndiciFetch", () => {
  it.each([
    ["none", undefined],
    ["an empty object", {}],
    [
      "every option",
      {
        connections: 1,
        pipelining: 0,
        keepAliveTimeoutMs: 1,
        keepAliveMaxTimeoutMs: 1,
        connectTimeoutMs: 0,
        proxyUrl: new URL("http://127.0.0.1:1"),
        allowH2: true,
        tls: { ca: "x", minVersion: "TLSv1.3" },
        proxyTls: {},
      },
    ],
    ["options that are undefined", { connections: undefined, proxyUrl: undefined, tls: undefined }],
  ])("may be %s", async (_what, options) => {
    // Rows of several shapes; all of them are options.
    await createUndiciFetch(options as object).close();
  });

  it.each([null, 5, "http://127.0.0.1", []])("must be an object, not %j", (options) => {
    expect(pathsOf(refusalOf(options))).toEqual([""]);
  });

  it.each([
    ["connections", [0, -1, 1.5, Number.NaN, "10", Number.POSITIVE_INFINITY, null]],
    ["pipelining", [-1, 0.5, "1"]],
    ["keepAliveTimeoutMs", [0, -1, Number.NaN, "4s", 1e12]],
    ["keepAliveMaxTimeoutMs", [0, Number.POSITIVE_INFINITY]],
    ["connectTimeoutMs", [-1, 0.5, "5000", 1e12]],
    ["allowH2", ["yes", 1, null]],
    ["tls", ["pem", 5, null, []]],
    ["proxyTls", [true]],
    ["proxyUrl", ["", "proxy:3128", "environment", "ftp://proxy.example", "socks5://proxy.example", 5, null]],
  ])("refuse a %s that is none, and name it", (name, values) => {
    for (const value of values) expect(pathsOf(refusalOf({ [name]: value }))).toEqual([name]);
  });

  it("refuse an unknown name with the nearest known one", () => {
    const error = refusalOf({ connectTimeout: 5, proxyURL: "http://127.0.0.1:1", tls: { certificate: "x" } });
    expect(pathsOf(error)).toEqual(["connectTimeout", "proxyURL", "tls.certificate"]);
    expect(error.issues[0]?.message).toContain("connectTimeoutMs");
    expect(error.issues[1]?.message).toContain("proxyUrl");
  });

  it("list every problem at once", () => {
    expect(pathsOf(refusalOf({ connections: 0, allowH2: 1, proxyUrl: "x", retries: 2 }))).toEqual([
      "retries",
      "connections",
      "proxyUrl",
      "allowH2",
    ]);
  });

  it("have no way to skip the verification of certificates, and say what to do instead", () => {
    const error = refusalOf({ tls: { rejectUnauthorized: false } });
    expect(pathsOf(error)).toEqual(["tls.rejectUnauthorized"]);
    expect(error.issues[0]?.message).toContain("ca");
  });

  it.each([
    "http://user:hunter2%zz@proxy.example",
    "ftp://user:hunter2@proxy.example",
    "http://user:hunter2@proxy example",
    "http://:hunter2@proxy.example",
  ])("never repeat a proxy's password (%#)", (proxyUrl) => {
    const error = refusalOf({ proxyUrl });
    expect(pathsOf(error)).toEqual(["proxyUrl"]);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("hunter2");
  });

  it("leave no password to be seen in the fetch", async () => {
    await using fetch = createUndiciFetch({ proxyUrl: "http://user:hunter2@127.0.0.1:1" });
    expect(inspect(fetch, { depth: 9, showHidden: true })).not.toContain("hunter2");
  });

  it("have the defaults that the documentation states", () => {
    expect(UNDICI_DEFAULTS).toEqual({
      connections: 100,
      keepAliveTimeoutMs: 4_000,
      keepAliveMaxTimeoutMs: 600_000,
      connectTimeoutMs: 5_000,
      allowH2: false,
    });
  });
});
