type Optional<Value> = Value | null | undefined;

/** An address of WooCommerce's REST API. */
export interface WooCommerceAddress {
  first_name?: Optional<string>;
  last_name?: Optional<string>;
  city?: Optional<string>;
  state?: Optional<string>;
  postcode?: Optional<string>;
  country?: Optional<string>;
  phone?: Optional<string>;
}

/** One line of an order of WooCommerce's REST API. */
export interface WooCommerceLineItem {
  name?: Optional<string>;
  product_id?: Optional<number>;
  variation_id?: Optional<number>;
  quantity: number;
  sku?: Optional<string>;
  /** Of the whole line, before discounts and tax. */
  subtotal?: Optional<string>;
  /** Of one piece, after discounts. */
  price?: Optional<number | string>;
}

/** The used parts of an order of WooCommerce's REST API (v3) and its webhooks. */
export interface WooCommerceOrder {
  id: number | bigint | string;
  status: string;
  currency: string;
  /** UTC, without the Z. */
  date_created_gmt: string;
  /** UTC, without the Z. */
  date_modified_gmt?: Optional<string>;
  /** UTC, without the Z; null while nothing was paid. */
  date_paid_gmt?: Optional<string>;
  payment_method?: Optional<string>;
  total: string;
  customer_id?: Optional<number>;
  billing: WooCommerceAddress & { email?: Optional<string> };
  shipping?: Optional<WooCommerceAddress>;
  line_items?: Optional<readonly WooCommerceLineItem[]>;
  tax_lines?: Optional<
    readonly { label?: Optional<string>; tax_total: string; shipping_tax_total?: Optional<string> }[]
  >;
  coupon_lines?: Optional<readonly { code?: Optional<string>; discount: string }[]>;
  /** Each with a negative total. */
  refunds?: Optional<readonly { total: string }[]>;
}
