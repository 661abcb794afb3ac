import { createFakePrivy, createRunningClock, type FakePrivy, type RunningClock } from "privy-orders/testing";
import { type ServedFakePrivy, serveFakePrivy } from "privy-orders/testing/server";

/** A fake that is served with its page, and a way to send it requests as a shop would. */
export interface Scene {
  readonly privy: FakePrivy<RunningClock>;
  readonly served: ServedFakePrivy;
  send(order: object): Promise<number>;
  call(method: string, path: string, body?: unknown): Promise<Response>;
  close(): Promise<void>;
}

const flows = [
  { name: "Thank you", trigger: "order_placed" },
  {
    name: "Ask for a review",
    trigger: "order_received",
    conditions: [{ type: "order_value", operator: "gte", value: 50 }],
    entry: { frequency: "delayed", after: "30d" },
  },
  {
    name: "Big spender",
    trigger: "order_placed",
    conditions: [{ type: "order_value", operator: "gt", value: 500 }],
  },
  { name: "Old campaign", trigger: "order_placed", active: false },
] as const;

const segments = [
  { name: "Bought once", conditions: [{ type: "order_count", operator: "eq", value: 1 }] },
  {
    name: "Not bought for 90 days",
    conditions: [{ type: "last_order_date", operator: "not_within_last", value: "90d" }],
  },
] as const;

/** What the fake's clock shows first. */
const start = "2026-11-26T10:38:00Z";

/** How a scene is set. */
export interface SceneOptions {
  readonly isEmpty?: boolean;
  readonly port?: number;
  readonly keepRequests?: number;
}

/** Makes and serves a fake; an empty one has neither flows nor segments. */
export async function createScene(options: SceneOptions = {}): Promise<Scene> {
  const clock = createRunningClock({ startAt: start });
  const privy = createFakePrivy({
    clock,
    rateLimit: { perMinute: 100_000, perDay: 1_000_000 },
    keepRequests: options.keepRequests ?? 10_000,
    ...(options.isEmpty
      ? {}
      : { flows, segments, integrations: [{ name: "Shop", token: "shop-integration-token" }] }),
  });
  const served = await serveFakePrivy(privy, { port: options.port ?? 0, inspector: true, control: true });
  const token = privy.tokens.list()[0]?.token ?? "";
  const call = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${served.url}${path}`, {
      method,
      headers: {
        ...(path.startsWith("/v1") ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    privy,
    served,
    call,
    async send(order) {
      const response = await call("POST", "/v1/orders/placed", order).catch(() => undefined);
      await response?.text().catch(() => undefined);
      return response?.status ?? 0;
    },
    close: () => served.close(),
  };
}

const names = ["kim", "tim", "barbara", "ada", "grace", "linus", "yuki", "maría", "oğuz", "zoë"];

/** An order as it arrives in great numbers. */
export function plainOrder(index: number): object {
  const name = names[index % names.length];
  return {
    order_id: 3_000 + index,
    email: `${name}${Math.floor(index / names.length)}@example.com`,
    total: 20 + ((index * 7) % 180),
    currency: "USD",
    order_date: new Date(Date.parse(start) - (index % 20) * 86_400_000).toISOString(),
    financial_status: "paid",
    accepts_email_marketing: index % 3 === 0,
  };
}

/** Strings that must be shown and must do nothing. */
export const HOSTILE: readonly string[] = [
  "<img src=x onerror=\"document.title='owned'\">",
  "<script>document.title='owned'</script>",
  "<svg onload=\"document.title='owned'\">",
  "javascript:document.title='owned'",
  "\u202eevil\u0007\u001b[31m\u200b",
];

/** Fills a scene with one of everything that the page shows. */
export async function fillScene({ privy, send, call }: Scene): Promise<void> {
  for (let index = 0; index < 40; index += 1) await send(plainOrder(index));
  // One order's life, with a step back.
  const order = {
    ...plainOrder(1),
    line_items: [
      { product_id: "lamp", title: "Lamp", quantity: 1, price: 42 },
      { product_id: "bulb", title: "Bulb", quantity: 2, price: 6 },
    ],
  };
  await send(order);
  await send({ ...order, fulfillment_status: "fulfilled", total: 54 });
  await send({ ...order, fulfillment_status: "delivered", total: 54 });
  await send({
    ...order,
    fulfillment_status: "fulfilled",
    total: 62,
    line_items: [...order.line_items].reverse().map((item) => ({ ...item, quantity: item.quantity + 1 })),
  });
  await send({ order_id: 3030, email: "nobody", total: "x", currency: "DOLLAR" });
  await send({ ...plainOrder(7), ordr_date: "2026", discount_code: "SPRING" });
  await send({ ...plainOrder(8), phone: "+14155552671", accepts_sms_marketing: true });
  await call("POST", "/v1/contacts", {
    email: "pat@example.com",
    email_consent: "subscribed",
    first_name: "Pat",
  });
  const pat = privy.contact("pat@example.com")?.id ?? "";
  await call("POST", `/v1/contacts/${pat}/unsubscribe`, { channels: ["email"] });
  await call("GET", "/v1/contacts?per_page=5");
  await call("DELETE", `/v1/contacts/${pat}`);
  privy.failNext("answer-lost");
  await send({ ...plainOrder(50), total: 114.5 });
  await send({ ...plainOrder(50), total: 114.5 });
  privy.failNext("503");
  await send(plainOrder(51));
  privy.failNext("half-body");
  await send(plainOrder(52));
  for (const [index, text] of HOSTILE.entries()) {
    await send({
      ...plainOrder(60 + index),
      [text]: text,
      line_items: [{ title: text, quantity: 1 }],
    });
  }
  await send({ ...plainOrder(70), order_date: "2026-01-01T00:00:00Z" });
  await call("POST", "/_fake/engagements", {
    email: "kim0@example.com",
    channel: "email",
    kind: "click",
    message: "Spring sale",
  });
  await send({
    ...plainOrder(80),
    email: "kim0@example.com",
    total: 95,
    order_date: new Date(privy.clock.now() + 1_000).toISOString(),
  });
  await call("POST", "/_fake/snapshots", { name: "before the sale" });
}
