import { DEFAULTS } from "../../http/options/defaults.js";
import type { RateReservation } from "../../http/rate/rate-reservation.js";
import type { UpsertOptions } from "../../privy/orders.js";
import type { OrderInput } from "../../schemas/order/order.js";
import type { TakenOrder } from "../engine/queue-engine.js";
import { notifyQueue } from "../observing/notify-queue.js";
import { QUEUE_DEFAULTS } from "../queue-options.js";
import { type AccountBudget, budgetOf } from "../stats/forecast.js";
import type { DeliveryResult } from "../verdict/delivery-verdict.js";
import { settledDelivery } from "../verdict/judge-delivery.js";
import type { QueueTurn } from "../verdict/next-turn.js";
import type { DeliveryTarget } from "./delivery-target.js";
import { limited } from "./limited.js";
import type { DeliveryClient } from "./work-options.js";
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
  const { context, observer } = state;
  const { engine, clock, leaseMs, budgets } = context;
  const { account, orderId } = taken;
  const isHeld = await engine.renew(taken, { nowMs: Math.floor(clock.now()), leaseMs });
  if (!isHeld) {
    notifyQueue(observer, "onTakeover", { account, order_id: orderId, side: "lost" });
    return "lost_lease";
  }
  const { client, integrationToken } = target;
  const upsert = (signal: AbortSignal): Promise<unknown> => {
    const options: UpsertOptions = {
      signal,
      timeoutMs: DEFAULTS.timeoutMs,
      deadlineMs: QUEUE_DEFAULTS.deliveryMs,
      maxAttempts: 1,
      priority: turn.priority,
      ...(place !== undefined && { reservation: place }),
      integrationToken,
    };
    return client.orders.upsert(order, options);
  };
  const result = await settledDelivery(limited(state, QUEUE_DEFAULTS.deliveryMs + overrunMs, upsert));
  const budget = budgetOfClient(client);
  if (budget !== undefined) budgets.set(account, budget);
  return result;
}

/** The budget is for the forecast only, so a client that cannot report it has none. */
function budgetOfClient(client: DeliveryClient): AccountBudget | undefined {
  try {
    return client.rateLimit && budgetOf(client.rateLimit);
  } catch {
    return undefined;
  }
}
