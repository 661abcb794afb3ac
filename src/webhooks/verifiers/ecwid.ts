import { idText, tryReadHookObject } from "../json/read-hook-json.js";
import { digestOfBase64 } from "../signatures/digest-text.js";
import { givenOptions } from "../signatures/given-options.js";
import { isSigned } from "../signatures/hmac.js";
import { secretKeys, type WebhookSecret } from "../signatures/secret-keys.js";
import { isTimely, toleranceOf } from "../signatures/signed-time.js";
import { bytesOf } from "../signatures/text-bytes.js";
import { type SignatureCheck, type VerifiableRequest, verifyRequest } from "./signature-check.js";

export interface VerifyEcwidOptions {
  /** The app's client secret. */
  readonly secret: WebhookSecret;
  /**
   * How far the event's time may be from now, in milliseconds. Default 90,000,000 (25 hours), since Ecwid repeats a
   * webhook for 24 hours.
   */
  readonly toleranceMs?: number | undefined;
  /** The time to compare with, in milliseconds since 1970, for a verifier alone. Default: now. */
  readonly now?: number | undefined;
}

const usualToleranceMs = 90_000_000;

/**
 * HMAC-SHA256 of the event's time and id in base64. The rest of the body is not signed: anyone who records one webhook
 * can send it again with another `entityId`, so only an id may be read from it.
 */
export function ecwidCheck(options: VerifyEcwidOptions): SignatureCheck {
  const keys = secretKeys(givenOptions(options).secret, "secret");
  const toleranceMs = toleranceOf(options, usualToleranceMs);
  return async (hook, now) => {
    const signature = digestOfBase64(hook.headers.get("X-Ecwid-Webhook-Signature"));
    if (signature === undefined) return false;
    const { eventCreated, eventId } = tryReadHookObject(hook);
    const [time, id] = [idText(eventCreated), idText(eventId)];
    if (id === undefined || !isTimely(time, now, toleranceMs)) return false;
    return isSigned(keys, signature, bytesOf(`${time}.${id}`));
  };
}

/**
 * Returns whether Ecwid signed this request's `eventCreated` and `eventId` within the tolerance. Its other fields are
 * not signed. A body that is not JSON counts as unsigned.
 *
 * @throws InvalidInputError for an empty secret
 * @see https://docs.ecwid.com/build-apps/webhook-automations/setup-webhooks/how-to-process-webhooks
 */
export async function verifyEcwidWebhook(
  request: VerifiableRequest,
  options: VerifyEcwidOptions,
): Promise<boolean> {
  return verifyRequest(request, ecwidCheck(options), options.now);
}
