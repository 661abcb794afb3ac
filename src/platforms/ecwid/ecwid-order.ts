type Optional<Value> = Value | null | undefined;

/** The buyer or the receiver of an order of Ecwid. */
export interface EcwidPerson {
  name?: Optional<string>;
  firstName?: Optional<string>;
  lastName?: Optional<string>;
  city?: Optional<string>;
  stateOrProvinceCode?: Optional<string>;
  countryCode?: Optional<string>;
  postalCode?: Optional<string>;
  phone?: Optional<string>;
}

/** One line of an order of Ecwid. */
export interface EcwidItem {
  sku?: Optional<string>;
  name?: Optional<string>;
  quantity?: Optional<number>;
  price?: Optional<number>;
  productId?: Optional<number>;
  /** The product's variation. */
  combinationId?: Optional<number>;
}

/** The used parts of an order of Ecwid's REST API. */
export interface EcwidOrder {
  /** The number that orders go by; `orderNumber` is the same. */
  internalId?: Optional<number>;
  orderNumber?: Optional<number>;
  createDate: string;
  /** Unix time in seconds. */
  updateTimestamp?: Optional<number>;
  updateDate?: Optional<string>;
  paymentStatus: string;
  fulfillmentStatus?: Optional<string>;
  total: number;
  /** Before discounts. */
  subtotal?: Optional<number>;
  subtotalWithoutTax?: Optional<number>;
  tax?: Optional<number>;
  refundedAmount?: Optional<number>;
  couponDiscount?: Optional<number>;
  discountCoupon?: Optional<{ code?: Optional<string> }>;
  /** All discounts but the coupon's. */
  discount?: Optional<number>;
  volumeDiscount?: Optional<number>;
  membershipBasedDiscount?: Optional<number>;
  email?: Optional<string>;
  customerId?: Optional<number>;
  /** Null when the buyer was not asked. */
  acceptMarketing?: Optional<boolean>;
  items?: Optional<readonly EcwidItem[]>;
  billingPerson?: Optional<EcwidPerson>;
  shippingPerson?: Optional<EcwidPerson>;
}
