import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { OrderInput } from "../schemas/order/order.js";
import { asOrder, defined } from "./buyer-fields.js";
import { idOfGid } from "./from-shopify-webhook.js";
import { mappedStatus } from "./mapped-status.js";
import { shopifyDisplayFulfillmentStatuses, shopifyFinancialStatuses } from "./shopify-statuses.js";

type Optional<Value> = Value | null | undefined;

/** An amount in the shop's currency. */
export interface ShopifyMoneyBag {
  shopMoney: { amount: string; currencyCode: string };
}

/** An address in Shopify's Admin GraphQL. */
export interface ShopifyGraphqlAddress {
  firstName?: Optional<string>;
  lastName?: Optional<string>;
  city?: Optional<string>;
  provinceCode?: Optional<string>;
  countryCodeV2?: Optional<string>;
  zip?: Optional<string>;
  phone?: Optional<string>;
}

export interface ShopifyGraphqlLineItem {
  sku?: Optional<string>;
  title?: Optional<string>;
  quantity: number;
  originalUnitPriceSet?: Optional<ShopifyMoneyBag>;
  product?: Optional<{ id: string }>;
  variant?: Optional<{ id: string }>;
}

/** As much of Shopify's GraphQL `Order` as is used; ask for these fields. */
export interface ShopifyGraphqlOrder {
  /** `gid://shopify/Order/…` */
  id: string;
  email?: Optional<string>;
  phone?: Optional<string>;
  createdAt: string;
  totalPriceSet: ShopifyMoneyBag;
  subtotalPriceSet?: Optional<ShopifyMoneyBag>;
  displayFinancialStatus?: Optional<string>;
  displayFulfillmentStatus?: Optional<string>;
  customerAcceptsMarketing?: Optional<boolean>;
  customer?: Optional<{ id: string }>;
  discountCodes?: Optional<readonly string[]>;
  totalDiscountsSet?: Optional<ShopifyMoneyBag>;
  taxLines?: Optional<readonly { title: string; priceSet: ShopifyMoneyBag }[]>;
  lineItems?: Optional<
    { nodes: readonly ShopifyGraphqlLineItem[] } | { edges: readonly { node: ShopifyGraphqlLineItem }[] }
  >;
  billingAddress?: Optional<ShopifyGraphqlAddress>;
  shippingAddress?: Optional<ShopifyGraphqlAddress>;
}

function addressOf(address: Optional<ShopifyGraphqlAddress>): OrderInput["shipping_address"] {
  if (address === null || address === undefined) return undefined;
  return defined({
    first_name: address.firstName,
    last_name: address.lastName,
    city: address.city,
    state_code: address.provinceCode,
    country_code: address.countryCodeV2,
    postal_code: address.zip,
  });
}

function itemsOf(lines: ShopifyGraphqlOrder["lineItems"]): readonly ShopifyGraphqlLineItem[] | undefined {
  if (lines === null || lines === undefined) return undefined;
  return "nodes" in lines ? lines.nodes : lines.edges.map(({ node }) => node);
}

/**
 * Says an `Order` of Shopify's Admin GraphQL in Privy's words, with the same ids as `fromShopifyWebhook`: the digits of
 * the `gid`. The whole discount goes to the first code, since GraphQL's order gives no amount for each.
 *
 * @throws InvalidInputError for an id that is no `gid` of an order, and for a status that Shopify does not publish
 */
export function fromShopifyGraphql(order: ShopifyGraphqlOrder): OrderInput {
  const id = idOfGid(order.id);
  if (id === undefined) {
    const message = "must be the order's gid, as Shopify gives it: gid://shopify/Order/…";
    throw new InvalidInputError("The order was not mapped", [{ code: "invalid", path: ["id"], message }]);
  }
  const items = itemsOf(order.lineItems);
  const discount = order.totalDiscountsSet?.shopMoney.amount;
  const codes = order.discountCodes ?? [];
  const hasDiscount = codes.length > 0 || Number(discount ?? 0) > 0;
  return asOrder(
    {
      order_id: id,
      order_date: order.createdAt,
      total: order.totalPriceSet.shopMoney.amount,
      subtotal: order.subtotalPriceSet?.shopMoney.amount,
      currency: order.totalPriceSet.shopMoney.currencyCode,
      customer_id: idOfGid(order.customer?.id),
      financial_status: order.displayFinancialStatus
        ? mappedStatus(
            "Shopify",
            "displayFinancialStatus",
            shopifyFinancialStatuses,
            order.displayFinancialStatus.toLowerCase(),
          )
        : undefined,
      fulfillment_status: order.displayFulfillmentStatus
        ? mappedStatus(
            "Shopify",
            "displayFulfillmentStatus",
            shopifyDisplayFulfillmentStatuses,
            order.displayFulfillmentStatus.toLowerCase(),
          )
        : undefined,
      discounts: hasDiscount
        ? codes.length === 0
          ? [{ amount: discount }]
          : codes.map((code, index) =>
              index === 0 && discount !== undefined ? { code, amount: discount } : { code },
            )
        : undefined,
      tax_lines: order.taxLines?.map(({ title, priceSet }) => ({ title, amount: priceSet.shopMoney.amount })),
      line_items: items?.map(({ sku, title, quantity, originalUnitPriceSet, product, variant }) => ({
        sku,
        title,
        quantity,
        price: originalUnitPriceSet?.shopMoney.amount,
        product_id: idOfGid(product?.id),
        variant_id: idOfGid(variant?.id),
      })),
      total_items: items?.reduce((count, { quantity }) => count + quantity, 0),
      billing_address: addressOf(order.billingAddress),
      shipping_address: addressOf(order.shippingAddress),
    },
    {
      email: order.email,
      phone: order.phone,
      addressPhones: [order.billingAddress?.phone, order.shippingAddress?.phone],
      acceptsEmail: order.customerAcceptsMarketing ?? undefined,
    },
  );
}
