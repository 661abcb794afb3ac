/**
 * What `fromShopifyGraphql` needs of an order, as a fragment on `Order` for API versions from 2025-01:
 * `` `query { order(id: …) { ...PrivyOrder } } ${SHOPIFY_ORDER_FRAGMENT}` ``. It asks for 250 lines, which is the most that
 * Shopify gives at once. Needs the scopes `read_orders` and `read_customers`.
 *
 * @see https://shopify.dev/docs/api/admin-graphql/latest/objects/Order
 */
export const SHOPIFY_ORDER_FRAGMENT = `fragment PrivyOrder on Order {
  id test email phone createdAt processedAt updatedAt cancelledAt
  totalPriceSet { shopMoney { amount currencyCode } }
  subtotalPriceSet { shopMoney { amount currencyCode } }
  totalDiscountsSet { shopMoney { amount currencyCode } }
  displayFinancialStatus displayFulfillmentStatus customerAcceptsMarketing discountCodes
  fulfillments(first: 250) { status displayStatus }
  taxLines { title priceSet { shopMoney { amount currencyCode } } }
  customer {
    id
    defaultEmailAddress { emailAddress marketingState }
    defaultPhoneNumber { phoneNumber marketingState }
    defaultAddress { phone countryCodeV2 }
  }
  lineItems(first: 250) {
    pageInfo { hasNextPage }
    nodes {
      sku title quantity
      originalUnitPriceSet { shopMoney { amount currencyCode } }
      product { id }
      variant { id }
    }
  }
  billingAddress { firstName lastName city provinceCode countryCodeV2 zip phone }
  shippingAddress { firstName lastName city provinceCode countryCodeV2 zip phone }
}` as const;
