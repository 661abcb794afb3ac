/**
 * Something of an order that was left out so that the order could still be sent, or that is sent and looks like a mistake.
 * Plain data, and never the value itself.
 */
export interface OrderWarning {
  readonly code: OrderWarningCode;
  /** The field, as in an issue. */
  readonly path: readonly (string | number)[];
  /** What happened and what to do about it. */
  readonly message: string;
}

/**
 * What an `OrderWarning` is about.
 *
 * - `phone_dropped`: the phone cannot be read, and the order goes by its email.
 * - `sms_consent_dropped`: with it went `accepts_sms_marketing: true`, which must not sign anyone up without a phone.
 * - `email_dropped`: the email cannot be read, and the order goes by its phone.
 * - `email_consent_dropped`: with it went `accepts_email_marketing: true`.
 * - `phone_extension_dropped`: the phone is all that finds the contact, and an extension of it was cut.
 * - `address_key_unknown`: an address has a key that Privy does not read and that is surely meant (`zip`, `country`).
 * - `country_code_unknown`: a `country_code` is not the ISO 3166-1 code of a country (`"Germany"`).
 * - `date_unlikely`: `order_date` lies before 1990 or more than two days ahead.
 * - `amount_too_fine`: `total` or `subtotal` is finer than the minor unit of its currency.
 */
export type OrderWarningCode =
  | "phone_dropped"
  | "sms_consent_dropped"
  | "email_dropped"
  | "email_consent_dropped"
  | "phone_extension_dropped"
  | "address_key_unknown"
  | "country_code_unknown"
  | "date_unlikely"
  | "amount_too_fine";
