import type { OrderInput } from "../../schemas/order/order.js";
import { defined } from "./defined.js";

/** The keys of an address that every mapper sends: those of Privy's own example. Company and street are not sent. */
export interface PostalAddress {
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
  /** The whole name, used only where it is not kept in two parts. */
  readonly name?: string | undefined;
  readonly city?: string | undefined;
  readonly state_code?: string | undefined;
  readonly country_code?: string | undefined;
  readonly postal_code?: string | undefined;
}

/** An address with the keys that hold something; undefined when none does. */
export function postalAddress(address: PostalAddress): OrderInput["shipping_address"] {
  const hasParts = address.first_name !== undefined || address.last_name !== undefined;
  const { country_code: country } = address;
  return defined({
    ...address,
    name: hasParts ? undefined : address.name,
    country_code: country?.trim().toUpperCase(),
  });
}
