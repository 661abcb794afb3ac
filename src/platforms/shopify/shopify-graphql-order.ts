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

/** One line of an order in Shopify's Admin GraphQL. */
export interface ShopifyGraphqlLineItem {
  sku?: Optional<string>;
  title?: Optional<string>;
  quantity: number;
  /** Before discounts. */
  originalUnitPriceSet?: Optional<ShopifyMoneyBag>;
  product?: Optional<{ id: string }>;
  variant?: Optional<{ id: string }>;
}

/** The lines of an order, as `nodes` or as `edges`. */
export interface ShopifyGraphqlLineItems {
  nodes?: Optional<readonly ShopifyGraphqlLineItem[]>;
  edges?: Optional<readonly { node: ShopifyGraphqlLineItem }[]>;
  pageInfo?: Optional<{ hasNextPage?: Optional<boolean> }>;
}

/** The customer of an order in Shopify's Admin GraphQL. */
export interface ShopifyGraphqlCustomer {
  id: string;
  defaultEmailAddress?: Optional<{ emailAddress?: Optional<string>; marketingState?: Optional<string> }>;
  defaultPhoneNumber?: Optional<{ phoneNumber?: Optional<string>; marketingState?: Optional<string> }>;
  defaultAddress?: Optional<ShopifyGraphqlAddress>;
  /** Where API versions before 2025-01 have it. */
  email?: Optional<string>;
  /** Where API versions before 2025-01 have it. */
  phone?: Optional<string>;
  /** About `email`; replaced by `defaultEmailAddress.marketingState`. */
  emailMarketingConsent?: Optional<{ marketingState?: Optional<string> }>;
  /** About `phone`; replaced by `defaultPhoneNumber.marketingState`. */
  smsMarketingConsent?: Optional<{ marketingState?: Optional<string> }>;
}

/** The used parts of Shopify's GraphQL `Order`; `SHOPIFY_ORDER_FRAGMENT` asks for it. */
export interface ShopifyGraphqlOrder {
  /** `gid://shopify/Order/…` */
  id: string;
  test?: Optional<boolean>;
  email?: Optional<string>;
  phone?: Optional<string>;
  createdAt: string;
  /** When the order was placed; an imported order was created later. */
  processedAt?: Optional<string>;
  updatedAt?: Optional<string>;
  cancelledAt?: Optional<string>;
  totalPriceSet: ShopifyMoneyBag;
  /** After discounts. */
  subtotalPriceSet?: Optional<ShopifyMoneyBag>;
  totalDiscountsSet?: Optional<ShopifyMoneyBag>;
  displayFinancialStatus?: Optional<string>;
  displayFulfillmentStatus?: Optional<string>;
  fulfillments?: Optional<readonly { status?: Optional<string>; displayStatus?: Optional<string> }[]>;
  customerAcceptsMarketing?: Optional<boolean>;
  customer?: Optional<ShopifyGraphqlCustomer>;
  discountCodes?: Optional<readonly string[]>;
  taxLines?: Optional<readonly { title: string; priceSet: ShopifyMoneyBag }[]>;
  lineItems?: Optional<ShopifyGraphqlLineItems>;
  billingAddress?: Optional<ShopifyGraphqlAddress>;
  shippingAddress?: Optional<ShopifyGraphqlAddress>;
}
