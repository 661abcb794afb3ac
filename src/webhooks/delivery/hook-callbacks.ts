import type { OrderVersion } from "../../platforms/order-version.js";
import type { OrderInput } from "../../schemas/order/order.js";
import type { SkipReason, WebhookEvent } from "../webhook-source.js";

/** The second argument of `deliver`. */
export interface DeliverContext {
  /** How new this state is; pass it on: `client.orders.upsert(order, { version, signal })`. */
  readonly version: OrderVersion | undefined;
  /** Aborts when the hook's time is up. */
  readonly signal: AbortSignal;
  readonly event: WebhookEvent;
}

/** A webhook with nothing to deliver. */
export interface SkippedHook {
  readonly event: WebhookEvent;
  readonly reason: SkipReason;
}

/** A webhook whose order can never be delivered: Privy refuses it, or it cannot be mapped. */
export interface RejectedHook {
  readonly event: WebhookEvent;
  /** The order; absent when the webhook could not be mapped. */
  readonly order: OrderInput | undefined;
  readonly error: unknown;
}

/** A webhook that could not be delivered now: store it, and deliver it later. */
export interface UndeliveredHook {
  readonly event: WebhookEvent;
  /** The order; absent when it could not be fetched from the platform, and `event.orderId` names it. */
  readonly order: OrderInput | undefined;
  readonly version: OrderVersion | undefined;
  readonly error: unknown;
}

/** The callbacks for the orders of webhooks. */
export interface HookCallbacks {
  /**
   * Sends the order to Privy, or to a queue of yours. An `InvalidInputError` or `RejectedError` that it throws means
   * "never", any other error "not now".
   */
  readonly deliver: (order: OrderInput, context: DeliverContext) => unknown;
  /** Called with each webhook that gets a success without a delivery. */
  readonly onSkipped?: ((hook: SkippedHook) => unknown) | undefined;
  /** Called with each order that can never be delivered. The platform gets a success, since a repetition would fail again. */
  readonly onRejected?: ((hook: RejectedHook) => unknown) | undefined;
  /**
   * Stores an order that could not be delivered now, for example in a queue; once it resolves, the platform gets a
   * success. Without it the platform has to repeat the webhook, so it is required where the platform does not repeat
   * for hours.
   */
  readonly onUndelivered?: ((hook: UndeliveredHook) => unknown) | undefined;
}
