import type { OrderVersion } from "../platforms/order-version.js";
import type { OrderInput } from "../schemas/order/order.js";
import type { PlatformRules } from "./respond/platform-rules.js";

/** A hook as it arrived: what a signature is about. */
export interface IncomingHook {
  readonly headers: Headers;
  /** The body's bytes, untouched. */
  readonly body: Uint8Array;
}

/** Which hook something is about. Holds nothing of a customer. */
export interface WebhookEvent {
  /** `shopify`, `woocommerce`, …; of `customWebhook` the name that you gave. */
  readonly platform: string;
  /** The platform's own word for what happened, for example `orders/updated`. */
  readonly topic: string;
  /** The platform's own id of the order, when the hook names one. */
  readonly orderId?: string | undefined;
}

/**
 * Why a hook gets 200 and is left alone. `ping`: the platform tries the address out. `other_topic`: it is about something
 * else. `not_an_order`: a draft, an open cart. `no_contact`: neither an e-mail address nor a phone. `is_test`: the platform
 * marks it as a test. `late`: a newer state of the order is delivered already. `repeated`: this very state is.
 */
export type SkipReason =
  | "ping"
  | "other_topic"
  | "not_an_order"
  | "no_contact"
  | "is_test"
  | "late"
  | "repeated";

/** An order in Privy's fields, with the age of its state. */
export interface MappedOrder {
  readonly order: OrderInput;
  /** How new this state is. Without it an older state that comes late is not recognised. */
  readonly version?: OrderVersion | undefined;
}

/** What a source may use while it fetches an order. */
export interface FetchContext {
  /** Aborts when the hook's time is up. */
  readonly signal: AbortSignal;
}

/** What a mapper gets beside the payload. */
export interface MapOptions {
  /** Whether a state of this order is known to be delivered: then a failed payment is what became of it, not a hook to skip. */
  readonly wasReported: boolean;
}

/** What a reading is mapped with. */
export interface MapContext extends MapOptions {
  /** What `fetch` gave. */
  readonly fetched?: unknown;
}

/** What a hook holds, once its signature is known to be good. */
export interface HookReading {
  readonly topic: string;
  /** The platform's own id of the order. Hooks of one order take turns by it. */
  readonly orderId?: string | undefined;
  /** Set when there is nothing to deliver. */
  readonly skip?: SkipReason | undefined;
  /** Fetches what the order is made from; absent where the hook carries the whole order. Undefined or null: the platform has no such order. */
  fetch?(context: FetchContext): Promise<unknown>;
  /** Maps what the hook carries, or what `fetch` gave. Throws `InvalidInputError` for what is not an order. */
  map(context: MapContext): MappedOrder;
}

/** One platform's hooks: how they are signed, read and mapped. Made by `shopifyWebhook`, `customWebhook` and the like. */
export interface WebhookSource {
  readonly platform: string;
  /** How long the platform waits for a response, and whether it repeats. */
  readonly rules: PlatformRules;
  /** Whether this is the unsigned request by which the platform tries an address out. */
  isGreeting?(hook: IncomingHook): boolean;
  /** Whether the signature is good. `now`: milliseconds since 1970. */
  verify(hook: IncomingHook, now: number): Promise<boolean>;
  /** Reads a hook with a good signature. Throws `InvalidInputError` when it cannot be read. */
  read(hook: IncomingHook): HookReading;
}
