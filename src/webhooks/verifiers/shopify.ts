import { digestOfBase64 } from "../signatures/digest-text.js";
import { givenOptions } from "../signatures/given-options.js";
import { isSigned } from "../signatures/hmac.js";
import { secretKeys, type WebhookSecret } from "../signatures/secret-keys.js";
import { type SignatureCheck, type VerifiableRequest, verifyRequest } from "./signature-check.js";

export interface VerifyShopifyOptions {
  /** The app's client secret, or the secret that Shopify shows below the webhooks of its notification settings. */
  readonly secret: WebhookSecret;
}

/** HMAC-SHA256 of the body in base64. Shopify's newer "Events" have the same header without the `X-`. */
export function shopifyCheck(options: VerifyShopifyOptions): SignatureCheck {
  const { secret } = givenOptions(options);
  const keys = secretKeys(secret, "secret");
  return ({ headers, body }) => {
    const signature = headers.get("X-Shopify-Hmac-SHA256") ?? headers.get("Shopify-Hmac-SHA256");
    return isSigned(keys, digestOfBase64(signature), body);
  };
}

/**
 * Returns whether Shopify signed this request.
 *
 * @throws InvalidInputError for an empty secret
 * @see https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
 */
export async function verifyShopifyWebhook(
  request: VerifiableRequest,
  options: VerifyShopifyOptions,
): Promise<boolean> {
  return verifyRequest(request, shopifyCheck(options));
}
