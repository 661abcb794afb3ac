import { raceAbort } from "../../http/abort.js";
import { DEFAULTS } from "../../http/options/defaults.js";
import type { RateReservation } from "../../http/rate/rate-reservation.js";
import type { UpsertOptions } from "../../privy/orders.js";
import type { OrderInput } from "../../schemas/order/order.js";
import type { TakenOrder } from "../engine/queue-engine.js";
import { notifyQueue } from "../observing/notify-queue.js";
import { QUEUE_DEFAULTS } from "../queue-options.js";
import { budgetOf } from "../stats/forecast.js";
import type { DeliveryResult } from "../verdict/delivery-verdict.js";
import { settledDelivery } from "../verdict/judge-delivery.js";
import type { QueueTurn } from "../verdict/next-turn.js";
import type { DeliveryTarget } from "./delivery-target.js";
import type { WorkerState } from "./worker-state.js";

/** How much longer than its own deadline a call may take before it is abandoned, in milliseconds. */
const overrunMs = 5_000;

/** One request to send. */
export interface TurnToSend {
  readonly taken: TakenOrder;
  readonly turn: Pick<QueueTurn, "priority">;
  readonly order: OrderInput;
  readonly target: Extract<DeliveryTarget, { client: unknown }>;
  /** The place in the rate limit that the first attempt takes. */
  readonly place: RateReservation | undefined;
}

/** `lost_lease`: nothing was sent, because another worker may have the order by now. */
export type SentTurn = DeliveryResult | "lost_lease";

function isUnauthorized(result: DeliveryResult): boolean {
  if (result.ok || typeof result.error !== "object" || result.error === null) return false;
  return Reflect.get(result.error, "code") === "unauthorized";
}

/**
 * Sends one request. The lease is renewed in the moment before, so that a worker that was frozen finds out that its order is
 * another's; the call makes one attempt, since the next one has to ask again.
 */
export async function sendTurn(state: WorkerState, request: TurnToSend): Promise<SentTurn> {
  const first = await attempt(state, request);
  if (first === "lost_lease" || !isUnauthorized(first)) return first;
  // A client with OAuth fetches another token after a refusal, and this is its attempt with that.
  if (state.pulseOf(request.taken.account).failuresInARow > 0) return first;
  return attempt(state, request);
}

async function attempt(
  state: WorkerState,
  { taken, turn, order, target, place }: TurnToSend,
): Promise<SentTurn> {
  const { context, abandon, observer } = state;
  const { engine, clock, leaseMs, budgets } = context;
  const { account, orderId } = taken;
  const isHeld = await engine.renew(taken, { nowMs: Math.floor(clock.now()), leaseMs });
  if (!isHeld) {
    notifyQueue(observer, "onTakeover", { account, order_id: orderId, side: "lost" });
    return "lost_lease";
  }
  // A signal of its own: a shared one would gather a listener of every call.
  const controller = new AbortController();
  const abort = (): void => controller.abort(abandon.reason);
  abandon.addEventListener("abort", abort, { once: true });
  // A client without limits of its own must not keep a place for ever.
  const overrun = (): void => controller.abort(new Error("The client did not finish the delivery in time."));
  const cancel = clock.setTimer(overrun, QUEUE_DEFAULTS.deliveryMs + overrunMs, "timeout");
  const options: UpsertOptions = {
    signal: controller.signal,
    timeoutMs: DEFAULTS.timeoutMs,
    deadlineMs: QUEUE_DEFAULTS.deliveryMs,
    maxAttempts: 1,
    priority: turn.priority,
    ...(place !== undefined && { reservation: place }),
    integrationToken: target.integrationToken,
  };
  try {
    const { client } = target;
    const upsert = Promise.resolve().then(() => client.orders.upsert(order, options));
    const result = await settledDelivery(raceAbort(upsert, controller.signal));
    if (client.rateLimit !== undefined) budgets.set(account, budgetOf(client.rateLimit));
    return result;
  } finally {
    cancel();
    abandon.removeEventListener("abort", abort);
  }
}
