type Optional<Value> = Value | null | undefined;

/**
 * An amount in major units, as Medusa has it: a number, decimal text, or inside Medusa a `BigNumber` (`numeric`, `raw`), its
 * raw form (`value`, `precision`) or a bignumber.js object.
 */
export type MedusaAmount =
  | number
  | string
  | { readonly value: string | number }
  | { readonly numeric: number }
  | { toFixed(): string };

/** An address of Medusa. */
export interface MedusaAddress {
  first_name?: Optional<string>;
  last_name?: Optional<string>;
  city?: Optional<string>;
  province?: Optional<string>;
  country_code?: Optional<string>;
  postal_code?: Optional<string>;
  phone?: Optional<string>;
}

/** One line of an order of Medusa. */
export interface MedusaLineItem {
  title?: Optional<string>;
  quantity: MedusaAmount;
  unit_price: MedusaAmount;
  variant_sku?: Optional<string>;
  product_id?: Optional<string>;
  variant_id?: Optional<string>;
  detail?: Optional<{ fulfilled_quantity?: Optional<MedusaAmount> }>;
}

/** The used parts of a payment collection of Medusa. */
export interface MedusaPaymentCollection {
  status?: Optional<string>;
  amount?: Optional<MedusaAmount>;
  captured_amount?: Optional<MedusaAmount>;
  refunded_amount?: Optional<MedusaAmount>;
}

/** The used parts of a fulfillment of Medusa: when each step was taken. */
export interface MedusaFulfillment {
  packed_at?: Optional<string | Date>;
  shipped_at?: Optional<string | Date>;
  delivered_at?: Optional<string | Date>;
  canceled_at?: Optional<string | Date>;
}

/** The used parts of an order of Medusa v2: of the Admin or Store API, or of `query.graph` with `MEDUSA_ORDER_FIELDS`. */
export interface MedusaOrder {
  id: string;
  status?: Optional<string>;
  is_draft_order?: Optional<boolean>;
  email?: Optional<string>;
  currency_code: string;
  created_at: string | Date;
  updated_at?: Optional<string | Date>;
  total: MedusaAmount;
  item_subtotal?: Optional<MedusaAmount>;
  discount_total?: Optional<MedusaAmount>;
  tax_total?: Optional<MedusaAmount>;
  customer_id?: Optional<string>;
  customer?: Optional<{ phone?: Optional<string> }>;
  /** Of the HTTP API; `query.graph` has `payment_collections` instead. */
  payment_status?: Optional<string>;
  /** Of the HTTP API; `query.graph` has `fulfillments` instead. */
  fulfillment_status?: Optional<string>;
  payment_collections?: Optional<readonly MedusaPaymentCollection[]>;
  fulfillments?: Optional<readonly MedusaFulfillment[]>;
  items?: Optional<readonly MedusaLineItem[]>;
  billing_address?: Optional<MedusaAddress>;
  shipping_address?: Optional<MedusaAddress>;
}

/**
 * The fields that `fromMedusaV2` needs of an order:
 * `query.graph({ entity: "order", fields: [...MEDUSA_ORDER_FIELDS], filters: { id } })`.
 *
 * @see https://docs.medusajs.com/learn/fundamentals/module-links/query
 */
export const MEDUSA_ORDER_FIELDS = [
  "id",
  "status",
  "is_draft_order",
  "email",
  "currency_code",
  "created_at",
  "updated_at",
  "total",
  "item_subtotal",
  "discount_total",
  "tax_total",
  "customer_id",
  "customer.phone",
  "items.*",
  "items.detail.*",
  "payment_collections.*",
  "fulfillments.*",
  "billing_address.*",
  "shipping_address.*",
] as const;
