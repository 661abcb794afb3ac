import { inspect } from "node:util";
import { InvalidInputError, PrivyClient } from "privy-orders";
import { describe, expect, it } from "vitest";
import { CLIENT_OPTION_NAMES } from "../../src/privy/client-options.js";
import { apiToken } from "../support/scripted-server.js";

/** What a constructor call without the help of types is told. */
function problemsOf(options: unknown): Record<string, string> {
  try {
    new PrivyClient(options as never); // callers without types pass anything
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    expect(inspect(error)).not.toMatch(/s3cret/i);
    return Object.fromEntries(error.issues.map(({ path, message }) => [path.join("."), message]));
  }
  return {};
}

describe("the options of a client", () => {
  it("may be a token alone", () => {
    expect(problemsOf({ token: apiToken })).toEqual({});
    expect(problemsOf({ token: () => apiToken })).toEqual({});
  });

  it("may all be given, and may all be undefined but the token", () => {
    const all = {
      token: apiToken,
      integrationToken: "it-1",
      baseUrl: "http://localhost:1/v1/",
      fetch: () => undefined,
      userAgent: "my-shop/1.0 (+https://shop.example)",
      timeoutMs: 1,
      deadlineMs: 2,
      maxAttempts: 3,
      maxRetryDelayMs: 0,
      liveReserve: 0.5,
      coalesce: true,
      defaultCountry: "US",
      invalidPhone: "throw",
      unknownFields: "send",
      observer: {},
      clock: { now: () => 0, setTimer: () => () => undefined },
    };
    expect(problemsOf(all)).toEqual({});
    const none = Object.fromEntries(CLIENT_OPTION_NAMES.map((name) => [name, undefined]));
    expect(problemsOf({ ...none, token: apiToken })).toEqual({});
  });

  it.each([
    ["nothing", { token: undefined }],
    ["null", { token: null }],
    ["an empty variable", { token: "" }],
    ["no key at all", {}],
  ])("need a token, and are told where it usually comes from: %s", (_, options) => {
    expect(problemsOf(options)).toEqual({ token: expect.stringContaining("PRIVY_API_TOKEN") });
  });

  it.each([undefined, null, "s3cret", 5])("must be an object, not %j", (options) => {
    expect(problemsOf(options)).toEqual({ "": expect.stringContaining("{ token }") });
  });

  const wrong: [string, unknown, string][] = [
    ["token", "s3cret\n", "trim"],
    ["token", "Bearer s3cret", "Bearer"],
    ["token", { s3cret: 1 }, "text"],
    ["integrationToken", "", "empty"],
    ["integrationToken", "s3 cret", "visible ASCII"],
    ["integrationToken", null, "text"],
    ["baseUrl", "api.privy.com/s3cret", "absolute URL"],
    ["baseUrl", "http://s3cret.example", "https://"],
    ["baseUrl", "https://s3cret@api.privy.com", "user name"],
    ["baseUrl", null, "absolute URL"],
    ["fetch", "s3cret", "function"],
    ["fetch", null, "function"],
    ["userAgent", "s3cret\r\nx-evil: 1", "printable ASCII"],
    ["userAgent", "", "1 to 200"],
    ["userAgent", " s3cret", "blank"],
    ["userAgent", "x".repeat(201), "200"],
    ["userAgent", 5, "1 to 200"],
    ["userAgent", null, "1 to 200"],
    ["timeoutMs", 0, "milliseconds"],
    ["timeoutMs", "5", "milliseconds"],
    ["deadlineMs", Number.NaN, "milliseconds"],
    ["maxAttempts", 0, "1 to 100"],
    ["maxRetryDelayMs", -1, "milliseconds"],
    ["liveReserve", 1.1, "0 to 1"],
    ["rateBudget", {}, "createRateBudget"],
    ["coalesce", "yes", "true or false"],
    ["defaultCountry", "us", "capital"],
    ["defaultCountry", "s3cret", "ISO 3166-1"],
    ["defaultCountry", "ZZ", "ISO 3166-1"],
    ["defaultCountry", null, "ISO 3166-1"],
    ["invalidPhone", "ignore", "drop"],
    ["unknownFields", "keep", "throw"],
    ["observer", "s3cret", "object"],
    ["observer", null, "object"],
    ["clock", {}, "setTimer"],
    ["clock", null, "setTimer"],
    ["clock", { now: () => 0 }, "setTimer"],
    ["oauth", "s3cret", "clientId"],
  ];

  it.each(wrong)("are refused with a bad %s before anything is sent: %j", (name, value, says) => {
    const token = name === "oauth" ? {} : { token: apiToken };
    expect(problemsOf({ ...token, [name]: value })).toEqual({ [name]: expect.stringContaining(says) });
  });

  it("are refused with every problem at once", () => {
    const bad = Object.fromEntries(
      wrong.filter(([name]) => name !== "oauth").map(([name, value]) => [name, value]),
    );
    const names = Object.keys(problemsOf({ ...bad, apikey: "s3cret" }));
    expect(new Set(names)).toEqual(new Set([...Object.keys(bad), "apikey"]));
  });

  it.each([
    ["baseURL", "baseUrl"],
    ["base_url", "baseUrl"],
    ["timeout", undefined],
    ["timeoutms", "timeoutMs"],
    ["maxAttempt", "maxAttempts"],
    ["integration_token", "integrationToken"],
    ["Token", "token"],
    ["apiKey", undefined],
    ["__proto__", undefined],
  ])("are refused with the unknown option %s, and told the name that was meant", (name, meant) => {
    const options = JSON.parse(`{"token":"${apiToken}","${name}":"s3cret"}`);
    const says = meant === undefined ? /unknown option of the client/ : `did you mean ${meant}?`;
    expect(Object.keys(problemsOf(options))).toEqual([name]);
    expect(Object.values(problemsOf(options))[0]).toMatch(says);
  });

  it("are refused without quoting a secret that stands in the place of a name", () => {
    const problems = problemsOf({ token: apiToken, [apiToken]: true, "s3cret value": true });
    expect(JSON.stringify(problems)).not.toContain(apiToken);
  });

  it("must name one credential, not two", () => {
    const oauth = { clientId: "id", clientSecret: "s3cret", scopes: ["orders_write"] };
    expect(problemsOf({ oauth })).toEqual({});
    expect(problemsOf({ oauth, token: apiToken })).toEqual({ token: expect.stringContaining("oauth") });
  });

  it("name everything that is wrong with OAuth credentials", () => {
    const oauth = { clientId: "", clientSecret: "s3cret\n", scopes: ["orders_read"], tokenUrl: "s3cret" };
    expect(Object.keys(problemsOf({ oauth })).sort()).toEqual([
      "oauth.clientId",
      "oauth.clientSecret",
      "oauth.scopes",
      "oauth.tokenUrl",
    ]);
    expect(problemsOf({ oauth: { clientId: "id", clientSecret: "x", scopes: [] } })).toHaveProperty([
      "oauth.scopes",
    ]);
  });
});

describe("a client", () => {
  it("shows no secret when it is inspected or turned into JSON", () => {
    const client = new PrivyClient({ token: "s3cret-token", integrationToken: "s3cret-integration" });
    const oauth = { clientId: "s3cret-id", clientSecret: "s3cret-key", scopes: ["orders_write"] } as const;
    for (const one of [client, new PrivyClient({ oauth })]) {
      expect(
        inspect(one, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
      ).not.toContain("s3cret");
      expect(JSON.stringify(one)).not.toContain("s3cret");
      expect(JSON.stringify({ ...one })).not.toContain("s3cret");
    }
  });

  it("knows no rate limit before its first response", () => {
    expect(new PrivyClient({ token: apiToken }).rateLimit).toBeUndefined();
  });
});
