import { digestOfBase64 } from "../signatures/digest-text.js";
import { givenOptions } from "../signatures/given-options.js";
import { isSigned } from "../signatures/hmac.js";
import { refuseSetup } from "../signatures/refuse-setup.js";
import { secretKeys, type WebhookSecret } from "../signatures/secret-keys.js";
import { bytesOf, joinBytes } from "../signatures/text-bytes.js";
import { type SignatureCheck, type VerifiableRequest, verifyRequest } from "./signature-check.js";

export interface VerifySquareOptions {
  /** The subscription's signature key. */
  readonly secret: WebhookSecret;
  /** The address exactly as in the subscription: Square signs it too, and behind a proxy the request has another. */
  readonly notificationUrl: string;
}

/** HMAC-SHA256 of address and body in base64. */
export function squareCheck(options: VerifySquareOptions): SignatureCheck {
  const { secret, notificationUrl } = givenOptions(options);
  const keys = secretKeys(secret, "secret");
  if (typeof notificationUrl !== "string" || !/^https?:\/\//.test(notificationUrl)) {
    const message = "must be the address that Square sends its notifications to, as the subscription has it";
    refuseSetup("missing", "notificationUrl", message);
  }
  const address = bytesOf(notificationUrl);
  return ({ headers, body }) =>
    isSigned(keys, digestOfBase64(headers.get("x-square-hmacsha256-signature")), joinBytes(address, body));
}

/**
 * Returns whether Square signed this request.
 *
 * @throws InvalidInputError for an empty secret, and without the address
 * @see https://developer.squareup.com/docs/webhooks/step3validate
 */
export async function verifySquareWebhook(
  request: VerifiableRequest,
  options: VerifySquareOptions,
): Promise<boolean> {
  return verifyRequest(request, squareCheck(options));
}
