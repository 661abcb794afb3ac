import {
  fromStripeCheckoutSession,
  type StripeCheckoutOptions,
  stripeCheckoutVersion,
} from "../../platforms/stripe/from-stripe-checkout-session.js";
import type { StripeCheckoutEvent, StripeLineItem } from "../../platforms/stripe/stripe-checkout-session.js";
import { isRecord } from "../../schemas/objects/is-object.js";
import type { OrderInput } from "../../schemas/order/order.js";
import { asSent, idText, readHookObject } from "../json/read-hook-json.js";
import { platformRules } from "../respond/platform-rules.js";
import { givenOptions } from "../signatures/given-options.js";
import { stripeCheck, type VerifyStripeOptions } from "../verifiers/stripe.js";
import type { FetchContext, WebhookSource } from "../webhook-source.js";

export interface StripeWebhookOptions extends Omit<VerifyStripeOptions, "now"> {
  /** Fetches the session's items, which Stripe leaves out of its events. Without it the order has no `line_items`. */
  readonly fetchLineItems?:
    | ((sessionId: string, context: FetchContext) => Promise<readonly StripeLineItem[]>)
    | undefined;
  /** Maps the event. Default: `fromStripeCheckoutSession`. */
  readonly map?: ((event: StripeCheckoutEvent, options: StripeCheckoutOptions) => OrderInput) | undefined;
}

const topics: ReadonlySet<string> = new Set([
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
]);

/**
 * Stripe's events `checkout.session.*`.
 *
 * @throws InvalidInputError for an empty secret
 * @see https://docs.stripe.com/webhooks
 */
export function stripeWebhook(options: StripeWebhookOptions): WebhookSource {
  const { fetchLineItems, map = fromStripeCheckoutSession } = givenOptions(options);
  return {
    platform: "stripe",
    rules: platformRules.stripe,
    verify: stripeCheck(options),
    read(hook) {
      const payload = readHookObject(hook);
      const event = asSent<StripeCheckoutEvent>(payload);
      const topic = typeof payload.type === "string" ? payload.type : "";
      const session = isRecord(payload.data) && isRecord(payload.data.object) ? payload.data.object : {};
      const orderId = idText(session.id);
      const isSession = session.object === "checkout.session" && orderId !== undefined;
      return {
        topic,
        orderId,
        skip: !topics.has(topic) ? "other_topic" : isSession ? undefined : "not_an_order",
        ...(fetchLineItems === undefined || orderId === undefined
          ? {}
          : { fetch: (context) => fetchLineItems(orderId, context) }),
        map: ({ fetched, wasReported }) => ({
          order: map(event, {
            lineItems: fetched as readonly StripeLineItem[] | undefined, // the result of `fetchLineItems`
            wasReported,
          }),
          version: stripeCheckoutVersion(event),
        }),
      };
    },
  };
}
