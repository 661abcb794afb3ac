type Optional<Value> = Value | null | undefined;
type Amount = number | string;

/** An address of BigCommerce. */
export interface BigCommerceAddress {
  first_name?: Optional<string>;
  last_name?: Optional<string>;
  city?: Optional<string>;
  /** The state's name. */
  state?: Optional<string>;
  zip?: Optional<string>;
  country_iso2?: Optional<string>;
  phone?: Optional<string>;
}

/** One product of an order, of `GET /v2/orders/{id}/products`. */
export interface BigCommerceProduct {
  product_id?: Optional<number>;
  /** 0 for a product without variants. */
  variant_id?: Optional<number>;
  name?: Optional<string>;
  sku?: Optional<string>;
  quantity?: Optional<number>;
  /** Before discounts. */
  price_ex_tax?: Optional<Amount>;
  base_price?: Optional<Amount>;
  /** The row of the bundle that this is a part of. */
  parent_order_product_id?: Optional<number>;
}

/** The used parts of BigCommerce's V2 order. */
export interface BigCommerceV2Order {
  id: number;
  status_id: number;
  payment_status?: Optional<string>;
  /** RFC 2822. */
  date_created: string;
  /** RFC 2822. */
  date_modified?: Optional<string>;
  is_deleted?: Optional<boolean>;
  /** The currency that the shopper paid in; `currency_code` is only what the prices were shown in. */
  default_currency_code: string;
  total_inc_tax: Amount;
  /** Before discounts. */
  subtotal_ex_tax?: Optional<Amount>;
  total_tax?: Optional<Amount>;
  /** Discounts other than coupons. */
  discount_amount?: Optional<Amount>;
  coupon_discount?: Optional<Amount>;
  refunded_amount?: Optional<Amount>;
  items_total?: Optional<number>;
  /** 0 for a guest. */
  customer_id?: Optional<number>;
  /** Whether the box for marketing was ticked at the checkout. */
  is_email_opt_in?: Optional<boolean>;
  billing_address?: Optional<BigCommerceAddress & { email?: Optional<string> }>;
}

/** An order of BigCommerce, with its sub-resources, each named as in the API. */
export interface BigCommerceOrder {
  order: BigCommerceV2Order;
  /** `GET /v2/orders/{id}/products` */
  products?: Optional<readonly BigCommerceProduct[]>;
  /** `GET /v2/orders/{id}/shipping_addresses` */
  shipping_addresses?: Optional<readonly BigCommerceAddress[]>;
  /** The same, where it is named as other variables are. */
  shippingAddresses?: Optional<readonly BigCommerceAddress[]>;
  /** `GET /v2/orders/{id}/coupons` */
  coupons?: Optional<readonly { code?: Optional<string>; discount?: Optional<Amount> }[]>;
}
