import type { CamelCased } from "./square-spelling.js";

type Optional<Value> = Value | null | undefined;

/** An amount of Square, in the currency's smallest unit. */
export interface SquareMoney {
  amount?: Optional<number | bigint>;
  currency?: Optional<string>;
}

/** An address of Square. */
export interface SquareAddress {
  first_name?: Optional<string>;
  last_name?: Optional<string>;
  locality?: Optional<string>;
  administrative_district_level_1?: Optional<string>;
  postal_code?: Optional<string>;
  country?: Optional<string>;
}

/** Who gets the goods of a fulfillment. */
export interface SquareRecipient {
  display_name?: Optional<string>;
  email_address?: Optional<string>;
  phone_number?: Optional<string>;
  address?: Optional<SquareAddress>;
}

/** One fulfillment of an order of Square. */
export interface SquareFulfillment {
  type?: Optional<string>;
  state?: Optional<string>;
  pickup_details?: Optional<{ recipient?: Optional<SquareRecipient> }>;
  shipment_details?: Optional<{ recipient?: Optional<SquareRecipient> }>;
  delivery_details?: Optional<{ recipient?: Optional<SquareRecipient> }>;
}

/** One line of an order of Square. */
export interface SquareLineItem {
  name?: Optional<string>;
  /** Text, and perhaps a fraction. */
  quantity?: Optional<string>;
  /** The variation; its product is known only to the Catalog API. */
  catalog_object_id?: Optional<string>;
  base_price_money?: Optional<SquareMoney>;
  /** Of the whole line, before discounts and tax. */
  gross_sales_money?: Optional<SquareMoney>;
}

/** The used parts of Square's Orders API order. */
export interface SquareApiOrder {
  id?: Optional<string>;
  state?: Optional<string>;
  version?: Optional<number>;
  created_at?: Optional<string>;
  customer_id?: Optional<string>;
  total_money?: Optional<SquareMoney>;
  net_amount_due_money?: Optional<SquareMoney>;
  line_items?: Optional<readonly SquareLineItem[]>;
  discounts?: Optional<readonly { applied_money?: Optional<SquareMoney> }[]>;
  taxes?: Optional<readonly { name?: Optional<string>; applied_money?: Optional<SquareMoney> }[]>;
  tenders?: Optional<readonly object[]>;
  refunds?: Optional<readonly { status?: Optional<string>; amount_money?: Optional<SquareMoney> }[]>;
  fulfillments?: Optional<readonly SquareFulfillment[]>;
}

/** The used parts of Square's payment. */
export interface SquarePayment {
  status?: Optional<string>;
  /** With the tip. */
  total_money?: Optional<SquareMoney>;
  amount_money?: Optional<SquareMoney>;
  refunded_money?: Optional<SquareMoney>;
  buyer_email_address?: Optional<string>;
  billing_address?: Optional<SquareAddress>;
  shipping_address?: Optional<SquareAddress>;
}

/** The used parts of Square's customer. */
export interface SquareCustomer {
  email_address?: Optional<string>;
  phone_number?: Optional<string>;
  address?: Optional<SquareAddress>;
}

/** An order of Square with what stands in other resources, as the API spells it. */
export interface SquareApiOrderWithPayments {
  order: SquareApiOrder;
  /** The payments of the order's tenders: `GET /v2/payments/{payment_id}`. */
  payments?: Optional<readonly SquarePayment[]>;
  /** `GET /v2/customers/{customer_id}`, where the order has a customer. */
  customer?: Optional<SquareCustomer>;
}

/** An order of Square with its payments, as the API spells it or as Square's SDK for Node.js does. */
export type SquareOrder = SquareApiOrderWithPayments | CamelCased<SquareApiOrderWithPayments>;
