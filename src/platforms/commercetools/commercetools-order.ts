type Optional<Value> = Value | null | undefined;

/** An amount of commercetools, with the number of its decimals. */
export interface CommercetoolsMoney {
  type?: Optional<string>;
  centAmount: number;
  fractionDigits?: Optional<number>;
  currencyCode: string;
  /** Of the type `highPrecision`; then `fractionDigits` counts for it. */
  preciseAmount?: Optional<number>;
}

/** An address of commercetools. */
export interface CommercetoolsAddress {
  firstName?: Optional<string>;
  lastName?: Optional<string>;
  city?: Optional<string>;
  state?: Optional<string>;
  region?: Optional<string>;
  country?: Optional<string>;
  postalCode?: Optional<string>;
  phone?: Optional<string>;
  mobile?: Optional<string>;
  email?: Optional<string>;
}

/** Text by language. */
export type CommercetoolsText = Readonly<Record<string, string>>;

/** One line of an order of commercetools. */
export interface CommercetoolsLineItem {
  id: string;
  productId?: Optional<string>;
  name?: Optional<CommercetoolsText>;
  variant?: Optional<{ sku?: Optional<string> }>;
  /** Before discounts; with tax or without, by `taxRate`. */
  price?: Optional<{ value?: Optional<CommercetoolsMoney> }>;
  quantity?: Optional<number>;
  lineItemMode?: Optional<string>;
  taxRate?: Optional<{ includedInPrice?: Optional<boolean> }>;
  discountedPricePerQuantity?: Optional<
    readonly {
      quantity?: Optional<number>;
      discountedPrice?: Optional<{
        includedDiscounts?: Optional<readonly { discountedAmount?: Optional<CommercetoolsMoney> }[]>;
      }>;
    }[]
  >;
}

/** A line that is not a product. */
export interface CommercetoolsCustomLineItem {
  id: string;
  name?: Optional<CommercetoolsText>;
  money?: Optional<CommercetoolsMoney>;
  quantity?: Optional<number>;
}

/** The used parts of an order of commercetools. */
export interface CommercetoolsOrder {
  id: string;
  version?: Optional<number>;
  createdAt: string;
  /** When an order was placed that was imported. */
  completedAt?: Optional<string>;
  orderState: string;
  paymentState?: Optional<string>;
  shipmentState?: Optional<string>;
  locale?: Optional<string>;
  customerId?: Optional<string>;
  customerEmail?: Optional<string>;
  totalPrice: CommercetoolsMoney;
  taxedPrice?: Optional<{
    totalGross?: Optional<CommercetoolsMoney>;
    totalTax?: Optional<CommercetoolsMoney>;
    taxPortions?: Optional<readonly { name?: Optional<string>; amount?: Optional<CommercetoolsMoney> }[]>;
  }>;
  discountOnTotalPrice?: Optional<{ discountedAmount?: Optional<CommercetoolsMoney> }>;
  /** The code itself is there when `discountCodes[*].discountCode` was expanded. */
  discountCodes?: Optional<
    readonly { discountCode?: Optional<{ obj?: Optional<{ code?: Optional<string> }> }> }[]
  >;
  lineItems?: Optional<readonly CommercetoolsLineItem[]>;
  customLineItems?: Optional<readonly CommercetoolsCustomLineItem[]>;
  returnInfo?: Optional<
    readonly {
      items?: Optional<
        readonly {
          lineItemId?: Optional<string>;
          customLineItemId?: Optional<string>;
          quantity?: Optional<number>;
          paymentState?: Optional<string>;
        }[]
      >;
    }[]
  >;
  billingAddress?: Optional<CommercetoolsAddress>;
  shippingAddress?: Optional<CommercetoolsAddress>;
}
