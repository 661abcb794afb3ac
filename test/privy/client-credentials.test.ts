import { inspect } from "node:util";
import {
  AuthenticationError,
  type FetchRequest,
  InvalidInputError,
  PrivyClient,
  type PrivyClientOptions,
  RejectedError,
  ServerError,
} from "privy-orders";
import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { numberedOrder as order } from "../fixtures/numbered-order.js";

const secret = "s3cr3t-that-nobody-may-see";

interface Exchange {
  readonly url: string;
  readonly request: FetchRequest;
}

/** A client with OAuth and a server that hands out numbered tokens. */
function setUp(
  answer: (count: number) => Response | Promise<Response> = (count) => tokenAnswer(count),
  options: Partial<PrivyClientOptions> & { accepts?: (token: string) => boolean; status?: number } = {},
) {
  const { accepts = () => true, status = 201, ...overrides } = options;
  const clock = createVirtualClock({ autoAdvance: true });
  const exchanges: Exchange[] = [];
  const sent: string[] = [];
  const client = new PrivyClient({
    oauth: { clientId: "shop", clientSecret: secret, scopes: ["orders_write", "contacts_read"] },
    clock,
    fetch: async (url, request) => {
      if (url.endsWith("/oauth/token")) {
        exchanges.push({ url, request });
        return answer(exchanges.length);
      }
      const token = (request.headers.authorization ?? "").replace("Bearer ", "");
      sent.push(token);
      if (!accepts(token)) {
        return Response.json(
          { error: { code: "unauthorized", message: "Bearer token is missing or invalid" } },
          { status: 401 },
        );
      }
      return Response.json({ data: { order_id: JSON.parse(request.body ?? "{}").order_id } }, { status });
    },
    ...overrides,
  });
  return { client, clock, exchanges, sent };
}

function tokenAnswer(count: number, life: unknown = 7200): Response {
  return Response.json({
    access_token: `access-${count}`,
    token_type: "Bearer",
    expires_in: life,
    scope: "orders_write",
    created_at: 1_767_225_600,
  });
}

const caught = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => "no error",
    (error: unknown) => error,
  );

describe("OAuth client credentials", () => {
  it("exchange the client for a token with the scopes, in a form, on the host of the base URL", async () => {
    const { client, exchanges, sent } = setUp();
    await client.orders.upsert(order(1));
    expect(exchanges.map(({ url }) => url)).toEqual(["https://api.privy.com/oauth/token"]);
    const request = exchanges[0]?.request;
    expect(request?.method).toBe("POST");
    expect(request?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(request?.headers.authorization).toBeUndefined();
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: "client_credentials",
      client_id: "shop",
      client_secret: secret,
      scope: "orders_write contacts_read",
    });
    expect(sent).toEqual(["access-1"]);
  });

  it("make one exchange for a hundred calls that need a token at once", async () => {
    const { client, exchanges, clock } = setUp();
    await Promise.all(Array.from({ length: 100 }, (_, index) => client.orders.upsert(order(index + 1))));
    expect(exchanges).toHaveLength(1);
    await clock.advance("3h");
    await Promise.all(Array.from({ length: 100 }, (_, index) => client.orders.upsert(order(index + 1))));
    expect(exchanges).toHaveLength(2);
  });

  it("keep a token until a minute before it expires", async () => {
    const { client, exchanges, clock } = setUp();
    await client.orders.upsert(order(1));
    await clock.advance("118m");
    await client.orders.upsert(order(1));
    expect(exchanges).toHaveLength(1);
    await clock.advance("61s");
    await client.orders.upsert(order(1));
    expect(exchanges).toHaveLength(2);
  });

  it("keep a token of a short life for nine tenths of it", async () => {
    const { client, exchanges, clock } = setUp((count) => tokenAnswer(count, 30));
    await client.orders.upsert(order(1));
    await clock.advance("26s");
    await client.orders.upsert(order(1));
    expect(exchanges).toHaveLength(1);
    await clock.advance("2s");
    await client.orders.upsert(order(1));
    expect(exchanges).toHaveLength(2);
  });

  it.each([undefined, -5, "soon", 1e12])("live with a life of %s", async (life) => {
    const { client, exchanges, clock } = setUp((count) => tokenAnswer(count, life));
    await client.orders.upsert(order(1));
    await clock.advance("3h");
    await client.orders.upsert(order(1));
    expect(exchanges).toHaveLength(2);
  });

  it("fetch one fresh token after a 401, for all who were refused", async () => {
    const { client, exchanges, sent } = setUp(undefined, { accepts: (token) => token !== "access-1" });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => client.orders.upsert(order(index + 1))),
    );
    expect(results.every(({ outcome }) => outcome === "created")).toBe(true);
    expect(exchanges).toHaveLength(2);
    expect(sent.filter((token) => token === "access-2")).toHaveLength(20);
  });

  it("give up after a second 401", async () => {
    const { client, exchanges } = setUp(undefined, { accepts: () => false });
    const error = await caught(client.orders.upsert(order(1)));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ status: 401, attempts: 2 });
    expect(exchanges).toHaveLength(2);
  });

  it("reject all who wait when an exchange fails, and try anew with the next call", async () => {
    const { client, exchanges } = setUp((count) =>
      count === 1 ? Response.json({ error: "invalid_request" }, { status: 400 }) : tokenAnswer(count),
    );
    const errors = await Promise.all(
      Array.from({ length: 10 }, (_, index) => caught(client.orders.upsert(order(index + 1)))),
    );
    expect(errors.every((error) => error instanceof RejectedError)).toBe(true);
    expect(exchanges).toHaveLength(1);
    expect((await client.orders.upsert(order(1))).outcome).toBe("created");
  });

  it("are not asked for again within a minute once they were refused, by any call", async () => {
    const { client, clock, exchanges } = setUp((count) =>
      count === 1 ? Response.json({ error: "invalid_client" }, { status: 401 }) : tokenAnswer(count),
    );
    const errors = await Promise.all(
      Array.from({ length: 10 }, (_, index) => caught(client.orders.upsert(order(index + 1)))),
    );
    expect(errors.every((error) => error instanceof AuthenticationError)).toBe(true);
    expect(errors[0]).toMatchObject({ status: 401, message: expect.stringContaining("invalid_client") });
    await clock.advance("20s");
    expect(await caught(client.orders.upsert(order(1)))).toMatchObject({
      name: "AuthenticationError",
      status: 401,
      attempts: 0,
      retryAfterMs: 40_000,
      message: expect.stringMatching(/invalid_client.* refused 20 s ago and are tried again in 40 s/),
    });
    expect(exchanges).toHaveLength(1);
    await clock.advance("40s");
    expect((await client.orders.upsert(order(1))).outcome).toBe("created");
  });

  it("name a scope that is not granted, which is a 401 of the token URL too", async () => {
    const { client } = setUp(() =>
      Response.json({ error: "invalid_scope", error_description: "The scope is unknown" }, { status: 401 }),
    );
    expect(await caught(client.orders.upsert(order(1)))).toMatchObject({
      code: "unauthorized",
      message: expect.stringMatching(/invalid_scope: The scope is unknown.*scopes/),
    });
  });

  it("repeat an exchange that fails for the moment, but not once more for each attempt of the call", async () => {
    const { client, exchanges } = setUp((count) =>
      count < 3 ? new Response("down", { status: 503 }) : tokenAnswer(count),
    );
    expect((await client.orders.upsert(order(1))).response.attempts).toBe(1);
    expect(exchanges).toHaveLength(3);
    const down = setUp(() => new Response("down", { status: 503 }), { maxAttempts: 3 });
    const error = await caught(down.client.orders.upsert(order(1)));
    expect(error).toBeInstanceOf(ServerError);
    expect(down.exchanges).toHaveLength(3);
    expect(down.sent).toEqual([]);
  });

  it("do not make an order's outcome doubtful when only the exchange failed", async () => {
    const { client, exchanges } = setUp((count) =>
      count === 1 ? new Response("", { status: 500 }) : tokenAnswer(count),
    );
    await client.orders.upsert(order(1));
    expect(exchanges).toHaveLength(2);
    // The server of this test answers 201 to all; what counts is that a lost exchange is not a lost order.
    const known = setUp((count) => (count === 1 ? new Response("", { status: 500 }) : tokenAnswer(count)), {
      status: 200,
    });
    expect((await known.client.orders.upsert(order(1))).outcome).toBe("updated");
  });

  it("end with the call's own deadline or signal, while the exchange goes on for others", async () => {
    let open: (response: Response) => void = () => undefined;
    const { client } = setUp(
      () =>
        new Promise((resolve) => {
          open = resolve;
        }),
    );
    const controller = new AbortController();
    const first = caught(client.orders.upsert(order(1), { signal: controller.signal }));
    const second = client.orders.upsert(order(2));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort("enough");
    expect(await first).toBe("enough");
    open(tokenAnswer(1));
    expect((await second).outcome).toBe("created");
  });

  it.each([
    ["no token", {}],
    ["another kind of token", { access_token: "abc", token_type: "mac" }],
    ["a token with a line break", { access_token: "abc\r\nx-evil: 1", token_type: "Bearer" }],
    ["an empty token", { access_token: "", token_type: "Bearer" }],
  ])("refuse an answer with %s", async (_what, body) => {
    const { client, sent } = setUp(() => Response.json(body));
    expect(await caught(client.orders.upsert(order(1)))).toMatchObject({
      code: "unexpected_response",
      reason: "shape",
    });
    expect(sent).toEqual([]);
  });

  it.each<[unknown]>([[{}], [{ toString: 5 }], [["Bearer"]], [7]])(
    "are refused with an error of this package when the token is of no such type: %j",
    async (token_type) => {
      const { client } = setUp(() => Response.json({ access_token: "access-1", expires_in: 60, token_type }));
      expect(await caught(client.orders.upsert(order(1)))).toMatchObject({
        code: "unexpected_response",
        reason: "shape",
        message: expect.stringContaining("Check oauth.tokenUrl"),
      });
    },
  );

  it("never follow a redirect with the secret", async () => {
    const { client, exchanges, sent } = setUp(
      () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }),
    );
    expect(await caught(client.orders.upsert(order(1)))).toMatchObject({
      code: "unexpected_response",
      reason: "redirect",
    });
    expect(exchanges.map(({ url, request }) => [url, request.redirect])).toEqual([
      ["https://api.privy.com/oauth/token", "manual"],
    ]);
    expect(sent).toEqual([]);
  });

  it("keep the secret and the tokens out of every error", async () => {
    const echo = (status: number) =>
      setUp((_count) =>
        Response.json({ error: secret, error_description: `shop ${secret} access-1` }, { status }),
      );
    for (const status of [400, 401, 403, 422, 429, 500]) {
      const error = await caught(
        echo(status).client.orders.upsert(order(1), { maxAttempts: 1, deadlineMs: 1_000 }),
      );
      const shown = `${inspect(error, { depth: 10 })} ${JSON.stringify(error)}`;
      expect(shown).not.toContain(secret);
      expect(error).toBeInstanceOf(Error);
    }
    const { client } = setUp();
    expect(inspect(client, { depth: 10, showHidden: true })).not.toContain(secret);
  });

  it.each([
    ["http", "http://api.privy.com/oauth/token"],
    ["no URL", "oauth/token"],
    ["user info", "https://user:pass@api.privy.com/oauth/token"],
  ])("refuse a token URL that is %s", (_what, tokenUrl) => {
    expect(
      () =>
        new PrivyClient({ oauth: { clientId: "a", clientSecret: "b", scopes: ["orders_write"], tokenUrl } }),
    ).toThrow(InvalidInputError);
  });

  it("accept a token URL of this machine without https", () => {
    const tokenUrl = "http://127.0.0.1:8080/oauth/token";
    expect(
      new PrivyClient({ oauth: { clientId: "a", clientSecret: "b", scopes: ["orders_write"], tokenUrl } }),
    ).toBeInstanceOf(PrivyClient);
  });

  it("cannot be combined with a token, and must be complete", () => {
    const oauth = { clientId: "a", clientSecret: "b", scopes: ["orders_write"] } as const;
    expect(() => new PrivyClient({ oauth, token: "privy_x" })).toThrow(/cannot be combined/);
    expect(() => new PrivyClient({ oauth: { ...oauth, scopes: [] } })).toThrow(/oauth.scopes/);
    expect(() => new PrivyClient({ oauth: { ...oauth, clientSecret: "line\nbreak" } })).toThrow(
      /oauth.clientSecret/,
    );
  });
});
