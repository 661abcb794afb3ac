import type { Fields } from "../objects/data-object.js";

/** One platform's order: how it is called, the function that maps it, and how it is recognised. */
interface PlatformOrder {
  readonly name: string;
  /** What of it the function takes; the whole when it is left out. */
  readonly part?: string;
  readonly mapper: string;
  /** Fields that the platform's order always has and no order for Privy has. */
  readonly has: readonly string[];
  readonly matches?: (order: Fields) => boolean;
}

const startsWith = (value: unknown, text: string): boolean =>
  typeof value === "string" && value.startsWith(text);

const platforms: readonly PlatformOrder[] = [
  {
    name: "a Shopify order",
    mapper: "fromShopifyGraphql",
    has: ["id"],
    matches: ({ id }) => startsWith(id, "gid://shopify/Order/"),
  },
  { name: "a Shopify order", mapper: "fromShopifyWebhook", has: ["id", "total_price", "financial_status"] },
  { name: "a WooCommerce order", mapper: "fromWooCommerce", has: ["id", "status", "total", "date_created"] },
  {
    name: "a Stripe checkout session",
    mapper: "fromStripeCheckoutSession",
    has: ["id", "object"],
    matches: ({ object }) => object === "checkout.session",
  },
  {
    name: "a Stripe event",
    part: "its data.object",
    mapper: "fromStripeCheckoutSession",
    has: ["object", "data"],
    matches: ({ object }) => object === "event",
  },
  { name: "a Medusa order", mapper: "fromMedusaV2", has: ["id", "display_id", "currency_code"] },
];

/** The message for a platform's own order that was passed as it is; undefined for other objects. */
export function platformOrderAdvice(order: Fields): string | undefined {
  if (order.order_id !== undefined) return undefined;
  const found = platforms.find(
    ({ has, matches }) => has.every((field) => field in order) && (matches?.(order) ?? true),
  );
  if (found === undefined) return undefined;
  const { name, part = "it", mapper } = found;
  return `looks like ${name}: pass ${part} through ${mapper} of privy-orders/platforms first`;
}
