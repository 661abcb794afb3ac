import type { OrderInput } from "privy-orders";
import type { OrderVersion } from "privy-orders/platforms";
import { createVirtualClock, signedWebhook, type VirtualClock } from "privy-orders/testing";
import {
  createWebhookHandler,
  type HookSettledEvent,
  type RejectedHook,
  type SkippedHook,
  shopifyWebhook,
  stripeWebhook,
  type UndeliveredHook,
  type WebhookHandler,
  type WebhookHandlerOptions,
  type WebhookPlatform,
  type WebhookSource,
  wooCommerceWebhook,
} from "privy-orders/webhooks";
import shopifyOrder from "../fixtures/shopify-order.json" with { type: "json" };
import wooCommerceOrder from "../fixtures/woocommerce-order.json" with { type: "json" };

export const secret = "the secret of this shop";

/** A payload of each platform, with changes. */
export const payloads = {
  shopify: (more: object = {}): object => ({
    ...shopifyOrder,
    id: 7,
    test: false,
    updated_at: "2026-01-01T10:00:00Z",
    ...more,
  }),
  woocommerce: (more: object = {}): object => ({
    ...wooCommerceOrder,
    id: 7,
    date_modified_gmt: "2026-01-01T10:00:00",
    ...more,
  }),
  stripe: (more: object = {}): object => ({
    id: "cs_test_7",
    object: "checkout.session",
    created: 1_767_225_600,
    currency: "eur",
    amount_total: 1_999,
    status: "complete",
    payment_status: "paid",
    customer_details: { email: "kim@example.com" },
    ...more,
  }),
} as const;

export type Platform = keyof typeof payloads;

const sources: Readonly<Record<Platform, () => WebhookSource>> = {
  shopify: () => shopifyWebhook({ secret }),
  woocommerce: () => wooCommerceWebhook({ secret }),
  stripe: () => stripeWebhook({ secret }),
};

/** A handler whose callbacks write down what they get. */
export interface Shop {
  readonly handle: WebhookHandler;
  readonly clock: VirtualClock;
  readonly delivered: { readonly order: OrderInput; readonly version: OrderVersion | undefined }[];
  readonly skipped: SkippedHook[];
  readonly rejected: RejectedHook[];
  readonly undelivered: UndeliveredHook[];
  readonly settled: HookSettledEvent[];
  /** Set it to make `deliver` fail. */
  fail: (() => unknown) | undefined;
  /** Signs a payload, and gives the response. */
  send(payload: object | string, options?: { topic?: string; secret?: string }): Promise<Response>;
}

export function openShop(platform: Platform, options: Partial<WebhookHandlerOptions> = {}): Shop {
  const clock = createVirtualClock({ startAt: "2026-01-01T10:00:00Z" });
  const records = { delivered: [], skipped: [], rejected: [], undelivered: [], settled: [] } as Pick<
    Shop,
    "delivered" | "skipped" | "rejected" | "undelivered" | "settled"
  >; // they begin empty
  const handle = createWebhookHandler({
    source: sources[platform](),
    clock,
    deliver: (order, { version }) => {
      const failure = shop.fail?.();
      if (failure !== undefined) throw failure;
      records.delivered.push({ order, version });
    },
    onSkipped: (hook) => records.skipped.push(hook),
    onRejected: (hook) => records.rejected.push(hook),
    observer: { onHookSettled: (event) => records.settled.push(event) },
    ...(platform === "woocommerce" ? { onUndelivered: (hook) => records.undelivered.push(hook) } : {}),
    ...options,
  });
  const shop: Shop = {
    ...records,
    handle,
    clock,
    fail: undefined,
    send: async (payload, { topic, secret: own = secret } = {}) =>
      handle(await sign(platform, payload, { topic, secret: own, now: clock.now() })),
  };
  return shop;
}

export const sign = (
  platform: WebhookPlatform,
  payload: object | string,
  options: { topic?: string | undefined; secret?: string; now?: number } = {},
): Promise<Request> => signedWebhook(platform, payload, { secret, ...options });

/** A promise that is resolved from outside: a test waits for what a callback begins, or holds a callback up. */
export interface Gate {
  readonly reached: Promise<void>;
  open(): void;
}

export function createGate(): Gate {
  let open = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { reached, open };
}
