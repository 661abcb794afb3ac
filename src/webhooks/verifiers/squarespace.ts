import { bytesOfHex, digestOfHex } from "../signatures/digest-text.js";
import { givenOptions } from "../signatures/given-options.js";
import { isSigned } from "../signatures/hmac.js";
import { secretKeys, type WebhookSecret } from "../signatures/secret-keys.js";
import { type SignatureCheck, type VerifiableRequest, verifyRequest } from "./signature-check.js";

export interface VerifySquarespaceOptions {
  /** The subscription's secret: the hexadecimal digits that Squarespace returned when it was created or rotated. */
  readonly secret: WebhookSecret;
}

const bytesOfSecret = (text: string): Uint8Array<ArrayBuffer> | undefined =>
  /^(?:[\da-f]{2})+$/i.test(text) ? bytesOfHex(text) : undefined;

/** HMAC-SHA256 of the body in hexadecimal digits; the key is the bytes behind the secret's digits. */
export function squarespaceCheck(options: VerifySquarespaceOptions): SignatureCheck {
  const { secret } = givenOptions(options);
  const keys = secretKeys(secret, "secret", bytesOfSecret);
  return ({ headers, body }) => isSigned(keys, digestOfHex(headers.get("Squarespace-Signature")), body);
}

/**
 * Returns whether Squarespace signed this request.
 *
 * @throws InvalidInputError for a secret that is empty or not hexadecimal
 * @see https://developers.squarespace.com/webhooks/verifying-notifications
 */
export async function verifySquarespaceWebhook(
  request: VerifiableRequest,
  options: VerifySquarespaceOptions,
): Promise<boolean> {
  return verifyRequest(request, squarespaceCheck(options));
}
