export interface SignedWebhookOptions {
  /** The secret that your endpoint knows. Not for `saleor` and `magento2`, which sign with a private key. */
  readonly secret?: string | undefined;
  /** The private key of `saleor` and `magento2`, in PEM (PKCS#8). Your endpoint knows the public one. */
  readonly privateKey?: string | undefined;
  /** What happened, for example `orders/create`; where the platform has it in the body, only if it is not there. Default: that an order was updated. */
  readonly topic?: string | undefined;
  /** Where the request goes. Default: `notificationUrl`, else an example address. */
  readonly url?: string | undefined;
  /** The address that `square` signs. */
  readonly notificationUrl?: string | undefined;
  /** The time that `stripe` and `bigcommerce` sign. Milliseconds since 1970; default: now. */
  readonly now?: number | undefined;
}
