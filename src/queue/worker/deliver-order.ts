import { hasErrorBrand, type PrivyOrdersError } from "../../errors/privy-orders-error.js";
import type { RateReservation } from "../../http/rate/rate-reservation.js";
import type { QueueEngine, TakenOrder } from "../engine/queue-engine.js";
import { notifyQueue, runDelivery } from "../observing/notify-queue.js";
import type { DeliveryEndEvent, DeliveryStartEvent } from "../observing/queue-observer.js";
import { lateOrder } from "../payload/replayed-state.js";
import type { DeliveryResult, DeliveryVerdict } from "../verdict/delivery-verdict.js";
import { judgeDelivery } from "../verdict/judge-delivery.js";
import type { QueueTurn } from "../verdict/next-turn.js";
import { deliveryTarget } from "./delivery-target.js";
import { type OrderPlan, readOrderPlan } from "./read-order.js";
import { sendTurn } from "./send-turn.js";
import { createSettling, type Settling } from "./settling.js";
import { takePlace } from "./take-place.js";
import type { WorkerState } from "./worker-state.js";

type SendPlan = Extract<OrderPlan, { kind: "send" }>;
type End = Pick<DeliveryEndEvent, "result" | "outcome" | "errorCode">;

/** When an unreadable order is tried again, in milliseconds. */
const unreadableMs = 60_000;

function endOf(result: DeliveryEndEvent["result"], sent: DeliveryResult): End {
  if (!sent.ok) {
    // The brand proves that the code exists.
    const errorCode = hasErrorBrand(sent.error) ? (sent.error as PrivyOrdersError).code : "_OTHER";
    return { result, errorCode };
  }
  const given: unknown = sent.result;
  const outcome: unknown =
    typeof given === "object" && given !== null ? Reflect.get(given, "outcome") : undefined;
  return typeof outcome === "string" ? { result, outcome } : { result };
}

/** Delivers a leased order, and ends its lease. */
export async function deliverOrder(state: WorkerState, taken: TakenOrder): Promise<void> {
  const { account, orderId, crashes } = taken;
  if (crashes > 0) notifyQueue(state.observer, "onTakeover", { account, order_id: orderId, side: "taken" });
  const first = await planOf(state, taken);
  if (first.kind !== "send") return settlePlan(state, taken, first);
  const { taken: newest, place } = await takePlace(state, taken, first.turn);
  try {
    const plan = newest === taken ? first : await planOf(state, newest);
    if (plan.kind !== "send") return await settlePlan(state, newest, plan);
    await sendPlan(state, newest, plan, place);
  } finally {
    place?.release();
  }
}

function planOf({ context, lingerMs, late }: WorkerState, taken: TakenOrder): Promise<OrderPlan> {
  const { clock, sealing } = context;
  return readOrderPlan(taken, { nowMs: Math.floor(clock.now()), lingerMs, late, sealing });
}

/** Gives back an order of which nothing is sent now. */
function settlePlan(
  state: WorkerState,
  taken: TakenOrder,
  plan: Exclude<OrderPlan, SendPlan>,
): Promise<void> {
  const settling = createSettling(state, taken, "stale" in plan ? plan.stale : []);
  switch (plan.kind) {
    case "unreadable":
      return settling.putOff("unreadable", unreadableMs);
    case "linger":
      return settling.putOff("linger", Math.max(0, plan.untilMs - state.context.clock.now()));
    case "nothing":
      return settling.release();
    case "dead":
      return settling.bury(plan.letters);
  }
}

async function sendPlan(
  state: WorkerState,
  taken: TakenOrder,
  plan: SendPlan,
  place: RateReservation | undefined,
): Promise<void> {
  const { context, observer } = state;
  const { account, orderId } = taken;
  const { turn, ageMs } = plan;
  const startedAt = context.clock.now();
  const start: DeliveryStartEvent = {
    account,
    order_id: orderId,
    identity: {},
    states: turn.states.length,
    traces: turn.states.flatMap(({ trace }) => trace ?? []),
  };
  notifyQueue(observer, "onDeliveryStart", start);
  let end: End = { result: "aborted" };
  try {
    end = await runDelivery(observer, start, () => sendAndSettle(state, taken, plan, place));
  } finally {
    const durationMs = Math.max(0, context.clock.now() - startedAt);
    notifyQueue(observer, "onDeliveryEnd", { ...start, ...end, durationMs, ageMs });
  }
}

/** One turn of a plan: the whole, or one state of it. */
interface Part {
  readonly turn: QueueTurn;
  /** Whether the lease ends afterwards. */
  readonly isLast: boolean;
  readonly place: RateReservation | undefined;
}

/** Returns whether a state of an order is still in the queue: a part of a split must not send what was forgotten since. */
async function isKept(engine: QueueEngine, { account, orderId }: TakenOrder, id: string): Promise<boolean> {
  for await (const state of engine.states({ account, orderId })) if (state.id === id) return true;
  return false;
}

async function sendAndSettle(
  state: WorkerState,
  taken: TakenOrder,
  plan: SendPlan,
  place: RateReservation | undefined,
): Promise<End> {
  const settling = createSettling(state, taken, plan.stale);
  const whole = await sendPart(state, taken, plan, settling, { turn: plan.turn, isLast: true, place });
  if (whole.result !== "split") return whole;
  let last: End = whole;
  for (const [index, one] of plan.turn.states.entries()) {
    const { order, integration, priority, version } = one;
    const turn: QueueTurn = { states: [one], order, integration, priority, version };
    const isLast = index === plan.turn.states.length - 1;
    if (!(await isKept(state.context.engine, taken, one.id))) {
      if (isLast) await settling.release();
      continue;
    }
    last = await sendPart(state, taken, plan, settling, { turn, isLast, place: undefined });
    if (last.result !== "delivered" && last.result !== "dead") return last;
  }
  return { ...last, result: "split" };
}

async function sendPart(
  state: WorkerState,
  taken: TakenOrder,
  { isLate }: SendPlan,
  settling: Settling,
  { turn, isLast, place }: Part,
): Promise<End> {
  const { late, consent, abandon, observer } = state;
  const { account, orderId } = taken;
  const target = await deliveryTarget(state, account, turn.integration);
  if ("missing" in target) {
    const { error } = target;
    if (error !== undefined)
      notifyQueue(observer, "onEngineError", {
        engine: state.context.engine.name,
        operation: "client",
        error,
      });
    await settling.holdFor(target.missing);
    return { result: "put_off" };
  }
  const as = late.do === "send_as_past" ? "past" : "live";
  const { order, consentDropped } = isLate
    ? lateOrder(turn.order, as, consent)
    : { order: turn.order, consentDropped: false };
  const sent = await sendTurn(state, { taken, turn, order, target, place });
  if (sent === "lost_lease") return { result: "lost_lease" };
  if (!sent.ok && abandon.aborted) {
    await settling.putOff("stopped", 0);
    return { result: "aborted" };
  }
  if (consentDropped && sent.ok) notifyQueue(observer, "onConsentDropped", { account, order_id: orderId });
  const verdict = judgeDelivery(sent, situationOf(state, taken, turn));
  await settling.settle(verdict, turn, { isLast });
  return endOf(resultOf(verdict), sent);
}

function situationOf(
  state: WorkerState,
  { account, orderId, attempts }: TakenOrder,
  turn: QueueTurn,
): Parameters<typeof judgeDelivery>[1] {
  const { clock, board } = state.context;
  const pulse = state.pulseOf(account);
  const lastHold = board.lastHold(account);
  const isRefusal = lastHold?.reason === "credentials" || lastHold?.reason === "wrong_address";
  return {
    states: turn.states.length,
    attempts,
    failuresInARow: Math.max(
      pulse.failuresInARow,
      lastHold?.reason === "unavailable" ? lastHold.inARow + 4 : 0,
    ),
    holdsInARow: isRefusal ? lastHold.inARow : 0,
    othersDelivered: pulse.othersDelivered(orderId),
    nowMs: clock.now(),
    random: clock.random?.bind(clock),
  };
}

function resultOf({ kind }: DeliveryVerdict): DeliveryEndEvent["result"] {
  if (kind === "done") return "delivered";
  return kind === "retry" ? "put_off" : kind;
}
