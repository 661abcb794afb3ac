import type { OrderInput } from "../schemas/order/order.js";

/** Who bought, as far as a platform tells. */
export interface Buyer {
  readonly email: string | null | undefined;
  /** The customer's own number. */
  readonly phone: string | null | undefined;
  /** Numbers of addresses: perhaps somebody else's, so they stand in only where there is no e-mail address. */
  readonly addressPhones: readonly (string | null | undefined)[];
  readonly acceptsEmail?: boolean | undefined;
  readonly acceptsSms?: boolean | undefined;
}

const given = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined || text.trim() === "" ? undefined : text;

/** The fields by which Privy finds the contact. An SMS opt-in without the customer's own number is left out. */
export function buyerFields(buyer: Buyer): Pick<OrderInput, "email" | "phone" | "accepts_email_marketing"> & {
  accepts_sms_marketing?: boolean;
} {
  const email = given(buyer.email);
  const own = given(buyer.phone);
  const phone = own ?? (email === undefined ? buyer.addressPhones.map(given).find(Boolean) : undefined);
  return {
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(buyer.acceptsEmail === undefined ? {} : { accepts_email_marketing: buyer.acceptsEmail }),
    ...(buyer.acceptsSms === undefined || own === undefined
      ? {}
      : { accepts_sms_marketing: buyer.acceptsSms }),
  };
}

/** An object without the members that are undefined, or nothing when none is left. */
export function defined<Fields extends object>(fields: Fields): Fields | undefined {
  const entries = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  // The same members, except those that the type allows to be missing.
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Fields);
}

/**
 * Joins an order's fields. What makes it an `OrderInput`, that there is an e-mail address or a phone, is not known here:
 * `parseOrder` and `orders.upsert` refuse an order without either.
 */
export function asOrder(
  fields: Omit<OrderInput, "email" | "phone" | "accepts_sms_marketing">,
  buyer: Buyer,
): OrderInput {
  const order = defined({ ...fields, ...buyerFields(buyer) });
  return order as OrderInput; // see above
}
