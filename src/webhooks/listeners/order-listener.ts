import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { type Clock, systemClock } from "../../http/clock.js";
import { createDeliveredStates, type SeenStore } from "../delivery/delivered-states.js";
import type { HookCallbacks } from "../delivery/hook-callbacks.js";
import { deliverHook } from "../delivery/hook-delivery.js";
import { createOrderTurns } from "../delivery/order-turns.js";
import { notifyObserver } from "../respond/notify-observer.js";
import type { PlatformRules } from "../respond/platform-rules.js";
import { webhookDefaults } from "../webhook-defaults.js";
import type { WebhookObserver } from "../webhook-observer.js";
import type { HookReading } from "../webhook-source.js";

/** The options of a listener for events inside a platform, or for its messages. */
export interface OrderListenerOptions extends HookCallbacks {
  /**
   * The store that remembers the last delivered state of each order for all processes. Default: this process remembers
   * the last 10,000 orders.
   */
  readonly seen?: SeenStore | undefined;
  /** The prefix of the keys in `seen`; give each shop its own when shops share a store. Default: the platform's name. */
  readonly name?: string | undefined;
  readonly observer?: WebhookObserver | undefined;
  /** How long fetching and delivering an order may take, in milliseconds. Default 20,000. */
  readonly deadlineMs?: number | undefined;
  /** The clock. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** Delivers the order of one event. Rejects when the order was neither delivered nor handed over. */
export type OrderListener = (reading: HookReading) => Promise<void>;

/**
 * Creates a listener: the handler's delivery without HTTP and signatures, for events of the platform's own process or
 * from a queue.
 *
 * @throws InvalidInputError without `deliver`; without `onUndelivered` where the platform does not repeat its events
 */
export function createOrderListener(
  platform: string,
  options: OrderListenerOptions,
  { repeats }: { readonly repeats: boolean },
): OrderListener {
  check(platform, options, repeats);
  const { clock = systemClock, deadlineMs = webhookDefaults.backgroundDeadlineMs } = options;
  const rules: PlatformRules = {
    repeatsForMs: repeats ? Number.POSITIVE_INFINITY : 0,
    deadlineMs,
    handoverMs: deadlineMs,
    page: "",
  };
  const delivery = {
    callbacks: options,
    states: createDeliveredStates(options.seen, clock),
    turns: createOrderTurns(),
    clock,
    name: options.name ?? platform,
    deadlineMs,
    handoverMs: deadlineMs,
  };
  return async (reading) => {
    const startedAt = clock.now();
    const event = { platform, topic: reading.topic, orderId: reading.orderId };
    const outcome = await deliverHook({ event, reading, digest: "" }, delivery);
    const durationMs = clock.now() - startedAt;
    notifyObserver(options.observer, { event, outcome, source: { platform, rules }, status: 0, durationMs });
    if (outcome.kind === "undelivered" && !outcome.handedOver) throw outcome.error;
  };
}

function check(platform: string, { deliver, onUndelivered }: OrderListenerOptions, repeats: boolean): void {
  const missing = (name: string, message: string): never => {
    throw new InvalidInputError("The listener was not created", [{ code: "missing", path: [name], message }]);
  };
  if (typeof deliver !== "function") missing("deliver", "must be a function that delivers the order");
  if (repeats || typeof onUndelivered === "function") return;
  missing(
    "onUndelivered",
    `is missing: ${platform} does not repeat an event, so an order that cannot be delivered now would be lost; ` +
      "give a function that keeps the order, for example in a queue, and delivers it later",
  );
}
