/** The documented rules of a platform about responses to its webhooks. */
export interface PlatformRules {
  /** How long it repeats a webhook without a success, in milliseconds; 0 when it never repeats. */
  readonly repeatsForMs: number;
  /** How long `deliver` may take while the platform waits, in milliseconds. */
  readonly deadlineMs: number;
  /**
   * How long `onUndelivered` may take after that, in milliseconds; both together end before the platform closes the
   * connection.
   */
  readonly handoverMs: number;
  /** The JSON that a success must have; undefined where the platform reads only the status. */
  readonly acknowledgement?: string | undefined;
  /** The page of the documentation. */
  readonly page: string;
}

/** The platforms with signed webhooks over HTTP. */
export type WebhookPlatform =
  | "shopify"
  | "woocommerce"
  | "stripe"
  | "bigcommerce"
  | "squarespace"
  | "saleor"
  | "magento2"
  | "square"
  | "ecwid";

const minute = 60_000;
const hour = 60 * minute;

/** The rules of every platform with HTTP hooks. Where one does not publish its time limit, ten seconds are assumed. */
export const platformRules: Readonly<Record<WebhookPlatform, PlatformRules>> = {
  /** Five seconds in all; 8 repetitions over 4 hours, each with the payload of the first. */
  shopify: {
    repeatsForMs: 4 * hour,
    deadlineMs: 3_000,
    handoverMs: 1_500,
    page: "https://shopify.dev/docs/apps/build/webhooks/subscribe/https",
  },
  /** A minute; never repeats, and disables the webhook after more than five failures in a row. */
  woocommerce: {
    repeatsForMs: 0,
    deadlineMs: 10_000,
    handoverMs: 20_000,
    page: "https://developer.woocommerce.com/docs/best-practices/urls-and-routing/webhooks/",
  },
  /** Repeats with growing pauses for three days. */
  stripe: {
    repeatsForMs: 72 * hour,
    deadlineMs: 5_000,
    handoverMs: 3_000,
    page: "https://docs.stripe.com/webhooks#retries",
  },
  /** 11 repetitions over 48 hours, then the hook is deactivated. */
  bigcommerce: {
    repeatsForMs: 48 * hour,
    deadlineMs: 5_000,
    handoverMs: 3_000,
    page: "https://developer.bigcommerce.com/docs/integrations/webhooks",
  },
  /** Several repetitions over up to 48 hours. */
  squarespace: {
    repeatsForMs: 48 * hour,
    deadlineMs: 5_000,
    handoverMs: 3_000,
    page: "https://developers.squarespace.com/webhooks/notification-delivery",
  },
  /** 18 seconds; 5 repetitions within 310 seconds, and none after a 3xx or 4xx: not enough for an outage. */
  saleor: {
    repeatsForMs: 310_000,
    deadlineMs: 10_000,
    handoverMs: 6_000,
    page: "https://docs.saleor.io/developer/extending/webhooks/overview#time-limits",
  },
  /** The shop's own request waits; never repeats; accepts a success only with an operation in its body. */
  magento2: {
    repeatsForMs: 0,
    deadlineMs: 3_000,
    handoverMs: 2_000,
    acknowledgement: '{"op":"success"}',
    page: "https://developer.adobe.com/commerce/extensibility/webhooks/responses/",
  },
  /** Ten seconds; repeats for up to 72 hours. */
  square: {
    repeatsForMs: 72 * hour,
    deadlineMs: 5_000,
    handoverMs: 3_000,
    page: "https://developer.squareup.com/docs/webhooks/troubleshooting",
  },
  /** Ten seconds; 27 repetitions over 24 hours. */
  ecwid: {
    repeatsForMs: 24 * hour,
    deadlineMs: 5_000,
    handoverMs: 3_000,
    page: "https://docs.ecwid.com/build-apps/webhook-automations/setup-webhooks/how-to-process-webhooks",
  },
};

/** A platform that repeats for a shorter time does not cover an outage of Privy, so the store must keep failed orders. */
export const leastRepetitionMs: number = hour;
