type Id = number | bigint | string;
type Optional<Value> = Value | null | undefined;

/** An address in Shopify's REST resources. */
export interface ShopifyWebhookAddress {
  first_name?: Optional<string>;
  last_name?: Optional<string>;
  name?: Optional<string>;
  city?: Optional<string>;
  province_code?: Optional<string>;
  country_code?: Optional<string>;
  zip?: Optional<string>;
  phone?: Optional<string>;
}

/** The customer of an order in Shopify's REST resources. */
export interface ShopifyWebhookCustomer {
  id?: Optional<Id>;
  admin_graphql_api_id?: Optional<string>;
  email?: Optional<string>;
  phone?: Optional<string>;
  default_address?: Optional<ShopifyWebhookAddress>;
  /** About `email`. */
  email_marketing_consent?: Optional<{ state?: Optional<string> }>;
  /** About `phone`. */
  sms_marketing_consent?: Optional<{ state?: Optional<string> }>;
}

/** One line of an order in Shopify's REST resources. */
export interface ShopifyWebhookLineItem {
  sku?: Optional<string>;
  title?: Optional<string>;
  quantity: number;
  /** Before discounts. */
  price: string;
  product_id?: Optional<Id>;
  variant_id?: Optional<Id>;
}

/** The used parts of Shopify's REST order: the body of the webhooks `orders/*`. */
export interface ShopifyWebhookOrder {
  id: Id;
  /** `gid://shopify/Order/…`: used when `id` has lost its last digits to `JSON.parse`. */
  admin_graphql_api_id?: Optional<string>;
  test?: Optional<boolean>;
  email?: Optional<string>;
  contact_email?: Optional<string>;
  phone?: Optional<string>;
  created_at: string;
  /** When the order was placed; an imported order was created later. */
  processed_at?: Optional<string>;
  updated_at?: Optional<string>;
  cancelled_at?: Optional<string>;
  total_price: string;
  /** Before discounts, shipping and tax. */
  total_line_items_price?: Optional<string>;
  /** After discounts. */
  subtotal_price?: Optional<string>;
  total_discounts?: Optional<string>;
  currency: string;
  financial_status?: Optional<string>;
  fulfillment_status?: Optional<string>;
  fulfillments?: Optional<readonly { status?: Optional<string>; shipment_status?: Optional<string> }[]>;
  buyer_accepts_marketing?: Optional<boolean>;
  customer?: Optional<ShopifyWebhookCustomer>;
  discount_codes?: Optional<readonly { code?: Optional<string>; amount: string }[]>;
  tax_lines?: Optional<readonly { title?: Optional<string>; price: string }[]>;
  line_items?: Optional<readonly ShopifyWebhookLineItem[]>;
  billing_address?: Optional<ShopifyWebhookAddress>;
  shipping_address?: Optional<ShopifyWebhookAddress>;
}
