import type { WebhookPlatform } from "../../webhooks/respond/platform-rules.js";
import { bytesOfHex } from "../../webhooks/signatures/digest-text.js";
import { hmacOf } from "../../webhooks/signatures/hmac.js";
import { bytesOf, joinBytes } from "../../webhooks/signatures/text-bytes.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import { rsaSignature, toBase64, toHex } from "./rsa-signature.js";
import type { SignedWebhookOptions } from "./signed-webhook-options.js";

/** The webhook of a platform: its body, and the headers that matter. */
export interface SignedHook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

function secretOf(platform: WebhookPlatform, { secret }: SignedWebhookOptions): string {
  if (secret !== undefined && secret !== "") return secret;
  throw new FakeUsageError(
    `signedWebhook("${platform}", …) needs { secret }, the one that your endpoint has.`,
  );
}

async function base64Hmac(key: string, ...parts: readonly string[]): Promise<string> {
  return toBase64(await hmacOf(bytesOf(key), joinBytes(...parts.map(bytesOf))));
}

type Sign = (payload: object | string, options: SignedWebhookOptions) => Promise<SignedHook>;

const signers: Readonly<Record<WebhookPlatform, Sign>> = {
  async shopify(payload, options) {
    const body = withTopic(payload);
    const signature = await base64Hmac(secretOf("shopify", options), body);
    const topic = options.topic ?? "orders/updated";
    return { body, headers: { "X-Shopify-Hmac-SHA256": signature, "X-Shopify-Topic": topic } };
  },
  async woocommerce(payload, options) {
    const body = withTopic(payload);
    const signature = await base64Hmac(secretOf("woocommerce", options), body);
    const topic = options.topic ?? "order.updated";
    return { body, headers: { "X-WC-Webhook-Signature": signature, "X-WC-Webhook-Topic": topic } };
  },
  async stripe(payload, options) {
    const seconds = secondsOf(options);
    const body = stripeEvent(payload, options.topic ?? "checkout.session.completed", seconds);
    const key = bytesOf(secretOf("stripe", options));
    const signature = toHex(await hmacOf(key, bytesOf(`${seconds}.${body}`)));
    return { body, headers: { "Stripe-Signature": `t=${seconds},v1=${signature}` } };
  },
  async bigcommerce(payload, options) {
    const body = withTopic(payload, "scope", options.topic ?? "store/order/updated");
    const [id, seconds] = ["msg_test", secondsOf(options)];
    const signature = await base64Hmac(secretOf("bigcommerce", options), `${id}.${seconds}.${body}`);
    return {
      body,
      headers: {
        "webhook-id": id,
        "webhook-timestamp": String(seconds),
        "webhook-signature": `v1,${signature}`,
      },
    };
  },
  async squarespace(payload, options) {
    const body = withTopic(payload, "topic", options.topic ?? "order.update");
    const signature = await hmacOf(bytesOfHex(secretOf("squarespace", options)), bytesOf(body));
    return { body, headers: { "Squarespace-Signature": toHex(signature) } };
  },
  async square(payload, options) {
    const body = withTopic(payload, "type", options.topic ?? "order.updated");
    const address = options.notificationUrl ?? options.url ?? "";
    const signature = await base64Hmac(secretOf("square", options), address, body);
    return { body, headers: { "x-square-hmacsha256-signature": signature } };
  },
  async ecwid(payload, options) {
    const body = withTopic(payload, "eventType", options.topic ?? "order.updated");
    const event: { eventCreated?: unknown; eventId?: unknown } | null = JSON.parse(body);
    const signature = await base64Hmac(
      secretOf("ecwid", options),
      `${event?.eventCreated}.${event?.eventId}`,
    );
    return { body, headers: { "X-Ecwid-Webhook-Signature": signature } };
  },
  async magento2(payload, options) {
    const body = withTopic(payload);
    const signature = await rsaSignature("magento2", options, bytesOf(toBase64(bytesOf(body))));
    return { body, headers: { "x-adobe-commerce-webhook-signature": toBase64(signature) } };
  },
  async saleor(payload, options) {
    const body = withTopic(payload);
    const header = toBase64Url(bytesOf('{"alg":"RS256","b64":false,"crit":["b64"]}'));
    const signature = await rsaSignature("saleor", options, bytesOf(`${header}.${body}`));
    const jws = `${header}..${toBase64Url(signature)}`;
    return { body, headers: { "Saleor-Signature": jws, "Saleor-Event": options.topic ?? "order_updated" } };
  },
};

const secondsOf = ({ now = Date.now() }: SignedWebhookOptions): number => Math.floor(now / 1000);

const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/** Serializes a payload and signs it as the platform does. */
export function signHook(
  platform: WebhookPlatform,
  payload: object | string,
  options: SignedWebhookOptions,
): Promise<SignedHook> {
  if (!Object.hasOwn(signers, platform)) {
    const known = Object.keys(signers).join(", ");
    throw new FakeUsageError(`signedWebhook was given an unknown platform; known are ${known}.`);
  }
  return signers[platform](payload, options);
}

/** Builds the body of a webhook; an object without a topic gets one. */
function withTopic(payload: object | string, field?: string, topic?: string): string {
  if (typeof payload === "string") return payload;
  return JSON.stringify(field === undefined ? payload : { [field]: topic, ...payload });
}

/** Builds an event of Stripe: the payload itself, or a session wrapped into an event. */
function stripeEvent(payload: object | string, type: string, created: number): string {
  if (typeof payload === "string") return payload;
  if ("data" in payload) return JSON.stringify({ type, created, ...payload });
  return JSON.stringify({ object: "event", type, created, data: { object: payload } });
}
