import { digestOfBase64 } from "../signatures/digest-text.js";
import { givenOptions } from "../signatures/given-options.js";
import { isSigned } from "../signatures/hmac.js";
import { secretKeys, type WebhookSecret } from "../signatures/secret-keys.js";
import { type SignatureCheck, type VerifiableRequest, verifyRequest } from "./signature-check.js";

export interface VerifyWooCommerceOptions {
  /** The secret of the webhook, as entered in WooCommerce. */
  readonly secret: WebhookSecret;
}

/** HMAC-SHA256 of the body in base64. */
export function wooCommerceCheck(options: VerifyWooCommerceOptions): SignatureCheck {
  const { secret } = givenOptions(options);
  const keys = secretKeys(secret, "secret");
  return ({ headers, body }) => isSigned(keys, digestOfBase64(headers.get("X-WC-Webhook-Signature")), body);
}

/**
 * Returns whether WooCommerce signed this request. The form with which it tests a new webhook is never signed.
 *
 * @throws InvalidInputError for an empty secret
 * @see https://developer.woocommerce.com/docs/best-practices/urls-and-routing/webhooks/
 */
export async function verifyWooCommerceWebhook(
  request: VerifiableRequest,
  options: VerifyWooCommerceOptions,
): Promise<boolean> {
  return verifyRequest(request, wooCommerceCheck(options));
}
