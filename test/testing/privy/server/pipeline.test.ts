import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";

const unauthorized = '{"error":{"code":"unauthorized","message":"Bearer token is missing or invalid"}}';

describe("authentication", () => {
  const bad: readonly (readonly [string, string | undefined])[] = [
    ["no Authorization header", undefined],
    ["an empty one", ""],
    ["a bare token", "test-token"],
    ["another scheme", "Basic test-token"],
    ["a scheme without a token", "Bearer"],
    ["an unknown token", "Bearer test-tokem"],
    ["two tokens", "Bearer test-token test-token"],
    ["a token with something behind it", "Bearer test-token,"],
    ["the name of a property", "Bearer constructor"],
  ];
  for (const [why, authorization] of bad) {
    it(`answers 401 to ${why}`, async () => {
      const { place, privy } = createAccount({ tokens: ["test-token"] });
      const answer = await place({}, { headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(answer.text).toBe(unauthorized);
      expect(privy.orders).toEqual([]);
    });
  }

  it("reads the scheme in any case", async () => {
    const { place } = createAccount({ tokens: ["test-token"] });
    for (const scheme of ["bearer", "BEARER", "Bearer "]) {
      expect((await place({}, { headers: { authorization: `${scheme} test-token` } })).status).toBeLessThan(
        300,
      );
    }
  });

  it("ends at the moment of a token's expiry", async () => {
    const { place, privy } = createAccount({ tokens: [{ expiresAt: "2026-01-01T01:00:00Z" }] });
    await privy.clock.advance(3_599_999);
    expect((await place()).status).toBe(201);
    await privy.clock.advance(1);
    expect((await place()).status).toBe(401);
    expect(privy.tokens.list()).toEqual([]);
  });

  it("ends with a token's revocation", async () => {
    const { place, privy } = createAccount();
    await place();
    const [token] = privy.tokens.list();
    if (token === undefined) throw new Error("There is no token");
    privy.tokens.revoke(token);
    expect((await place()).text).toBe(unauthorized);
  });
});

describe("scopes", () => {
  it("answer 403 to a token without orders_write, before the body is looked at", async () => {
    const { place, privy } = createAccount({ tokens: [{ scopes: ["contacts_read", "contacts_write"] }] });
    const answer = await place({}, { text: "{" });
    expect(answer.status).toBe(403);
    expect(answer.body.error).toEqual({
      code: "insufficient_scope",
      message: "This needs a token with the scope orders_write",
    });
    expect(privy.orders).toEqual([]);
  });

  it("let orders_write alone send orders", async () => {
    const { place } = createAccount({ tokens: [{ scopes: ["orders_write"] }] });
    expect((await place()).status).toBe(201);
  });
});

describe("addresses", () => {
  for (const path of [
    "/v1/orders/place",
    "/v1/orders/placed/",
    "/v2/orders/placed",
    "/",
    "/v1/orders/PLACED",
    "/v1/constructor",
  ]) {
    it(`answer 404 where there is nothing: ${path}`, async () => {
      const { place } = createAccount();
      const answer = await place({}, { path });
      expect(answer.status).toBe(404);
      expect(answer.code).toBe("not_found");
    });
  }

  it("answer 405 to another method, saying which one works", async () => {
    const { place } = createAccount();
    for (const method of ["GET", "PUT", "DELETE", "PATCH"]) {
      const answer = await place({}, { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("POST");
      expect(answer.code).toBe("method_not_allowed");
    }
  });

  it("ignore a query", async () => {
    const { place } = createAccount();
    expect((await place({}, { path: "/v1/orders/placed?debug=1" })).status).toBe(201);
  });
});

describe("bodies", () => {
  const deep = (levels: number) => `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  const malformed: readonly (readonly [string, string, string])[] = [
    ["nothing", "", "The body is empty"],
    ["blanks", " \n", "The body is empty"],
    ["half an object", '{"order_id":', "The body is not valid JSON"],
    ["a form", "order_id=1", "The body is not valid JSON"],
    ["a list", "[]", "The body must be a JSON object"],
    ["null", "null", "The body must be a JSON object"],
    ["a number", "12345678901234567890", "The body must be a JSON object"],
    ["a text", '"secret@example.com"', "The body must be a JSON object"],
    ["an abyss", deep(100), "The body nests deeper than 100 levels"],
    ["a bottomless abyss", deep(1_000_000), "The body nests deeper than 100 levels"],
    [
      "an abyss that never closes",
      `{"n":12345678901234567890,"a":${"[".repeat(500_000)}`,
      "The body nests deeper than 100 levels",
    ],
  ];
  for (const [why, text, message] of malformed) {
    it(`answer 400 to ${why}`, async () => {
      const { place } = createAccount();
      const answer = await place({}, { text });
      expect(answer.status).toBe(400);
      expect(answer.body.error).toEqual({ code: "bad_request", message });
    });
  }

  it("may nest a hundred levels, and hold brackets in texts", async () => {
    const { place } = createAccount();
    expect((await place({}, { text: deep(99) })).status).toBe(422);
    const answer = await place({ customer_id: `\\"${"[".repeat(300)}` });
    expect(answer.data.customer_id).toBe(`\\"${"[".repeat(300)}`);
  });

  for (const type of ["application/json", "Application/JSON; charset=utf-8", "application/vnd.api+json"]) {
    it(`are read as ${type}`, async () => {
      const { place } = createAccount();
      expect((await place({}, { headers: { "content-type": type } })).status).toBe(201);
    });
  }

  for (const type of [undefined, "text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
    it(`answer 400 when they come as ${type ?? "nothing in particular"}`, async () => {
      const { place } = createAccount();
      const answer = await place({}, { headers: { "content-type": type } });
      expect(answer.status).toBe(400);
      expect(answer.message).toBe("The Content-Type must be application/json");
    });
  }
});

describe("the order of the checks", () => {
  it("is: address, token, scope, body, integration, fields", async () => {
    const { place, privy } = createAccount({ tokens: [{ scopes: [] }] });
    const everyMistake = {
      path: "/v1/nowhere",
      text: "{",
      headers: { authorization: "Bearer wrong", "x-privy-integration-token": "wrong" },
    };
    const statuses: number[] = [];
    const send = async (mistakes: object) => statuses.push((await place({ total: "x" }, mistakes)).status);
    await send(everyMistake);
    await send({ ...everyMistake, path: undefined });
    await send({ text: "{", headers: { "x-privy-integration-token": "wrong" } });
    const able = privy.tokens.create({ scopes: ["orders_write"] });
    const authorization = `Bearer ${able.token}`;
    await send({ text: "{", headers: { authorization, "x-privy-integration-token": "wrong" } });
    await send({ headers: { authorization, "x-privy-integration-token": "wrong" } });
    expect(statuses).toEqual([404, 401, 403, 400, 422]);
  });
});
