import { digestOfHex } from "../signatures/digest-text.js";
import { givenOptions } from "../signatures/given-options.js";
import { isSigned } from "../signatures/hmac.js";
import { secretKeys, type WebhookSecret } from "../signatures/secret-keys.js";
import { isTimely, mostSignatures, type SignedTimeOptions, toleranceOf } from "../signatures/signed-time.js";
import { bytesOf, joinBytes } from "../signatures/text-bytes.js";
import { type SignatureCheck, type VerifiableRequest, verifyRequest } from "./signature-check.js";

export interface VerifyStripeOptions extends SignedTimeOptions {
  /** The endpoint's signing secret, `whsec_…`. */
  readonly secret: WebhookSecret;
}

/** `t=…,v1=…,v1=…`; there are several `v1` during a rotation. Two headers in one do not fit. */
const form = /^t=(\d+)((?:,v\d+=[\da-f]+)+)$/;

/** HMAC-SHA256 of time and body in hexadecimal digits. */
export function stripeCheck(options: VerifyStripeOptions): SignatureCheck {
  const keys = secretKeys(givenOptions(options).secret, "secret");
  const toleranceMs = toleranceOf(options);
  return async ({ headers, body }, now) => {
    const [, time, rest = ""] = form.exec(headers.get("Stripe-Signature") ?? "") ?? [];
    const signatures = [...rest.matchAll(/,v1=([\da-f]+)/g)].map(([, hex]) => hex);
    if (signatures.length > mostSignatures || !isTimely(time, now, toleranceMs)) return false;
    const signed = joinBytes(bytesOf(`${time}.`), body);
    const checks = signatures.map((signature) => isSigned(keys, digestOfHex(signature), signed));
    return (await Promise.all(checks)).includes(true);
  };
}

/**
 * Returns whether Stripe signed this request within the tolerance.
 *
 * @throws InvalidInputError for an empty secret
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export async function verifyStripeWebhook(
  request: VerifiableRequest,
  options: VerifyStripeOptions,
): Promise<boolean> {
  return verifyRequest(request, stripeCheck(options), options.now);
}
