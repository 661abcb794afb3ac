import { givenOptions } from "../signatures/given-options.js";
import { refuseSetup } from "../signatures/refuse-setup.js";
import { bytesOf } from "../signatures/text-bytes.js";
import { type SignatureCheck, type VerifiableRequest, verifyRequest } from "./signature-check.js";

export interface VerifyMagento2Options {
  /** The public key that Commerce shows after "Regenerate key pair", in PEM, or several during a rotation. */
  readonly publicKey: string | readonly string[];
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}

/** RSA with SHA-256 over the body's base64, in base64. */
export function magento2Check(options: VerifyMagento2Options): SignatureCheck {
  const { publicKey } = givenOptions(options);
  const texts = Array.isArray(publicKey) ? publicKey : [publicKey];
  if (texts.length === 0 || !texts.every((text) => /-----BEGIN PUBLIC KEY-----/.test(String(text)))) {
    const message =
      "must be the public key of Commerce's webhook settings, from -----BEGIN PUBLIC KEY----- on";
    refuseSetup("missing", "publicKey", message);
  }
  return async ({ headers, body }) => {
    const text = headers.get("x-adobe-commerce-webhook-signature") ?? "";
    if (text === "" || !base64.test(text)) return false;
    const signature = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const signed = bytesOf(toBase64(body));
    const { importSPKI } = await import("../signatures/jose.js");
    const checks = texts.map(async (pem) => {
      const key = await importSPKI(pem, "RS256");
      return crypto.subtle.verify("RSASSA-PKCS1-v1_5", key, signature, signed);
    });
    return (await Promise.all(checks)).includes(true);
  };
}

/**
 * Returns whether Adobe Commerce (Magento 2) signed this request. Its signatures are off by default: turn them on in Stores,
 * Configuration, Adobe Services, Webhooks.
 *
 * @throws InvalidInputError without a public key
 * @see https://developer.adobe.com/commerce/extensibility/webhooks/signature-verification/
 */
export async function verifyMagento2Webhook(
  request: VerifiableRequest,
  options: VerifyMagento2Options,
): Promise<boolean> {
  return verifyRequest(request, magento2Check(options));
}
