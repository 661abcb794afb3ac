import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { maskSecret } from "../../../../src/testing/kit/log/mask-secret.js";
import { createRequestLog } from "../../../../src/testing/kit/log/request-log.js";
import { PRIVY } from "../../../../src/testing/privy/vendor.js";
import { createAccount } from "../../../support/fake.js";

const apiToken = `privy_${"0123456789abcdef".repeat(2)}01239f3a`;

describe("the request log", () => {
  it("shows what came and what was returned", async () => {
    const { place, privy } = createAccount({ tokens: [{ token: apiToken, name: "shop" }] });
    await place({ order_id: 9007199254740993n }, { path: "/v1/orders/placed?source=test" });
    expect(privy.requests).toEqual([
      {
        id: "req_1",
        position: 1,
        hints: [expect.objectContaining({ code: "no-consent-flag" })],
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
        channel: "fetch",
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

  it("shows a body that is not a JSON object as the text that it is", async () => {
    const { place, privy } = createAccount();
    await place({}, { text: "order_id=1" });
    expect(privy.requests[0]?.body).toBe("order_id=1");
  });

  it("names the fields that were not read, so that a misspelt one is seen", async () => {
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

  it("keeps none when an option asks for it", async () => {
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

describe("a credential in a request", () => {
  const token = `privy_${"0a".repeat(20)}`;
  const other = `privy_${"b1".repeat(20)}`;

  it("is shown nowhere: not in a JSON body, its names, a text, the path or the query", async () => {
    const { privy, place, send } = createAccount({ tokens: [{ token }] });
    await place({
      note: `use ${token}`,
      access_token: "short-secret",
      deep: [{ [other]: { password: "hunter22" } }],
    });
    await place({}, { text: `{"order_id": 1, "token": "${other}"` });
    await send("GET", `/contacts/${other}?email=${token}&client_secret=hunter22`);
    await place({ text: "Authorization: Bearer abcdefgh12345678" });
    const shown = JSON.stringify(privy.requests);
    for (const secret of [token, other, "short-secret", "hunter22", "abcdefgh12345678"]) {
      expect(shown).not.toContain(secret);
    }
    expect(privy.requests[0]?.body).toMatchObject({ order_id: 1001, note: `use privy_…${token.slice(-4)}` });
  });

  it("is masked once: masking twice gives the same", () => {
    for (const text of [token, `Bearer ${token}`, "short", "Basic abcdefghijklmnopqrstuvwxyz", "", "…"]) {
      const masked = maskSecret(text, ["privy_"]);
      expect(maskSecret(masked, ["privy_"])).toBe(masked);
    }
  });
});

describe("a request log", () => {
  const entry = (size: number) => ({
    request: { method: "POST", path: "/", search: "", headers: {}, bodyText: "x".repeat(size) },
    receivedAtMs: 0,
    channel: "fetch" as const,
  });
  const reply = { status: 200, body: "" };
  const create = (keep: number, maxBytes: number) =>
    createRequestLog({ keep, maxBytes, vendor: PRIVY, describeMore: () => ({}) });

  it("is bounded by bytes as well as by count, and keeps the latest in any case", () => {
    const log = create(100, 10_000);
    const positions = () => log.all().map(({ position }) => position);
    for (let count = 0; count < 5; count += 1) log.add(entry(2_000), reply);
    expect(positions()).toEqual([3, 4, 5]);
    log.add(entry(50_000), reply);
    expect(positions()).toEqual([6]);
    log.add(entry(1), reply);
    expect(positions()).toEqual([7]);
    log.add(entry(1), reply);
    expect(positions()).toEqual([7, 8]);
    expect([log.at(6), log.at(8)?.id, log.nextId()]).toEqual([undefined, "req_8", "req_9"]);
  });

  it("goes on from a snapshot with as much as it keeps", () => {
    const log = create(100, 1_000_000);
    for (let count = 0; count < 5; count += 1) log.add(entry(2_000), reply);
    for (const [keep, maxBytes, kept] of [
      [3, 1_000_000, [3, 4, 5, 6]],
      [100, 6_000, [4, 5, 6]],
      [0, 1_000_000, []],
    ] as const) {
      const other = create(keep, maxBytes);
      other.restore(log.snapshot());
      other.add(entry(1), reply);
      expect(other.all().map(({ position }) => position)).toEqual(kept.slice(keep === 3 ? 1 : 0));
      expect(other.nextId()).toBe("req_7");
    }
  });
});
