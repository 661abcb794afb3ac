type Optional<Value> = Value | null | undefined;
type Amount = number | string;

/** An address of Magento's REST API. */
export interface Magento2Address {
  firstname?: Optional<string>;
  lastname?: Optional<string>;
  company?: Optional<string>;
  city?: Optional<string>;
  region?: Optional<string>;
  region_code?: Optional<string>;
  postcode?: Optional<string>;
  country_id?: Optional<string>;
  telephone?: Optional<string>;
  email?: Optional<string>;
}

/** One row of an order: a product, or a part of the product whose row is `parent_item_id`. */
export interface Magento2Item {
  item_id?: Optional<number>;
  parent_item_id?: Optional<number>;
  /** `simple`, `configurable`, `bundle`, … */
  product_type?: Optional<string>;
  product_id?: Optional<number>;
  sku?: Optional<string>;
  name?: Optional<string>;
  /** In the order's currency, before discounts and tax. */
  price?: Optional<Amount>;
  is_virtual?: Optional<number | boolean | string>;
  qty_ordered?: Optional<Amount>;
  qty_shipped?: Optional<Amount>;
  qty_canceled?: Optional<Amount>;
  qty_refunded?: Optional<Amount>;
}

/** The used parts of an order of Magento 2 and Adobe Commerce: of `GET /V1/orders/{id}`. */
export interface Magento2Order {
  entity_id: number | string;
  state: string;
  /** UTC, without a zone. */
  created_at: string;
  /** UTC, without a zone. */
  updated_at?: Optional<string>;
  order_currency_code: string;
  grand_total: Amount;
  /** Before tax and discounts. */
  subtotal?: Optional<Amount>;
  /** Negative. */
  discount_amount?: Optional<Amount>;
  coupon_code?: Optional<string>;
  tax_amount?: Optional<Amount>;
  total_paid?: Optional<Amount>;
  total_refunded?: Optional<Amount>;
  is_virtual?: Optional<number | boolean | string>;
  customer_id?: Optional<number | string>;
  customer_email?: Optional<string>;
  items?: Optional<readonly Magento2Item[]>;
  billing_address?: Optional<Magento2Address>;
  payment?: Optional<{ amount_authorized?: Optional<Amount> }>;
  extension_attributes?: Optional<{
    shipping_assignments?: Optional<
      readonly { shipping?: Optional<{ address?: Optional<Magento2Address> }> }[]
    >;
    applied_taxes?: Optional<readonly { title?: Optional<string>; amount?: Optional<Amount> }[]>;
  }>;
}
