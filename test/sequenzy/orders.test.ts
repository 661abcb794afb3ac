import { inspect } from "node:util";
import {
  AuthenticationError,
  InvalidInputError,
  PermissionError,
  RateLimitError,
  RejectedError,
  ServerError,
} from "privy-orders";
import { SequenzyClient, type SequenzyClientOptions, type SequenzyOrderInput } from "privy-orders/sequenzy";
import { createVirtualClock } from "privy-orders/testing";
import { afterEach, describe, expect, it, vi } from "vitest";

const order = (more: Partial<SequenzyOrderInput> = {}): SequenzyOrderInput => ({
  orderId: "order-1001",
  totalCents: 9500,
  currency: "usd",
  customer: { email: " jane.roe@example.com ", firstName: "Jane" },
  ...more,
});

const accepted = (body: unknown = {}): Response =>
  Response.json(
    {
      success: true,
      queued: true,
      jobId: "commerce-order-1a2b3c",
      orderId: "order-1001",
      status: "placed",
      ...Object(body),
    },
    { status: 202 },
  );

function setUp(
  answer: (count: number, orderId: string) => Response | Promise<Response> = (_, orderId) =>
    accepted({ orderId }),
  options: Partial<SequenzyClientOptions> = {},
) {
  const clock = createVirtualClock();
  const sent: { url: string; headers: Record<string, string>; body: Record<string, unknown>; at: number }[] =
    [];
  const client = new SequenzyClient({
    apiKey: "sk_live_0123456789",
    clock,
    fetch: async (url, request) => {
      const body = JSON.parse(request.body ?? "{}");
      sent.push({ url, headers: request.headers, body, at: clock.now() });
      return answer(sent.length, body.orderId);
    },
    ...options,
  });
  return { client, sent, clock };
}

const caught = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => "no error",
    (error: unknown) => error,
  );

describe("SequenzyClient.orders.push", () => {
  it("sends an order with the key, in Sequenzy's own form, and returns that it is queued", async () => {
    const { client, sent } = setUp();
    const result = await client.orders.push(
      order({
        orderedAt: new Date("2026-01-05T10:00:00Z"),
        items: [{ productId: 7, title: "Mug", quantity: 2, priceCents: 1250n }],
      }),
    );
    expect(sent[0]).toMatchObject({
      url: "https://api.sequenzy.com/api/v1/orders",
      headers: { authorization: "Bearer sk_live_0123456789", "content-type": "application/json" },
      body: {
        orderId: "order-1001",
        totalCents: 9500,
        currency: "USD",
        orderedAt: "2026-01-05T10:00:00Z",
        customer: { email: "jane.roe@example.com", firstName: "Jane" },
        items: [{ productId: "7", title: "Mug", quantity: 2, priceCents: 1250 }],
      },
    });
    expect(result).toMatchObject({
      queued: true,
      jobId: "commerce-order-1a2b3c",
      orderId: "order-1001",
      status: "placed",
      response: { status: 202, attempts: 1 },
    });
  });

  it("has a word for each lifecycle event", async () => {
    const { client, sent } = setUp();
    await client.orders.placed(order());
    await client.orders.fulfilled(order());
    await client.orders.cancelled(order());
    await client.orders.refunded({ ...order(), refundAmountCents: 500 });
    expect(sent.map(({ body }) => [body.status, body.refundAmountCents])).toEqual([
      ["placed", undefined],
      ["fulfilled", undefined],
      ["cancelled", undefined],
      ["refunded", 500],
    ]);
  });

  it("sends totals that override Sequenzy's own", async () => {
    const { client, sent } = setUp();
    await client.orders.push(
      order({ customerTotals: { ordersCount: 3, totalSpentCents: 30_000 }, properties: { channel: "pos" } }),
    );
    expect(sent[0]?.body).toMatchObject({
      customerTotals: { ordersCount: 3, totalSpentCents: 30_000 },
      properties: { channel: "pos" },
    });
  });

  it.each([
    [{ totalCents: 12.5 }, "totalCents", /whole number of minor units.*toMinorUnits/],
    [{ totalCents: "12.50" as never }, "totalCents", /whole number of minor units/],
    [{ currency: "$" }, "currency", /ISO 4217/],
    [{ orderId: "  " }, "orderId", /must not be empty/],
    [{ status: "shipped" as never }, "status", /must be one of placed, cancelled, fulfilled, refunded/],
    [{ customer: {} as never }, "customer.email", /is required: Sequenzy knows people by e-mail only/],
    [{ customer: { email: "a@b.example", phone: "1" } as never }, "customer.phone", /put it into attributes/],
    [
      { customer: { email: "a@b.example", first_name: "A" } as never },
      "customer.first_name",
      /did you mean "firstName"/,
    ],
    [{ items: [{ productId: "1", quantity: 1 } as never] }, "items.0.title", /is required/],
    [{ items: [{ productId: "1", title: "A", quantity: 0 }] }, "items.0.quantity", /whole number from 1/],
    [
      { items: [{ productId: "1", title: "A", quantity: 1, price: 9.5 } as never] },
      "items.0.price",
      /did you mean|an item has/,
    ],
    [{ properties: { lineItems: [] } }, "properties.lineItems", /fills itself/],
    [{ properties: { provider: "x" } }, "properties.provider", /fills itself/],
    [{ refundAmountCents: 100 }, "refundAmountCents", /set status: "refunded"/],
    [{ order_id: "1" } as never, "order_id", /did you mean "orderId"/],
    [{ orderedAt: "2026-01-05" }, "orderedAt", /date without a time/],
  ])("refuses %j before anything is sent, and says what to do", async (more, path, message) => {
    const { client, sent } = setUp();
    const error = await caught(client.orders.push(order(more as Partial<SequenzyOrderInput>)));
    expect(error).toBeInstanceOf(InvalidInputError);
    const { issues } = error as InvalidInputError;
    expect(issues.map((issue) => issue.path.join("."))).toEqual([path]);
    expect(issues[0]?.message).toMatch(message);
    expect(sent).toEqual([]);
  });

  it("reports all problems at once", async () => {
    const { client } = setUp();
    const error = await caught(
      client.orders.push({ orderId: "", totalCents: 1.5, currency: "x", customer: { email: "nobody" } }),
    );
    expect((error as InvalidInputError).issues.map(({ path }) => path[0]).sort()).toEqual([
      "currency",
      "customer",
      "orderId",
      "totalCents",
    ]);
  });

  it.each([
    [{ error: "Bad key" }, 401, AuthenticationError, /Bad key/],
    [{ error: { code: "forbidden", message: "No scope" } }, 403, PermissionError, /forbidden: No scope/],
    [{ error: "customer.email is invalid" }, 422, RejectedError, /is invalid/],
    [{ error: "slow down" }, 429, RateLimitError, /slow down/],
    [{ error: { code: "oops" } }, 500, ServerError, /oops/],
  ] as const)("reads the failure %j", async (body, status, type, message) => {
    const { client } = setUp(() => Response.json(body, { status }), { maxAttempts: 1 });
    const error = await caught(client.orders.push(order()));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ status, message: expect.stringMatching(message) });
  });

  it("tries again, and keeps the order of one order's events", async () => {
    const { client, sent } = setUp((count) => (count === 1 ? new Response("", { status: 503 }) : accepted()));
    await Promise.all([client.orders.placed(order()), client.orders.fulfilled(order())]);
    expect(sent.map(({ body }) => body.status)).toEqual(["placed", "placed", "fulfilled"]);
  });

  it("does not count a response that is not queued as a success", async () => {
    const { client } = setUp(() => accepted({ queued: false }));
    expect(await caught(client.orders.push(order()))).toMatchObject({
      code: "unexpected_response",
      reason: "shape",
    });
  });

  it("never sends more than 20 in a second, nor more than 100 in a minute, and needs no header for that", async () => {
    const { client, sent } = setUp();
    await Promise.all(
      Array.from({ length: 250 }, (_, index) =>
        client.orders.push(order({ orderId: `o-${index}` }), { deadlineMs: 600_000 }),
      ),
    );
    const times = sent.map(({ at }) => at);
    const most = (windowMs: number): number =>
      Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));
    expect(times).toHaveLength(250);
    expect(most(1_000)).toBeLessThanOrEqual(20);
    expect(most(60_000)).toBeLessThanOrEqual(100);
    expect(most(60_000)).toBeGreaterThan(90);
  });

  it("keeps another rate, or none, when an option asks for it", async () => {
    const free = setUp(undefined, { rateLimit: false });
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => free.client.orders.push(order({ orderId: `o-${index}` }))),
    );
    expect(new Set(free.sent.map(({ at }) => at)).size).toBe(1);
    expect(() => setUp(undefined, { rateLimit: { perMinute: 0 } })).toThrow(/rateLimit.perMinute/);
  });

  it("holds neither the key nor a customer's value in an error", async () => {
    const { client } = setUp((_count) =>
      Response.json({ error: "jane.roe@example.com Jane sk_live_0123456789" }, { status: 422 }),
    );
    const error = await caught(client.orders.push(order()));
    expect(`${inspect(error)}${JSON.stringify(error)}`).not.toMatch(/jane|sk_live_0/i);
    expect(inspect(client, { depth: 9, showHidden: true })).not.toContain("sk_live_0");
  });

  it("ends with the caller's own reason when it is aborted", async () => {
    const { client } = setUp(() => new Promise(() => undefined));
    const controller = new AbortController();
    const call = caught(client.orders.push(order(), { signal: controller.signal }));
    controller.abort("gone");
    expect(await call).toBe("gone");
  });
});

describe("a SequenzyClient", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("comes from the environment", async () => {
    vi.stubEnv("SEQUENZY_API_KEY", "sk_live_from_env");
    const sent: string[] = [];
    const client = SequenzyClient.fromEnv({
      fetch: async (_url, request) => {
        sent.push(request.headers.authorization ?? "");
        return accepted();
      },
    });
    await client.orders.push(order());
    expect(sent).toEqual(["Bearer sk_live_from_env"]);
    vi.stubEnv("SEQUENZY_API_KEY", "");
    expect(() => SequenzyClient.fromEnv()).toThrow(/SEQUENZY_API_KEY is missing or empty/);
  });

  it.each([
    [{}, /apiKey: is missing/],
    [{ apiKey: "a\nb" }, /apiKey/],
    [{ apiKey: "sk", token: "x" }, /token: unknown option of the client/],
    [{ apiKey: "sk", baseUrl: "http://api.sequenzy.com" }, /baseUrl: must begin with https/],
    [{ apiKey: "sk", maxAttempts: 0 }, /maxAttempts/],
    [{ apiKey: "sk", rateLimit: { perHour: 1 } }, /rateLimit.perHour/],
  ])("is refused for %j", (options, message) => {
    expect(() => new SequenzyClient(options as never)).toThrow(message);
  });
});
