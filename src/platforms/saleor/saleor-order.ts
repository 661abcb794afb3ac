type Optional<Value> = Value | null | undefined;

/** An amount of Saleor. */
export interface SaleorMoney {
  amount: number;
  currency?: Optional<string>;
}

/** An amount of Saleor with and without tax. */
export interface SaleorTaxedMoney {
  gross?: Optional<SaleorMoney>;
  net?: Optional<SaleorMoney>;
  tax?: Optional<SaleorMoney>;
}

/** An address of Saleor. */
export interface SaleorAddress {
  firstName?: Optional<string>;
  lastName?: Optional<string>;
  city?: Optional<string>;
  countryArea?: Optional<string>;
  country?: Optional<{ code?: Optional<string> }>;
  postalCode?: Optional<string>;
  phone?: Optional<string>;
}

/** One line of an order of Saleor. */
export interface SaleorOrderLine {
  productName?: Optional<string>;
  productSku?: Optional<string>;
  productVariantId?: Optional<string>;
  quantity?: Optional<number>;
  undiscountedUnitPrice?: Optional<SaleorTaxedMoney>;
  unitPrice?: Optional<SaleorTaxedMoney>;
  variant?: Optional<{ id?: Optional<string>; product?: Optional<{ id?: Optional<string> }> }>;
}

/** One discount of an order of Saleor. */
export interface SaleorDiscount {
  type?: Optional<string>;
  /** In every version so far; Saleor 3.21 names it `total`, too. */
  amount?: Optional<SaleorMoney>;
  /** Since Saleor 3.21. */
  total?: Optional<SaleorMoney>;
}

/** The used parts of Saleor's GraphQL `Order`; `SALEOR_ORDER_FRAGMENT` asks for it. */
export interface SaleorOrder {
  id: string;
  created: string;
  updatedAt?: Optional<string>;
  status: string;
  paymentStatus?: Optional<string>;
  authorizeStatus?: Optional<string>;
  chargeStatus?: Optional<string>;
  total: SaleorTaxedMoney;
  totalRefunded?: Optional<SaleorMoney>;
  voucherCode?: Optional<string>;
  discounts?: Optional<readonly SaleorDiscount[]>;
  userEmail?: Optional<string>;
  user?: Optional<{ id?: Optional<string> }>;
  lines?: Optional<readonly SaleorOrderLine[]>;
  billingAddress?: Optional<SaleorAddress>;
  shippingAddress?: Optional<SaleorAddress>;
}

/**
 * What `fromSaleor` needs of an order, as a fragment on `Order`:
 * `` `subscription { event { ... on OrderUpdated { order { ...PrivyOrder } } } } ${SALEOR_ORDER_FRAGMENT}` ``.
 *
 * @see https://docs.saleor.io/api-reference/orders/objects/order
 */
export const SALEOR_ORDER_FRAGMENT = `fragment PrivyOrder on Order {
  id created updatedAt status paymentStatus authorizeStatus chargeStatus voucherCode userEmail
  total { gross { amount currency } net { amount } tax { amount } }
  totalRefunded { amount }
  discounts { type amount { amount } }
  user { id }
  lines {
    productName productSku productVariantId quantity
    undiscountedUnitPrice { gross { amount } net { amount } }
    unitPrice { gross { amount } net { amount } }
    variant { id product { id } }
  }
  billingAddress { firstName lastName city countryArea country { code } postalCode phone }
  shippingAddress { firstName lastName city countryArea country { code } postalCode phone }
}` as const;
