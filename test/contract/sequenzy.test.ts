import { SequenzyClient } from "privy-orders/sequenzy";
import { createFakeSequenzy, type FakeSequenzy } from "privy-orders/testing";
import { describe, expect, it } from "vitest";

const order = {
  orderId: "order-1001",
  totalCents: 9500,
  currency: "USD",
  customer: { email: "jane@example.com" },
  items: [{ productId: "beans", title: "Coffee beans", quantity: 1 }],
};

interface Raw {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** What a case has to work with: the account, and one way to it. */
interface UnderTest {
  readonly sequenzy: FakeSequenzy;
  /** Sends a body as it is, with the first key unless told otherwise. */
  send(body: unknown, authorization?: string): Promise<Raw>;
  readonly client: SequenzyClient;
}

/** What any Sequenzy must do, each line with the page that says so. */
const cases: readonly {
  readonly title: string;
  readonly page: string;
  readonly run: (one: UnderTest) => Promise<void>;
}[] = [
  {
    title: "answers 202 at once, with a job and the order's id and status",
    page: "Push Order",
    run: async ({ send }) => {
      expect(await send(order)).toEqual({
        status: 202,
        body: {
          success: true,
          queued: true,
          jobId: expect.stringMatching(/^commerce-order-/),
          orderId: "order-1001",
          status: "placed",
        },
      });
    },
  },
  {
    title: "takes what the client sends, for each status",
    page: "Push Order",
    run: async ({ client, sequenzy }) => {
      await client.orders.placed(order);
      await client.orders.fulfilled(order);
      await client.orders.cancelled(order);
      const { jobId } = await client.orders.refunded({ ...order, refundAmountCents: 100 });
      expect(sequenzy.jobs.map(({ status }) => status)).toEqual([
        "placed",
        "fulfilled",
        "cancelled",
        "refunded",
      ]);
      expect(sequenzy.jobs.at(-1)?.jobId).toBe(jobId);
    },
  },
  {
    title: "takes an order with every documented field, and keeps them",
    page: "Push Order",
    run: async ({ client, sequenzy }) => {
      const full = {
        ...order,
        orderNumber: "#1001",
        orderedAt: "2026-01-01T10:00:00Z",
        customer: {
          email: "jane@example.com",
          externalId: "c-1",
          firstName: "Jane",
          lastName: "Roe",
          attributes: { tier: "gold" },
        },
        items: [
          {
            productId: "beans",
            title: "Coffee beans",
            quantity: 2,
            variantId: "v-1",
            sku: "B-1",
            variantTitle: "Dark",
            priceCents: 4750,
          },
        ],
        customerTotals: { ordersCount: 2, totalSpentCents: 20_000 },
        properties: { channel: "web" },
      };
      await client.orders.push(full);
      sequenzy.settle();
      expect(sequenzy.orders).toMatchObject([{ ...full, orderedAt: "2026-01-01T10:00:00.000Z" }]);
    },
  },
  {
    title: "never counts an order twice",
    page: "Push Order",
    run: async ({ client, sequenzy }) => {
      await client.orders.push(order);
      await client.orders.push(order);
      sequenzy.settle();
      expect(sequenzy.subscribers).toMatchObject([
        { ordersCount: 1, totalSpent: 9500, ltv: 9500, aov: 9500 },
      ]);
    },
  },
  {
    title: "lets no push override a reserved property",
    page: "Push Order",
    run: async ({ send, sequenzy }) => {
      await send({ ...order, properties: { provider: "x", orderId: "y", channel: "web" } });
      sequenzy.settle();
      const { properties } = sequenzy.events[0] ?? {};
      expect(properties).toMatchObject({ orderId: "order-1001", channel: "web" });
      expect(properties).not.toHaveProperty("provider");
    },
  },
  ...(
    [
      ["orderId", { ...order, orderId: undefined }],
      ["totalCents", { ...order, totalCents: 95.5 }],
      ["totalCents", { ...order, totalCents: "9500" }],
      ["currency", { ...order, currency: "dollars" }],
      ["customer", { ...order, customer: undefined }],
      ["customer.email", { ...order, customer: { firstName: "Jane" } }],
      ["status", { ...order, status: "shipped" }],
      ["orderedAt", { ...order, orderedAt: "yesterday" }],
      ["items.0.productId", { ...order, items: [{ title: "A", quantity: 1 }] }],
      ["items.0.title", { ...order, items: [{ productId: "1", quantity: 1 }] }],
      ["items.0.quantity", { ...order, items: [{ productId: "1", title: "A", quantity: 0 }] }],
      ["items.0", { ...order, items: ["beans"] }],
      ["customerTotals.ordersCount", { ...order, customerTotals: { ordersCount: -1 } }],
      ["properties", { ...order, properties: [] }],
    ] as const
  ).map(([field, body]) => ({
    title: `refuses ${JSON.stringify(body)} for its ${field}, quotes nothing, and queues nothing`,
    page: "Push Order",
    run: async ({ send, sequenzy }: UnderTest) => {
      const refused = await send(body);
      expect(refused).toMatchObject({ status: 422, body: { error: { code: "validation_failed" } } });
      expect(sequenzy.requests[0]?.errorDetails?.map((detail) => detail.field)).toEqual([field]);
      expect(JSON.stringify(refused.body)).not.toMatch(/Jane|shipped|dollars|yesterday|95/);
      expect(sequenzy.jobs).toEqual([]);
    },
  })),
  {
    title: "refuses a body that is not a JSON object",
    page: "Push Order",
    run: async ({ send }) => {
      for (const body of ["{", "[]", "", `${'{"a":'.repeat(200)}1${"}".repeat(200)}`]) {
        expect(await send(body)).toMatchObject({ status: 400 });
      }
    },
  },
  {
    title: "refuses a missing, malformed or deleted key",
    page: "authentication",
    run: async ({ send, sequenzy }) => {
      const [first] = sequenzy.keys.list();
      if (first === undefined) throw new Error("The account has a key by default.");
      sequenzy.keys.revoke(first);
      for (const authorization of ["", "Bearer", "Basic YTpi", "Bearer sk_live_0", `Bearer ${first.key}`]) {
        expect(await send(order, authorization)).toMatchObject({ status: 401 });
      }
    },
  },
  {
    title: "refuses a key without the scope",
    page: "authentication",
    run: async ({ send, sequenzy }) => {
      const { key } = sequenzy.keys.create({ canPushOrders: false });
      expect(await send(order, `Bearer ${key}`)).toMatchObject({ status: 403 });
      expect(sequenzy.jobs).toEqual([]);
    },
  },
  {
    title: "lets 20 requests through in a second, and 100 in a minute",
    page: "rate limits",
    run: async ({ send, sequenzy }) => {
      const statuses: number[] = [];
      for (let second = 0; second < 6; second += 1) {
        for (let count = 0; count < 21; count += 1) statuses.push((await send(order)).status);
        await sequenzy.clock.advance("1s");
      }
      expect(statuses.slice(0, 22)).toEqual([...Array(20).fill(202), 429, 202]);
      expect(statuses.filter((status) => status === 202)).toHaveLength(100);
      await sequenzy.clock.advance("1m");
      expect(await send(order)).toMatchObject({ status: 202 });
    },
  },
  {
    title: "has nothing at another address, and takes orders by POST only",
    page: "Push Order",
    run: async ({ sequenzy }) => {
      const statusOf = async (path: string, method: string) =>
        (await sequenzy.fetch(`https://api.sequenzy.com${path}`, { method })).status;
      expect(await statusOf("/api/v1/order", "POST")).toBe(404);
      expect(await statusOf("/api/v1/orders", "GET")).toBe(405);
    },
  },
];

function underTest(sequenzy: FakeSequenzy, fetch: typeof globalThis.fetch): UnderTest {
  const key = sequenzy.keys.list()[0]?.key ?? "";
  return {
    sequenzy,
    client: new SequenzyClient({ apiKey: key, fetch, clock: sequenzy.clock, maxAttempts: 1 }),
    async send(body, authorization = `Bearer ${key}`) {
      const response = await fetch(`${sequenzy.baseUrl}/orders`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: authorization },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

describe("the fake Sequenzy, through its fetch", () => {
  it.each(cases)("$title ($page)", async ({ run }) => {
    const sequenzy = createFakeSequenzy();
    await run(underTest(sequenzy, sequenzy.fetch));
  });
});

describe("the fake Sequenzy, through the global fetch that MSW intercepts", () => {
  it.each(cases)("$title ($page)", async ({ run }) => {
    using sequenzy = createFakeSequenzy();
    sequenzy.listen({ onUnhandledRequest: "error" });
    await run(underTest(sequenzy, (...request) => globalThis.fetch(...request)));
  });
});

describe("the readings of what is not documented", () => {
  it("writes errors as text, responds with 400, and refuses what it would ignore", async () => {
    const sequenzy = createFakeSequenzy({
      decisions: {
        errorBody: "text",
        invalidOrder: "bad_request",
        unknownFields: "refuse",
        reservedProperties: "refuse",
      },
    });
    const { send } = underTest(sequenzy, sequenzy.fetch);
    const answer = await send({ ...order, extra: 1, properties: { provider: "x" } });
    expect(answer).toEqual({
      status: 400,
      body: {
        error: "The request could not be read: base has an unknown field; properties.provider is reserved",
      },
    });
  });

  it("ignores an unknown field, and notes it in the log", async () => {
    const sequenzy = createFakeSequenzy();
    await underTest(sequenzy, sequenzy.fetch).send({ ...order, extra: 1 });
    expect(sequenzy.requests[0]?.ignoredFields).toEqual(["extra"]);
  });
});
