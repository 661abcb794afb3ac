import type { OrderVersion } from "../../platforms/order-version.js";
import type { OrderInput } from "../../schemas/order/order.js";
import type { SkipReason, WebhookEvent } from "../webhook-source.js";

/** What `deliver` gets beside the order. */
export interface DeliverContext {
  /** The age of this state, to be handed on: `client.orders.upsert(order, { version, signal })`. */
  readonly version: OrderVersion | undefined;
  /** Aborts when the hook's time is up. */
  readonly signal: AbortSignal;
  readonly event: WebhookEvent;
}

/** A hook with nothing to deliver. */
export interface SkippedHook {
  readonly event: WebhookEvent;
  readonly reason: SkipReason;
}

/** A hook whose order can never be delivered as it is: Privy refuses it, or it cannot be mapped. */
export interface RejectedHook {
  readonly event: WebhookEvent;
  /** Absent when the hook could not be mapped. */
  readonly order: OrderInput | undefined;
  readonly error: unknown;
}

/** A hook that could not be delivered now: keep it, and deliver it later. */
export interface UndeliveredHook {
  readonly event: WebhookEvent;
  /** Absent when the order could not be fetched from the platform; `event.orderId` names it then. */
  readonly order: OrderInput | undefined;
  readonly version: OrderVersion | undefined;
  readonly error: unknown;
}

/** What a store does with the orders of its hooks. */
export interface HookCallbacks {
  /** Sends the order on: to Privy, or to a queue of yours. An error that it throws means "not now", an `InvalidInputError` or `RejectedError` "never". */
  readonly deliver: (order: OrderInput, context: DeliverContext) => unknown;
  /** Is called with each hook that gets a success and is left alone. */
  readonly onSkipped?: ((hook: SkippedHook) => unknown) | undefined;
  /** Is called with each order that can never be delivered. The platform gets a success: a repetition would fail again. */
  readonly onRejected?: ((hook: RejectedHook) => unknown) | undefined;
  /**
   * Takes an order that could not be delivered, for example into a queue; once it resolves, the platform gets a
   * success. Without it the platform has to repeat the hook: it is required where the platform does not do that for hours.
   */
  readonly onUndelivered?: ((hook: UndeliveredHook) => unknown) | undefined;
}
