import { isSameEmail } from "../payload/buyer-fields.js";

/** What Shopify knows of a consent to marketing by e-mail. */
export interface ShopifyEmailConsent {
  /** The address that the order goes by. */
  readonly sentTo: string | undefined;
  /** The customer's address, which `state` is about. */
  readonly customerEmail: string | undefined;
  /** The customer's state in lower case: subscribed, not_subscribed, pending, unsubscribed, redacted, invalid. */
  readonly state: string | undefined;
  /** What the buyer chose at the checkout. */
  readonly atCheckout: boolean | undefined;
}

/**
 * Whether the buyer of the order's very address agreed: the customer is subscribed and did not refuse at the checkout. Of
 * another address than the customer's nothing is known; without a customer, the checkout's choice is all there is.
 */
export function acceptsEmail(consent: ShopifyEmailConsent): boolean | undefined {
  const { sentTo, customerEmail, state, atCheckout } = consent;
  if (customerEmail !== undefined && !isSameEmail(sentTo, customerEmail)) return undefined;
  // A state without an address is about none, so that it cannot agree for this one.
  if (state === undefined || (customerEmail === undefined && state === "subscribed")) return atCheckout;
  return state === "subscribed" && atCheckout !== false;
}
