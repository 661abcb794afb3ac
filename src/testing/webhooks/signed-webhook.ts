import { isObject } from "../../schemas/objects/is-object.js";
import type { WebhookPlatform } from "../../webhooks/respond/platform-rules.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import { signHook } from "./sign-hook.js";
import type { SignedWebhookOptions } from "./signed-webhook-options.js";

const defaultUrl = "https://shop.example/hooks";

/**
 * Creates a request as a platform sends it, signed with your secret, for tests of your own endpoint: `await
 * handle(await signedWebhook("shopify", order, { secret, topic: "orders/create" }))`.
 *
 * @param payload the webhook's body: an object, or its JSON as text where the bytes matter. For `stripe` an event, or a
 *   session, which is wrapped into one
 */
export async function signedWebhook(
  platform: WebhookPlatform,
  payload: object | string,
  options: SignedWebhookOptions,
): Promise<Request> {
  if (!isObject(payload) && typeof payload !== "string")
    throw new FakeUsageError("signedWebhook needs the webhook's body: an object, or its JSON as text.");
  if (!isObject(options)) throw new FakeUsageError("signedWebhook needs options, such as { secret, topic }.");
  const { url = options.notificationUrl ?? defaultUrl } = options;
  const { body, headers } = await signHook(platform, payload, options);
  return new Request(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body,
  });
}
