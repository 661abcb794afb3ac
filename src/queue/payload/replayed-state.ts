import { asPastOrder } from "../../import/run/without-consent.js";
import type { OrderInput, OrderPayload } from "../../schemas/order/order.js";
import type { QueuedState, ReplayAs } from "./queued-state.js";

/** Returns the order in the form in which it is sent when it is late or replayed. */
export function lateOrder(
  order: OrderPayload,
  as: ReplayAs,
  consent: "drop" | "send",
): { readonly order: OrderInput; readonly consentDropped: boolean } {
  const past = asPastOrder(order, consent);
  if (as === "past") return past;
  return { ...past, order: { ...past.order, initial_sync: order.initial_sync } };
}

/** Returns the state of a dead letter that is put back; its age counts from now. */
export function replayedState(
  state: QueuedState,
  {
    as,
    consent,
    nowMs,
  }: { readonly as: ReplayAs; readonly consent: "drop" | "send"; readonly nowMs: number },
): { readonly state: QueuedState; readonly consentDropped: boolean } {
  const { order, consentDropped } = lateOrder(state.order, as, consent);
  // Only fields of the payload were set or left out.
  const payload = order as OrderPayload;
  return { state: { ...state, order: payload, replayedAt: nowMs }, consentDropped };
}
