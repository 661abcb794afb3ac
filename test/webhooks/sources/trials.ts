import { generateKeyPairSync } from "node:crypto";
import type { OrderInput } from "privy-orders";
import { type SignedWebhookOptions, signedWebhook } from "privy-orders/testing";
import {
  bigCommerceWebhook,
  createWebhookHandler,
  ecwidWebhook,
  magento2Webhook,
  type RejectedHook,
  type SkippedHook,
  saleorWebhook,
  shopifyWebhook,
  squarespaceWebhook,
  squareWebhook,
  stripeWebhook,
  type WebhookPlatform,
  type WebhookSource,
  wooCommerceWebhook,
} from "privy-orders/webhooks";

export const secret = "5ec7e75ec7e75ec7e75ec7e75ec7e75e";
export const notificationUrl = "https://shop.example/square";
const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const privateKey: string = String(pair.privateKey.export({ type: "pkcs8", format: "pem" }));
export const publicKey: string = String(pair.publicKey.export({ type: "spki", format: "pem" }));
const jwks = { keys: [{ ...pair.publicKey.export({ format: "jwk" }), alg: "RS256" }] };

/** What a test needs to know of a platform: its source, and the hook about an order. */
export interface Trial {
  readonly platform: WebhookPlatform;
  /** `order`: what the shop has, where the hook has only an id. */
  source(order: unknown): WebhookSource;
  /** The body about the order with this JSON. */
  hook(json: string): string;
  readonly signing: SignedWebhookOptions;
}

const fetching = (order: unknown) => async () => order as never; // the sample's own shape, which the mapper checks
const named = (json: string): string => /"(?:id|internalId)":\s*("[^"]*"|\d+)/.exec(json)?.[1] ?? "1";

export const trials: readonly Trial[] = [
  {
    platform: "shopify",
    source: () => shopifyWebhook({ secret }),
    hook: (json) => json,
    signing: { secret },
  },
  {
    platform: "woocommerce",
    source: () => wooCommerceWebhook({ secret }),
    hook: (json) => json,
    signing: { secret },
  },
  {
    platform: "stripe",
    source: () => stripeWebhook({ secret }),
    hook: (json) =>
      `{"object":"event","type":"checkout.session.completed","created":1767225600,"data":{"object":${json}}}`,
    signing: { secret },
  },
  {
    platform: "bigcommerce",
    source: (order) => bigCommerceWebhook({ secret, fetchOrder: fetching(order) }),
    hook: () =>
      '{"scope":"store/order/updated","data":{"type":"order","id":250},"hash":"x","created_at":1767225600}',
    signing: { secret },
  },
  {
    platform: "squarespace",
    source: (order) => squarespaceWebhook({ secret, fetchOrder: fetching(order) }),
    hook: (json) =>
      `{"id":"n1","topic":"order.update","data":{"orderId":${named(json)},"update":"FULFILLED"}}`,
    signing: { secret },
  },
  {
    platform: "square",
    source: (order) => squareWebhook({ secret, notificationUrl, fetchOrder: fetching(order) }),
    hook: (json) =>
      `{"type":"order.updated","event_id":"e1","data":{"type":"order_updated","id":${named(json)}}}`,
    signing: { secret, notificationUrl },
  },
  {
    platform: "ecwid",
    source: (order) =>
      ecwidWebhook({ secret, currency: currencyOf(order), fetchOrder: fetching(order), toleranceMs: 1e13 }),
    hook: () => '{"eventId":"e1","eventCreated":1767225600,"eventType":"order.updated","entityId":"XJ12H"}',
    signing: { secret },
  },
  {
    platform: "saleor",
    source: () => saleorWebhook({ jwks }),
    hook: (json) => json,
    signing: { privateKey },
  },
  {
    platform: "magento2",
    source: () => magento2Webhook({ publicKey }),
    hook: (json) => `{"data":{"order":${json}}}`,
    signing: { privateKey },
  },
];

function currencyOf(order: unknown): string {
  const { $currency } = (order ?? {}) as { readonly $currency?: unknown }; // an option that stands beside the sample
  return typeof $currency === "string" && $currency !== "" ? $currency : "USD";
}

export interface Received {
  readonly response: Response;
  readonly orders: readonly OrderInput[];
  readonly versions: readonly unknown[];
  readonly skipped: readonly SkippedHook[];
  readonly rejected: readonly RejectedHook[];
}

/** Sends one signed hook to a fresh handler. */
export async function receive(
  { platform, source, signing }: Trial,
  order: unknown,
  body: string,
  topic?: string,
): Promise<Received> {
  const received = { orders: [], versions: [], skipped: [], rejected: [] } as {
    orders: OrderInput[];
    versions: unknown[];
    skipped: SkippedHook[];
    rejected: RejectedHook[];
  }; // they begin empty
  const handle = createWebhookHandler({
    source: source(order),
    deliver(sent, { version }) {
      received.orders.push(sent);
      received.versions.push(version);
    },
    onSkipped: (hook) => received.skipped.push(hook),
    onRejected: (hook) => received.rejected.push(hook),
    onUndelivered: ({ error }) => {
      throw error;
    },
  });
  const response = await handle(await signedWebhook(platform, body, { ...signing, topic }));
  return { response, ...received };
}
