type Optional<Value> = Value | null | undefined;
type Id = string | number;

/** An address of an order of Vendure. */
export interface VendureAddress {
  fullName?: Optional<string>;
  city?: Optional<string>;
  province?: Optional<string>;
  countryCode?: Optional<string>;
  postalCode?: Optional<string>;
  phoneNumber?: Optional<string>;
}

/** One line of an order of Vendure. */
export interface VendureOrderLine {
  /** Without what was cancelled. */
  quantity?: Optional<number>;
  orderPlacedQuantity?: Optional<number>;
  /** In minor units, before discounts and tax. */
  unitPrice?: Optional<number>;
  productVariant?: Optional<{
    id?: Optional<Id>;
    sku?: Optional<string>;
    name?: Optional<string>;
    productId?: Optional<Id>;
    product?: Optional<{ id?: Optional<Id> }>;
  }>;
}

/** A payment of an order of Vendure, with its refunds. */
export interface VendurePayment {
  state?: Optional<string>;
  /** In minor units. */
  amount?: Optional<number>;
  refunds?: Optional<readonly { state?: Optional<string>; total?: Optional<number> }[]>;
}

/** The used parts of an order of Vendure: of its GraphQL APIs, or the entity inside Vendure with its relations loaded. */
export interface VendureOrder {
  id: Id;
  type?: Optional<string>;
  state: string;
  /** Null while the order is a cart. */
  orderPlacedAt?: Optional<string | Date>;
  updatedAt?: Optional<string | Date>;
  currencyCode: string;
  /** In minor units. */
  totalWithTax: number;
  couponCodes?: Optional<readonly string[]>;
  /** In minor units, negative. */
  discounts?: Optional<readonly { amount?: Optional<number> }[]>;
  /** In minor units. */
  taxSummary?: Optional<readonly { description?: Optional<string>; taxTotal?: Optional<number> }[]>;
  customer?: Optional<{
    id?: Optional<Id>;
    emailAddress?: Optional<string>;
    phoneNumber?: Optional<string>;
  }>;
  lines?: Optional<readonly VendureOrderLine[]>;
  payments?: Optional<readonly VendurePayment[]>;
  billingAddress?: Optional<VendureAddress>;
  shippingAddress?: Optional<VendureAddress>;
}
