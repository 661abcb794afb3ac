import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { maskSecret } from "../../../../src/testing/kit/exchange/mask-secret.js";
import { createAccount } from "../../../support/fake.js";

const apiToken = `privy_${"0123456789abcdef".repeat(2)}01239f3a`;

describe("the request log", () => {
  it("shows what came and what was answered", async () => {
    const { place, privy } = createAccount({ tokens: [{ token: apiToken, name: "shop" }] });
    await place({ order_id: 9007199254740993n }, { path: "/v1/orders/placed?source=test" });
    expect(privy.requests).toEqual([
      {
        id: "req_1",
        at: "2026-01-01T00:00:00.000Z",
        method: "POST",
        path: "/v1/orders/placed",
        query: { source: "test" },
        headers: { authorization: "Bearer privy_…9f3a", "content-type": "application/json" },
        body: {
          order_id: 9007199254740993n,
          total: 95,
          currency: "USD",
          order_date: "2026-01-01T10:00:00Z",
          email: "ada@example.com",
        },
        status: 201,
        tokenName: "shop",
        outcome: "created",
      },
    ]);
  });

  it("shows refusals with their code, and whose token it was once that is known", async () => {
    const { place, privy } = createAccount();
    await place({ total: "x" });
    await place({}, { headers: { authorization: "Bearer nobody" } });
    await place({}, { method: "GET" });
    expect(privy.requests.map(({ status, errorCode, tokenName }) => [status, errorCode, tokenName])).toEqual([
      [422, "validation_failed", "token 1"],
      [401, "unauthorized", undefined],
      [405, "method_not_allowed", undefined],
    ]);
    expect(privy.requests.map((request) => "outcome" in request || "body" in request)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("shows a body that is no JSON object as the text that it is", async () => {
    const { place, privy } = createAccount();
    await place({}, { text: "order_id=1" });
    expect(privy.requests[0]?.body).toBe("order_id=1");
  });

  it("names the fields that nobody read, so that a misspelt one does not go unseen", async () => {
    const { place, privy } = createAccount();
    await place({ fulfilment_status: "delivered", gift: true });
    await place();
    expect(privy.requests.map(({ ignoredFields }) => ignoredFields)).toEqual([
      ["fulfilment_status", "gift"],
      undefined,
    ]);
  });

  it("keeps the latest requests and lets the oldest go", async () => {
    const { place, privy } = createAccount({ keepRequests: 3 });
    for (let order_id = 1; order_id <= 5; order_id += 1) {
      await place({ order_id });
      if (order_id === 3) expect(privy.requests.map(({ id }) => id)).toEqual(["req_1", "req_2", "req_3"]);
    }
    expect(privy.requests.map(({ id }) => id)).toEqual(["req_3", "req_4", "req_5"]);
    expect(privy.requests).toBe(privy.requests);
  });

  it("keeps none when told so", async () => {
    const { place, privy } = createAccount({ keepRequests: 0 });
    await place();
    expect(privy.requests).toEqual([]);
    expect(privy.orders).toHaveLength(1);
  });

  it("holds no secret, wherever it was sent", async () => {
    const { place, privy } = createAccount({ tokens: [apiToken], integrations: ["integration-secret"] });
    const headers = {
      "X-Privy-Integration-Token": "integration-secret",
      "proxy-authorization": "Basic dXNlcjpzZWNyZXQtcGFzc3dvcmQtaGVyZQ==",
      cookie: "session=cookie-secret",
      "x-api-key": "key-secret",
    };
    await place(
      {},
      { headers, path: "/v1/orders/placed?access_token=query-secret&client_secret=query-secret&page=2" },
    );
    const printed = inspect(privy.requests, { depth: 10 });
    expect(privy.requests[0]?.status).toBe(201);
    expect(printed).not.toContain("secret'");
    expect(printed).not.toMatch(/integration-secret|cookie-secret|key-secret|query-secret|dXNl|ZQ==/);
    expect(printed).not.toContain(apiToken.slice(6, 30));
    expect(privy.requests[0]?.query.page).toBe("2");
    expect(privy.requests[0]?.headers["x-privy-integration-token"]).toBe("…");
  });
});

describe("a masked secret", () => {
  const cases: readonly (readonly [string, string])[] = [
    [`Bearer ${apiToken}`, "Bearer privy_…9f3a"],
    [apiToken, "privy_…9f3a"],
    ["Bearer short-token", "Bearer …"],
    ["bearer  privy_short", "bearer  privy_…"],
    [`Basic ${"A".repeat(60)}`, "Basic …"],
    ["abcdefghijklmnopqrst", "…qrst"],
    ["abcdefghijklmnopqrs", "…"],
    ["", "…"],
    ["Bearer", "…"],
    [`first line\nsecond line with an ending`, "…ding"],
  ];
  for (const [secret, shown] of cases) {
    it(`shows at most its kind and four characters: ${shown}`, () => {
      expect(maskSecret(secret, ["privy_"])).toBe(shown);
    });
  }
});
