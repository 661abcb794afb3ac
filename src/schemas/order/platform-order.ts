import type { Fields } from "../objects/data-object.js";

/** One platform's order: how it is called, the function that maps it, and how it is recognised. */
interface PlatformOrder {
  readonly name: string;
  readonly mapper: string;
  /** Fields that the platform's order always has and no order for Privy has. */
  readonly has: readonly string[];
  readonly matches?: (order: Fields) => boolean;
}

const startsWith = (value: unknown, text: string): boolean =>
  typeof value === "string" && value.startsWith(text);

const platforms: readonly PlatformOrder[] = [
  {
    name: "a Shopify order of the GraphQL API",
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
  { name: "a Medusa order", mapper: "fromMedusaV2", has: ["id", "display_id", "currency_code"] },
];

/** The message for a platform's own order that was passed as it is; undefined for other objects. */
export function platformOrderAdvice(order: Fields): string | undefined {
  if (order.order_id !== undefined) return undefined;
  const found = platforms.find(
    ({ has, matches }) => has.every((field) => field in order) && (matches?.(order) ?? true),
  );
  if (found === undefined) {
    return order.object === "event" && "data" in order
      ? "looks like a Stripe event: pass its data.object through fromStripeCheckoutSession of privy-orders/platforms"
      : undefined;
  }
  return `looks like ${found.name}: pass it through ${found.mapper} of privy-orders/platforms first`;
}
