import { inspect } from "node:util";
import { AuthenticationError } from "privy-orders";
import { describe, expect, it } from "vitest";
import { createFakePrivy, createVirtualClock } from "../../../../src/testing/index.js";
import { createSeededRandom } from "../../../../src/testing/kit/seeded-random.js";
import { createIdFactory } from "../../../../src/testing/privy/account/ids.js";
import { createOAuthClientRegistry } from "../../../../src/testing/privy/account/oauth-client-registry.js";
import { resolveDecisions } from "../../../../src/testing/privy/decisions/decisions.js";
import { type Account, createAccount, order } from "../../../support/fake.js";
import { refusalOf } from "../../../support/fake-errors.js";

const bearer = (token: unknown) => ({ authorization: `Bearer ${token}` });

async function tokenOf({ exchange }: Account, scope = "contacts_read"): Promise<unknown> {
  return (await exchange({ scope })).body.access_token;
}

/** A refusal with all that `inspect` shows of it. */
const refusal = (use: () => unknown): string => inspect(refusalOf(use));

describe("exchanging credentials", () => {
  it("answers with an access token for two hours", async () => {
    const { privy, exchange } = createAccount();
    await privy.clock.advance(1_999);
    const { status, body, headers } = await exchange({ scope: "orders_write contacts_read" });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[a-z0-9]{43}$/),
      token_type: "Bearer",
      expires_in: 7_200,
      scope: "contacts_read orders_write",
      created_at: Date.parse("2026-01-01T00:00:01Z") / 1_000,
    });
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("gives a token of its own each time, and the earlier ones stay good", async () => {
    const api = createAccount();
    const tokens = [await tokenOf(api), await tokenOf(api)];
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) {
      expect((await api.send("GET", "/contacts", undefined, bearer(token))).status).toBe(200);
    }
  });

  const refused: readonly (readonly [string, Record<string, string | undefined>, number, string])[] = [
    ["a wrong secret", { client_secret: "shop-secreT" }, 401, "invalid_client"],
    ["no secret", { client_secret: undefined }, 401, "invalid_client"],
    ["an unknown client", { client_id: "constructor" }, 401, "invalid_client"],
    ["no client", { client_id: undefined }, 401, "invalid_client"],
    ["a scope that does not exist", { scope: "orders_read" }, 401, "invalid_scope"],
    ["one bad scope among good ones", { scope: "orders_write orders_read" }, 401, "invalid_scope"],
    ["scopes with commas", { scope: "orders_write,contacts_read" }, 401, "invalid_scope"],
    ["another grant type", { grant_type: "password" }, 400, "unsupported_grant_type"],
    ["a refresh", { grant_type: "refresh_token" }, 400, "unsupported_grant_type"],
    ["no grant type", { grant_type: undefined }, 400, "invalid_request"],
  ];
  for (const [what, parameters, status, error] of refused) {
    it(`is refused for ${what} with a flat error`, async () => {
      const { exchange } = createAccount();
      const answer = await exchange(parameters);
      expect([answer.status, answer.body]).toEqual([status, { error }]);
    });
  }

  it("is refused for a scope that the client was not granted", async () => {
    const { privy, exchange } = createAccount();
    privy.oauthClients.create({ clientId: "c", clientSecret: "s", scopes: ["orders_write"] });
    const as = { client_id: "c", client_secret: "s" };
    expect((await exchange({ ...as, scope: "contacts_read" })).body).toEqual({ error: "invalid_scope" });
    expect((await exchange({ ...as, scope: undefined })).body.scope).toBe("orders_write");
  });

  const malformed: readonly (readonly [string, RequestInit])[] = [
    [
      "JSON",
      { body: '{"grant_type":"client_credentials"}', headers: { "content-type": "application/json" } },
    ],
    ["nothing", {}],
    [
      "a good form under another type",
      {
        body: "grant_type=client_credentials&client_id=shop&client_secret=shop-secret",
        headers: { "content-type": "text/plain" },
      },
    ],
    [
      "a repeated parameter",
      { body: new URLSearchParams("grant_type=client_credentials&client_id=a&client_id=b") },
    ],
  ];
  for (const [what, init] of malformed) {
    it(`is refused for ${what}`, async () => {
      const { privy } = createAccount();
      const response = await privy.fetch("https://api.privy.com/oauth/token", { method: "POST", ...init });
      expect([response.status, await response.text()]).toEqual([400, '{"error":"invalid_request"}']);
    });
  }

  it("works at Privy's dashboard too, where nothing else is", async () => {
    const { privy, exchange } = createAccount();
    expect((await exchange({}, "https://dashboard.privy.com/oauth/token")).status).toBe(200);
    const elsewhere = await privy.fetch("https://dashboard.privy.com/v1/contacts", {
      headers: bearer("test-token"),
    });
    expect(elsewhere.status).toBe(404);
    expect(elsewhere.headers.get("x-ratelimit-limit-minute")).toBeNull();
  });

  it("is a POST", async () => {
    const { privy } = createAccount();
    const response = await privy.fetch("https://api.privy.com/oauth/token");
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("reaches the fake through the global fetch while it listens, at both addresses", async () => {
    using privy = createFakePrivy({ oauthClients: [{ clientId: "c", clientSecret: "s" }] });
    privy.listen({ onUnhandledRequest: "error" });
    const body = "grant_type=client_credentials&client_id=c&client_secret=s";
    for (const host of ["api", "dashboard"]) {
      const response = await globalThis.fetch(`https://${host}.privy.com/oauth/token`, {
        method: "POST",
        body: new URLSearchParams(body),
      });
      expect(response.status).toBe(200);
    }
  });
});

describe("an access token", () => {
  it("is as good as an API token, with its own scopes", async () => {
    const api = createAccount();
    const token = await tokenOf(api, "contacts_write");
    const created = await api.send("POST", "/contacts", { email: "ada@example.com" }, bearer(token));
    expect(created.status).toBe(201);
    expect((await api.send("GET", "/contacts", undefined, bearer(token))).status).toBe(403);
    expect(api.privy.requests.at(-1)?.tokenName).toBe("oauth client 1");
    expect(api.privy.tokens.list()).toHaveLength(1);
  });

  it("expires after two hours to the millisecond", async () => {
    const api = createAccount();
    const token = await tokenOf(api);
    const status = async () => (await api.send("GET", "/contacts", undefined, bearer(token))).status;
    await api.privy.clock.advance(7_199_999);
    expect(await status()).toBe(200);
    await api.privy.clock.advance(1);
    expect(await status()).toBe(401);
  });

  it("ends at once with its client, which is refused from then on", async () => {
    const api = createAccount();
    const token = await tokenOf(api);
    api.privy.oauthClients.revoke("shop");
    const answer = await api.send("GET", "/contacts", undefined, bearer(token));
    expect(answer.body.error).toEqual({
      code: "unauthorized",
      message: "Bearer token is missing or invalid",
    });
    expect((await api.exchange()).body).toEqual({ error: "invalid_client" });
    expect(api.privy.oauthClients.list()).toEqual([]);
  });

  it("can be ended while its client stays, of one client or of all", async () => {
    const api = createAccount();
    const other = api.privy.oauthClients.create();
    const ofOther = await api.exchange({
      client_id: other.clientId,
      client_secret: other.clientSecret,
      scope: "contacts_read",
    });
    const tokens = [await tokenOf(api), ofOther.body.access_token];
    const statuses = async () =>
      Promise.all(
        tokens.map(async (token) => (await api.send("GET", "/contacts", undefined, bearer(token))).status),
      );
    api.privy.oauthClients.revokeTokens("shop");
    expect(await statuses()).toEqual([401, 200]);
    api.privy.oauthClients.revokeTokens();
    expect(await statuses()).toEqual([401, 401]);
    expect((await api.exchange()).status).toBe(200);
  });
});

describe("a fake that runs for long", () => {
  it("forgets access tokens that have expired", () => {
    const clock = createVirtualClock();
    const registry = createOAuthClientRegistry({
      clock,
      ids: createIdFactory(createSeededRandom(1)),
      decisions: resolveDecisions(),
    });
    const client = registry.create();
    for (let hour = 0; hour < 10; hour += 1) {
      registry.issue(client, client.scopes);
      clock.set(clock.now() + 3_600_000);
    }
    expect(registry.snapshot().tokens.length).toBe(2);
  });

  it("goes on from a snapshot with the same clients and tokens", () => {
    const context = {
      clock: createVirtualClock(),
      ids: createIdFactory(createSeededRandom(1)),
      decisions: resolveDecisions(),
    };
    const registry = createOAuthClientRegistry(context);
    const client = registry.create();
    const { token } = registry.issue(client, client.scopes);
    const copy = createOAuthClientRegistry(context);
    copy.create({ clientId: "other" });
    copy.restore(JSON.parse(JSON.stringify(registry.snapshot())));
    expect(copy.list()).toEqual([client]);
    expect(copy.find(token)?.name).toBe("oauth client 1");
    expect(copy.create().name).toBe("oauth client 2");
  });
});

describe("the account's OAuth clients", () => {
  it("have ids and secrets that follow from the seed", () => {
    const credentials = (seed: number) =>
      createFakePrivy({ seed, oauthClients: [{}] }).oauthClients.list()[0];
    expect(credentials(1)).toEqual(credentials(1));
    expect(credentials(1)?.clientSecret).not.toBe(credentials(2)?.clientSecret);
    expect(credentials(1)).toMatchObject({
      name: "oauth client 1",
      scopes: ["contacts_read", "contacts_write", "orders_write"],
    });
  });

  it("are refused where they cannot be, without quoting a secret", () => {
    const { oauthClients } = createFakePrivy({ oauthClients: [{ clientId: "taken" }] });
    const secret = "very secret";
    for (const [use, words] of [
      [() => oauthClients.create({ clientId: "taken" }), "exists already"],
      [() => oauthClients.create({ clientSecret: secret }), "clientSecret must be text"],
      [() => oauthClients.create({ clientID: secret } as object), "did you mean clientId?"],
      [() => oauthClients.create({ scopes: ["orders_write", secret as "orders_write"] }), "scopes[1]"],
      [() => oauthClients.create({ name: "" }), "name"],
      [() => oauthClients.revoke("none"), "Unknown OAuth client"],
      [() => oauthClients.revokeTokens("none"), "Unknown OAuth client"],
      [() => createFakePrivy({ oauthClients: {} as [] }), "options.oauthClients must be a list"],
    ] as const) {
      const text = refusal(use);
      expect(text).toContain(words);
      expect(text).not.toContain(secret);
    }
    expect(oauthClients.list()).toHaveLength(1);
  });

  it("come back with reset, and their tokens do not", async () => {
    const api = createAccount();
    const token = await tokenOf(api);
    api.privy.oauthClients.revoke("shop");
    api.privy.reset();
    expect(api.privy.oauthClients.list()).toHaveLength(1);
    expect((await api.send("GET", "/contacts", undefined, bearer(token))).status).toBe(401);
  });
});

describe("the request log", () => {
  it("shows a token request with its secret masked, in whatever form it came", async () => {
    const { privy, exchange, send } = createAccount();
    await exchange();
    await exchange({ client_secret: "mistyped-secret" });
    const secret = "client_secret=hidden-secret";
    const post = (url: string, type: string, body: string) =>
      privy.fetch(url, { method: "POST", headers: { "content-type": type }, body });
    const url = "https://api.privy.com/oauth/token";
    await post(url, "application/json", '{"client_secret":"hidden-secret"}');
    await post(url, "text/plain", secret);
    await post("https://api.privy.com/v1/oauth/token", "application/x-www-form-urlencoded", secret);
    await send("GET", "/contacts", undefined, bearer("hidden-secret"));
    expect(privy.requests[0]).toMatchObject({
      path: "/oauth/token",
      status: 200,
      body: {
        grant_type: "client_credentials",
        client_id: "shop",
        client_secret: "…",
        scope: "orders_write",
      },
    });
    expect(privy.requests[1]).toMatchObject({ status: 401, errorCode: "invalid_client" });
    expect(inspect(privy.requests, { depth: 9 })).not.toMatch(/(shop|mistyped|hidden)-secret/);
  });
});

describe("a client of the fake with OAuth", () => {
  it("exchanges its credentials once and works", async () => {
    const privy = createFakePrivy({ oauthClients: [{ clientId: "c", clientSecret: "s" }] });
    const client = privy.client({ oauth: { clientId: "c", clientSecret: "s", scopes: ["orders_write"] } });
    await client.orders.upsert({ ...order, order_id: 1 });
    await client.orders.upsert({ ...order, order_id: 2 });
    expect(privy.requests.map(({ path }) => path)).toEqual([
      "/oauth/token",
      "/v1/orders/placed",
      "/v1/orders/placed",
    ]);
  });

  it("can leave the credentials to the fake, with an OAuth client made when there is none", async () => {
    const privy = createFakePrivy({ tokens: [] });
    await privy.client({ oauth: true }).orders.upsert(order);
    await privy.client({ oauth: true }).contacts.list().page();
    expect(privy.oauthClients.list()).toHaveLength(1);
    expect(privy.requests.map(({ tokenName }) => tokenName)).toEqual([
      undefined,
      "oauth client 1",
      undefined,
      "oauth client 1",
    ]);
  });

  it("gets a fresh token when its own expires or is revoked", async () => {
    const privy = createFakePrivy();
    const client = privy.client({ oauth: true });
    await client.orders.upsert({ ...order, order_id: 1 });
    await privy.clock.advance("2h");
    await client.orders.upsert({ ...order, order_id: 2 });
    privy.oauthClients.revokeTokens();
    await client.orders.upsert({ ...order, order_id: 3 });
    expect(privy.orders).toHaveLength(3);
    expect(privy.requests.filter(({ path }) => path === "/oauth/token")).toHaveLength(3);
  });

  it("fails for good when the OAuth client is revoked", async () => {
    const privy = createFakePrivy();
    const client = privy.client({ oauth: true });
    await client.orders.upsert(order);
    const [own] = privy.oauthClients.list();
    if (own !== undefined) privy.oauthClients.revoke(own);
    const failure = await client.orders.upsert(order).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(inspect(failure)).not.toContain(own?.clientSecret);
  });

  it("is refused together with a token", () => {
    const privy = createFakePrivy();
    expect(() => privy.client({ oauth: true, token: "t" })).toThrow("cannot be combined with oauth");
  });
});
