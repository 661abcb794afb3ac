// Compiled by `npm run check:types`, never run: what a platform's own types describe goes into its mapper as it is.
import type { Order as CommercetoolsOrder, Message, OrderCreatedMessage } from "@commercetools/platform-sdk";
import type { HttpTypes, OrderDetailDTO, OrderDTO } from "@medusajs/types";
import type { Order as VendureShopOrder } from "@vendure/common/lib/generated-shop-types";
import type { Order as VendureOrder } from "@vendure/common/lib/generated-types";
import {
  commercetoolsVersion,
  fromCommercetools,
  fromMedusaV2,
  fromSquare,
  fromStripeCheckoutSession,
  fromVendure,
  medusaV2Version,
  squareVersion,
  stripeCheckoutVersion,
  vendureVersion,
} from "privy-orders/platforms";
import type { Square } from "square";
import type Stripe from "stripe";

export function medusa(
  order: OrderDTO,
  detail: OrderDetailDTO,
  admin: HttpTypes.AdminOrder,
  store: HttpTypes.StoreOrder,
) {
  return [
    fromMedusaV2(order),
    fromMedusaV2(detail),
    fromMedusaV2(admin),
    fromMedusaV2(store),
    medusaV2Version(order),
  ];
}

export function stripe(session: Stripe.Checkout.Session, lineItems: Stripe.LineItem[], event: Stripe.Event) {
  if (event.type !== "checkout.session.completed") return undefined;
  return [
    fromStripeCheckoutSession(session, { lineItems }),
    fromStripeCheckoutSession(event),
    stripeCheckoutVersion(event),
  ];
}

export function commercetools(order: CommercetoolsOrder, created: OrderCreatedMessage, message: Message) {
  // @ts-expect-error: most messages have no order
  fromCommercetools(message);
  return [fromCommercetools(order), fromCommercetools(created), commercetoolsVersion(order)];
}

export function vendure(order: VendureOrder, shopOrder: VendureShopOrder) {
  return [fromVendure(order), fromVendure(shopOrder), vendureVersion(order)];
}

export function square(order: Square.Order, payments: Square.Payment[], customer: Square.Customer) {
  return [fromSquare({ order, payments, customer }), squareVersion({ order, payments })];
}
