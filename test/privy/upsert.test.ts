import { type OrderInput, VERSION } from "privy-orders";
import { describe, expect, it } from "vitest";
import { apiToken, json, leastOrder, scriptedClient } from "../support/scripted-server.js";

const answered = (order: object = { order_id: 450789469 }, headers: Record<string, string> = {}): Response =>
  json(201, { data: order }, headers);

describe("an order that is reported", () => {
  it("is one POST of JSON to the documented address, with the credential in its header only", async () => {
    const { client, sent } = scriptedClient([answered()]);
    await client.orders.upsert(leastOrder);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: "https://api.privy.com/v1/orders/placed",
      method: "POST",
      redirect: "manual",
      headers: {
        authorization: `Bearer ${apiToken}`,
        "content-type": "application/json",
        accept: "application/json",
        "user-agent": `privy-orders/${VERSION}`,
      },
    });
    expect(Object.keys(sent[0]?.headers ?? {})).toHaveLength(4);
    expect(JSON.parse(sent[0]?.body ?? "")).toMatchObject({
      order_id: "450789469",
      total: 95,
      currency: "USD",
    });
    expect(`${sent[0]?.url}${sent[0]?.body}`).not.toContain(apiToken);
  });

  it("names the shop's software before the client's", async () => {
    const { client, sent } = scriptedClient([answered()], { userAgent: "my-shop/1.0" });
    await client.orders.upsert(leastOrder);
    expect(sent[0]?.headers["user-agent"]).toBe(`my-shop/1.0 privy-orders/${VERSION}`);
  });

  it.each(["http://localhost:8080/v1", "http://localhost:8080/v1/", "http://localhost:8080/v1//"])(
    "goes to another address when one is given: %s",
    async (baseUrl) => {
      const { client, sent } = scriptedClient([answered()], { baseUrl });
      await client.orders.upsert(leastOrder);
      expect(sent[0]?.url).toBe("http://localhost:8080/v1/orders/placed");
    },
  );

  it("is not sent when it cannot be right, and every problem is named", async () => {
    const { client, sent } = scriptedClient([answered()]);
    const wrong = { ...leastOrder, total: "lots", currency: "DOLLARS" } as unknown as OrderInput; // as from JavaScript
    await expect(client.orders.upsert(wrong)).rejects.toMatchObject({
      name: "InvalidInputError",
      attempts: 0,
      issues: [{ path: ["total"] }, { path: ["currency"] }],
    });
    expect(sent).toHaveLength(0);
  });

  it("is not sent with call options that cannot be kept, and every one is named", async () => {
    const { client, sent } = scriptedClient([answered()]);
    const options = { timeoutMs: 0, maxAttempts: 0, integrationToken: "s3cret\n" };
    const call = client.orders.upsert(leastOrder, options);
    await expect(call).rejects.toMatchObject({
      name: "InvalidInputError",
      issues: [{ path: ["timeoutMs"] }, { path: ["maxAttempts"] }, { path: ["integrationToken"] }],
      message: expect.not.stringContaining("s3cret"),
    });
    expect(sent).toHaveLength(0);
  });

  it("is read by the client's own rules", async () => {
    const { client, sent } = scriptedClient([answered()], { defaultCountry: "DE", unknownFields: "send" });
    const order = { ...leastOrder, phone: "0171 1234567", new_field: 5 };
    const { warnings } = await client.orders.upsert(order);
    expect(warnings).toEqual([]);
    expect(JSON.parse(sent[0]?.body ?? "")).toMatchObject({ phone: "+491711234567", new_field: 5 });
    const strict = scriptedClient([answered()], { invalidPhone: "throw" });
    await expect(strict.client.orders.upsert({ ...leastOrder, phone: "12" })).rejects.toMatchObject({
      issues: [{ path: ["phone"] }],
    });
  });

  it("comes back with the warnings about it", async () => {
    const { client, sent } = scriptedClient([answered()]);
    const { warnings } = await client.orders.upsert({ ...leastOrder, phone: "12" });
    expect(warnings).toHaveLength(1);
    expect(JSON.stringify(warnings)).not.toContain("12");
    expect(JSON.parse(sent[0]?.body ?? "")).not.toHaveProperty("phone");
  });
});

describe("the integration token", () => {
  const header = "x-privy-integration-token";

  it("is the client's, unless the call names another, or none", async () => {
    const { client, sent } = scriptedClient([answered()], { integrationToken: "client-it" });
    await client.orders.upsert(leastOrder);
    await client.orders.upsert(leastOrder, { integrationToken: "call-it" });
    await client.orders.upsert(leastOrder, { integrationToken: undefined });
    await client.orders.upsert(leastOrder, { integrationToken: null });
    expect(sent.map(({ headers }) => headers[header])).toEqual([
      "client-it",
      "call-it",
      "client-it",
      undefined,
    ]);
  });

  it("is left out when none is given, so that Privy ties the order itself", async () => {
    const { client, sent } = scriptedClient([answered()]);
    await client.orders.upsert(leastOrder);
    expect(sent[0]?.headers).not.toHaveProperty(header);
  });
});

describe("the response", () => {
  it("has the exact digits of an order_id that no number can hold, on both ways", async () => {
    const reply = async (): Promise<Response> => new Response('{"data":{"order_id":9223372036854775807}}');
    const { client, sent } = scriptedClient([reply]);
    for (const order_id of ["9223372036854775807", 9223372036854775807n]) {
      const { order } = await client.orders.upsert({ ...leastOrder, order_id });
      expect(order.order_id).toBe("9223372036854775807");
    }
    expect(sent.map(({ body }) => body)).toEqual(
      Array(2).fill(expect.stringContaining('"9223372036854775807"')),
    );
  });

  it.each([450789469, "450789469"])("has order_id as text, however Privy writes it: %j", async (order_id) => {
    const { client } = scriptedClient([answered({ order_id })]);
    const { order } = await client.orders.upsert(leastOrder);
    expect(order.order_id).toBe("450789469");
  });

  it("keeps fields that this version does not know", async () => {
    const data = {
      order_id: 450789469,
      total_amount: "95.00",
      shipment: { carrier: "x" },
      financial_status: "brand_new",
    };
    const { client } = scriptedClient([answered(data)]);
    const { order } = await client.orders.upsert(leastOrder);
    expect(order).toEqual({ ...data, order_id: "450789469" });
  });

  it.each([
    [{}],
    [{ data: null }],
    [{ data: [] }],
    [{ data: {} }],
    [{ data: { order_id: null } }],
    [{ data: { order_id: "" } }],
    [{ data: { order_id: "ada@example.com" } }],
    [{ data: { order_id: 1.5 } }],
    [{ data: { order_id: -1 } }],
    [{ order_id: 1 }],
    [[]],
    ["data"],
    [null],
  ])("must hold an order: %j", async (body) => {
    const { client, sent } = scriptedClient([json(200, body)]);
    await expect(client.orders.upsert(leastOrder)).rejects.toMatchObject({
      name: "UnexpectedResponseError",
      reason: "shape",
      status: 200,
      attempts: 1,
      retryable: false,
      message: expect.not.stringContaining("ada"),
    });
    expect(sent).toHaveLength(1);
  });

  it("cannot reach a prototype", async () => {
    const reply = async (): Promise<Response> =>
      new Response('{"data":{"order_id":450789469,"__proto__":{"admin":true}}}');
    const { order } = await scriptedClient([reply]).client.orders.upsert(leastOrder);
    expect((order as { admin?: unknown }).admin).toBeUndefined();
    expect(Object.getPrototypeOf(order)).toBe(Object.prototype);
  });

  it("has status, headers, attempts and duration", async () => {
    const { client } = scriptedClient([
      json(503, {}, { "retry-after": "2" }),
      answered(undefined, { "x-id": "7" }),
    ]);
    const { response } = await client.orders.upsert(leastOrder);
    expect(response).toMatchObject({ status: 201, attempts: 2, durationMs: 2_000, rateLimit: {} });
    expect(response.headers.get("X-Id")).toBe("7");
  });

  it("has the account's budgets, and the client remembers the last ones", async () => {
    const limits = (remaining: number): Record<string, string> => ({
      "x-ratelimit-limit-minute": "60",
      "x-ratelimit-remaining-minute": String(remaining),
      "x-ratelimit-reset-minute": "1767225660",
    });
    const minute = (remaining: number): object => ({
      minute: { limit: 60, remaining, resetAt: new Date("2026-01-01T00:01:00Z") },
    });
    const replies = [answered(undefined, limits(59)), json(422, {}, limits(58)), answered()];
    const { client } = scriptedClient(replies);
    const { response } = await client.orders.upsert(leastOrder);
    expect(response.rateLimit).toEqual(minute(59));
    expect(client.rateLimit).toEqual(minute(59));
    await expect(client.orders.upsert(leastOrder)).rejects.toMatchObject({ status: 422 });
    expect(client.rateLimit).toEqual(minute(58));
    await client.orders.upsert(leastOrder);
    expect(client.rateLimit).toEqual(minute(58));
  });
});
