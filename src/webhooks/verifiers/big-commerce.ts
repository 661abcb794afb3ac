import { digestOfBase64 } from "../signatures/digest-text.js";
import { givenOptions } from "../signatures/given-options.js";
import { isSigned } from "../signatures/hmac.js";
import { secretKeys, type WebhookSecret } from "../signatures/secret-keys.js";
import { isTimely, mostSignatures, type SignedTimeOptions, toleranceOf } from "../signatures/signed-time.js";
import { bytesOf, joinBytes } from "../signatures/text-bytes.js";
import { type SignatureCheck, type VerifiableRequest, verifyRequest } from "./signature-check.js";

export interface VerifyBigCommerceOptions extends SignedTimeOptions {
  /** The client secret of the app or API account that created the webhook. */
  readonly secret: WebhookSecret;
}

/** `v1,…` is an HMAC, `v1a,…` would be made with a private key, which BigCommerce does not do. */
const form = /^(?:v1,(?<v1>[A-Za-z0-9+/=]+)|v1a,[A-Za-z0-9+/=]+)$/;

/** Standard Webhooks: HMAC-SHA256 of id, time and body in base64, one or more in a header. */
export function bigCommerceCheck(options: VerifyBigCommerceOptions): SignatureCheck {
  const keys = secretKeys(givenOptions(options).secret, "secret");
  const toleranceMs = toleranceOf(options);
  return async ({ headers, body }, now) => {
    const [id, time, header] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
      headers.get(name),
    );
    const signatures = (header ?? "").split(" ").map((signature) => form.exec(signature));
    if (!id || !isTimely(time, now, toleranceMs) || signatures.length > mostSignatures) return false;
    // Two headers in one leave a comma.
    if (signatures.includes(null)) return false;
    const signed = joinBytes(bytesOf(`${id}.${time}.`), body);
    const checks = signatures.map((parts) => isSigned(keys, digestOfBase64(parts?.groups?.v1), signed));
    return (await Promise.all(checks)).includes(true);
  };
}

/**
 * Returns whether BigCommerce signed this request within the tolerance.
 *
 * @throws InvalidInputError for an empty secret
 * @see https://developer.bigcommerce.com/docs/integrations/webhooks
 */
export async function verifyBigCommerceWebhook(
  request: VerifiableRequest,
  options: VerifyBigCommerceOptions,
): Promise<boolean> {
  return verifyRequest(request, bigCommerceCheck(options), options.now);
}
