import { gateOf } from "../../http/rate/rate-gate.js";
import { type RateReservation, reservePlace } from "../../http/rate/rate-reservation.js";
import type { QueueEngine, TakenOrder } from "../engine/queue-engine.js";
import type { StoredState } from "../engine/stored-state.js";
import { QUEUE_DEFAULTS } from "../queue-options.js";
import type { QueueTurn } from "../verdict/next-turn.js";
import { deliveryTarget } from "./delivery-target.js";
import type { WorkerState } from "./worker-state.js";

/** An order that may be sent, as it is now. */
export interface PlacedOrder {
  readonly taken: TakenOrder;
  /** The place in the account's rate limit; absent when the client has no budget, or its budget refuses one. */
  readonly place: RateReservation | undefined;
}

/** The order with the states that it has now: further ones may have come, and some may have been erased. */
async function withNewestStates(engine: QueueEngine, taken: TakenOrder): Promise<TakenOrder> {
  const { account, orderId, states: known } = taken;
  const found = new Map<string, StoredState>();
  for await (const state of engine.states({ account, orderId })) found.set(state.id, state);
  const kept = known.filter(({ id }) => found.has(id));
  const further = [...found.values()].filter(({ id }) => known.every((state) => state.id !== id));
  return { ...taken, states: [...kept, ...further.sort((a, b) => a.at - b.at)] };
}

/**
 * Takes a place in the account's rate limit and only then reads what the order is, so that what arrives during the wait goes
 * out with the same request. A budget that refuses a place refuses the call as well, which says why.
 */
export async function takePlace(
  state: WorkerState,
  taken: TakenOrder,
  { integration, priority }: QueueTurn,
): Promise<PlacedOrder> {
  const { context, abandon } = state;
  const { engine, clock } = context;
  const target = await deliveryTarget(state, taken.account, integration);
  const budget = "client" in target ? target.client.rateBudget : undefined;
  if (budget === undefined) return { taken, place: undefined };
  const askedAt = clock.now();
  const limits = { priority, signal: abandon, clock, waitMs: QUEUE_DEFAULTS.deliveryMs };
  const asked = reservePlace(gateOf(budget), limits);
  const place = await asked.catch(() => undefined);
  if (place === undefined || clock.now() === askedAt) return { taken, place };
  try {
    return { taken: await withNewestStates(engine, taken), place };
  } catch (error) {
    place.release();
    throw error;
  }
}
