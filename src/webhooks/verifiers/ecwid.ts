import { idText, tryReadHookObject } from "../json/read-hook-json.js";
import { digestOfBase64 } from "../signatures/digest-text.js";
import { isSigned } from "../signatures/hmac.js";
import { secretKeys, type WebhookSecret } from "../signatures/secret-keys.js";
import { bytesOf } from "../signatures/text-bytes.js";
import { type SignatureCheck, type VerifiableRequest, verifyRequest } from "./signature-check.js";

export interface VerifyEcwidOptions {
  /** The app's client secret. */
  readonly secret: WebhookSecret;
}

/**
 * HMAC-SHA256 of the event's time and id in base64. The rest of the body is not signed: whoever records one hook can send
 * it again with another `entityId`, so nothing but an id may be taken from it.
 */
export function ecwidCheck({ secret }: VerifyEcwidOptions): SignatureCheck {
  const keys = secretKeys(secret, "secret");
  return async (hook) => {
    const { eventCreated, eventId } = tryReadHookObject(hook);
    const [time, id] = [idText(eventCreated), idText(eventId)];
    if (time === undefined || id === undefined) return false;
    const signature = digestOfBase64(hook.headers.get("X-Ecwid-Webhook-Signature"));
    return isSigned(keys, signature, bytesOf(`${time}.${id}`));
  };
}

/**
 * Whether Ecwid signed this request's `eventCreated` and `eventId`. Its other fields are not signed. A body that is not JSON
 * counts as unsigned.
 *
 * @throws InvalidInputError for an empty secret
 * @see https://docs.ecwid.com/build-apps/webhook-automations/setup-webhooks/how-to-process-webhooks
 */
export async function verifyEcwidWebhook(
  request: VerifiableRequest,
  options: VerifyEcwidOptions,
): Promise<boolean> {
  return verifyRequest(request, ecwidCheck(options));
}
