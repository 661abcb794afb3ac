type Optional<Value> = Value | null | undefined;

/** An amount of Squarespace. */
export interface SquarespaceMoney {
  value: string;
  currency: string;
}

/** An address of Squarespace. */
export interface SquarespaceAddress {
  firstName?: Optional<string>;
  lastName?: Optional<string>;
  city?: Optional<string>;
  state?: Optional<string>;
  countryCode?: Optional<string>;
  postalCode?: Optional<string>;
  phone?: Optional<string>;
}

/** One line of an order of Squarespace. */
export interface SquarespaceLineItem {
  sku?: Optional<string>;
  productName?: Optional<string>;
  productId?: Optional<string>;
  variantId?: Optional<string>;
  quantity?: Optional<number>;
  unitPricePaid?: Optional<SquarespaceMoney>;
}

/** The sums of an order of Squarespace. */
export interface SquarespaceTotals {
  grandTotal?: Optional<SquarespaceMoney>;
  /** Before discounts. */
  subtotal?: Optional<SquarespaceMoney>;
  taxTotal?: Optional<SquarespaceMoney>;
  refundedTotal?: Optional<SquarespaceMoney>;
}

/** The used parts of an order of Squarespace's Commerce Orders API. */
export interface SquarespaceOrder extends SquarespaceTotals {
  id: string;
  createdOn: string;
  modifiedOn?: Optional<string>;
  testmode?: Optional<boolean>;
  customerEmail?: Optional<string>;
  fulfillmentStatus: string;
  lineItems?: Optional<readonly SquarespaceLineItem[]>;
  discountLines?: Optional<readonly { promoCode?: Optional<string>; amount?: Optional<SquarespaceMoney> }[]>;
  billingAddress?: Optional<SquarespaceAddress>;
  shippingAddress?: Optional<SquarespaceAddress>;
  /** Where the sums stand that are not at the top. */
  totals?: Optional<SquarespaceTotals>;
}
