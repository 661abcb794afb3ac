export interface SignedWebhookOptions {
  /** The secret of your endpoint. Not for `saleor` and `magento2`, which sign with a private key. */
  readonly secret?: string | undefined;
  /** The private key of `saleor` and `magento2`, in PEM (PKCS#8). Your endpoint has the public key. */
  readonly privateKey?: string | undefined;
  /**
   * The topic, for example `orders/create`; for platforms that have it in the body, used only if it is missing there.
   * Default: an order was updated.
   */
  readonly topic?: string | undefined;
  /** The address of the request. Default: `notificationUrl`, else an example address. */
  readonly url?: string | undefined;
  /** The address that `square` signs. */
  readonly notificationUrl?: string | undefined;
  /** The time that `stripe` and `bigcommerce` sign. Milliseconds since 1970; default: now. */
  readonly now?: number | undefined;
}
