import { optional, type Rule, required } from "../field.js";
import type { JsonValue } from "../objects/json-value.js";
import { type OtherFields, readOpenObject } from "../objects/open-object.js";

/**
 * An address, stored by Privy as it is sent; any other key is sent as well. A new contact's name is taken from the
 * shipping address, else from the billing address.
 *
 * @see https://help.privy.com/docs (order placed)
 */
export type AddressInput = AddressFields | (AddressFields & OtherFields);

/** The keys of an address that Privy names. */
export interface AddressFields {
  /** The first name. */
  first_name?: string | null | undefined;
  /** The last name. */
  last_name?: string | null | undefined;
  /** The whole name, where it is not kept in two parts. */
  name?: string | null | undefined;
  /** The city. */
  city?: string | null | undefined;
  /** The state or province, by its code, such as `NY`. */
  state_code?: string | null | undefined;
  /** ISO 3166-1 alpha-2. Also says by which country's rules a national phone number is read. */
  country_code?: string | null | undefined;
  /** The postal code. */
  postal_code?: string | null | undefined;
}

/** An address as it is sent: a copy, key by key. */
export interface Address {
  [key: string]: JsonValue;
}

/** Reads an address into a copy of its own. */
export const address: Rule<Address> = required((value, problems) => readOpenObject(value, problems));

/** An address that may be left out (`shipping_address`, `billing_address`). */
export const optionalAddress: Rule<Address | undefined> = optional((value, problems) =>
  readOpenObject(value, problems),
);
