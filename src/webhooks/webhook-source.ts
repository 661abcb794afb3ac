import type { OrderVersion } from "../platforms/order-version.js";
import type { OrderInput } from "../schemas/order/order.js";
import type { PlatformRules } from "./respond/platform-rules.js";

/** A webhook as it arrived, which the signature covers. */
export interface IncomingHook {
  /** The request's headers. */
  readonly headers: Headers;
  /** The body's bytes, unchanged. */
  readonly body: Uint8Array;
}

/** Identifies a webhook, without a customer's value. */
export interface WebhookEvent {
  /** The platform: `shopify`, `woocommerce`, …, or the name of a `customWebhook`. */
  readonly platform: string;
  /** The platform's own name of the event, for example `orders/updated`. */
  readonly topic: string;
  /** The platform's own id of the order, if the webhook names one. */
  readonly orderId?: string | undefined;
}

/**
 * Why a webhook is skipped with a 200. `ping`: the platform tests the address. `other_topic`: it is not about orders.
 * `not_an_order`: a draft, an open cart. `no_contact`: neither an e-mail address nor a phone. `is_test`: the platform
 * marks it as a test. `late`: a newer state of the order was delivered before. `repeated`: this state was delivered before.
 */
export type SkipReason =
  | "ping"
  | "other_topic"
  | "not_an_order"
  | "no_contact"
  | "is_test"
  | "late"
  | "repeated";

/** A mapped order with its version. */
export interface MappedOrder {
  /** The order in Privy's form. */
  readonly order: OrderInput;
  /** How new this state is. Without it, a late older state is not recognised. */
  readonly version?: OrderVersion | undefined;
}

/** Options for fetching an order. */
export interface FetchContext {
  /** Aborts when the webhook's time is over. */
  readonly signal: AbortSignal;
}

/** What a mapper gets besides the payload. */
export interface MapOptions {
  /** Whether a state of this order was delivered before: then a failed payment is its new state, not a webhook to skip. */
  readonly wasReported: boolean;
}

/** The input of a mapping. */
export interface MapContext extends MapOptions {
  /** The result of `fetch`. */
  readonly fetched?: unknown;
}

/** The content of a webhook with a valid signature. */
export interface HookReading {
  /** The platform's name of the event. */
  readonly topic: string;
  /** The platform's own id of the order, by which its webhooks are serialized. */
  readonly orderId?: string | undefined;
  /** Set when there is nothing to deliver. */
  readonly skip?: SkipReason | undefined;
  /** Fetches the order; absent where the webhook has the whole order. Undefined or null: the platform has no such order. */
  fetch?(context: FetchContext): Promise<unknown>;
  /** Maps the webhook's payload, or the result of `fetch`. Throws `InvalidInputError` for anything but an order. */
  map(context: MapContext): MappedOrder;
}

/** One platform's webhooks: how they are signed, read and mapped. Created by `shopifyWebhook`, `customWebhook` and others. */
export interface WebhookSource {
  /** The platform's name. */
  readonly platform: string;
  /** How long the platform waits for a response, and whether it repeats. */
  readonly rules: PlatformRules;
  /** Returns whether this is the unsigned request by which the platform tests an address. */
  isGreeting?(hook: IncomingHook): boolean;
  /** Returns whether the signature is valid. `now` is in milliseconds since 1970. */
  verify(hook: IncomingHook, now: number): Promise<boolean>;
  /** Reads a webhook with a valid signature. Throws `InvalidInputError` when it cannot be read. */
  read(hook: IncomingHook): HookReading;
}
