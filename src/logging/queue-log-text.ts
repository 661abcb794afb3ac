import type { EngineErrorFields } from "../queue/observing/engine-error-fields.js";
import type {
  DeadEvent,
  DeliveryEndEvent,
  EngineErrorEvent,
  EnqueuedEvent,
  HeldEvent,
  PutOffEvent,
  TakeoverEvent,
} from "../queue/observing/queue-observer.js";

const milliseconds = (durationMs: number): string => `${Math.round(durationMs)} ms`;
const statesOf = (count: number): string => `${count} ${count === 1 ? "state" : "states"}`;

export function enqueuedText({ order_id, result, errorCode }: EnqueuedEvent): string {
  if (result === "failed") return `order ${order_id} was not queued: ${errorCode ?? "_OTHER"}`;
  return result === "stale"
    ? `order ${order_id} was not queued: a newer version was delivered already`
    : `order ${order_id} was queued`;
}

export function deliveryText(event: DeliveryEndEvent): string {
  const { order_id, result, outcome, states, durationMs, ageMs } = event;
  if (result === "aborted") return `the delivery of order ${order_id} was aborted; the order waits on`;
  const how = result === "split" ? "state by state" : `(${outcome ?? "done"})`;
  return `order ${order_id} was delivered ${how} in ${milliseconds(durationMs)}: ${statesOf(states)}, the oldest accepted ${milliseconds(ageMs)} before`;
}

export function putOffText({ order_id, reason, scope, delayMs, attempts }: PutOffEvent): string {
  const failed =
    attempts > 0 ? ` after ${attempts} failed ${attempts === 1 ? "delivery" : "deliveries"}` : "";
  const who = scope === "account" ? "with its account" : "alone";
  return `order ${order_id} waits ${milliseconds(delayMs)}, ${who}: ${reason}${failed}`;
}

export function deadText({ order_id, reason, fields }: DeadEvent): string {
  const which = fields.length === 0 ? "" : ` (${fields.join(", ")})`;
  return `order ${order_id} is a dead letter: ${reason}${which}`;
}

export function heldText({ account, reason, untilMs, inARow }: HeldEvent): string {
  const again = inARow > 1 ? `, for the ${inARow}. time in a row` : "";
  return `account ${account} is held until ${new Date(untilMs).toISOString()}: ${reason}${again}`;
}

export function takeoverText({ order_id, side }: TakeoverEvent): string {
  return side === "taken"
    ? `order ${order_id} was taken over from a worker that did not respond any more`
    : `order ${order_id} was taken over by another worker, because this one did not respond in time`;
}

export function engineErrorText(
  { engine, operation }: EngineErrorEvent,
  { errorCode, engineCode }: EngineErrorFields,
): string {
  if (operation === "client") return `the function of work({ client }) failed: ${engineCode ?? errorCode}`;
  return `the queue's engine ${engine} failed at ${operation}: ${engineCode ?? errorCode}`;
}

export const staleText = (orderId: string, states: number): string =>
  `${statesOf(states)} of order ${orderId} ${states === 1 ? "was" : "were"} dropped: a newer version was delivered already`;
