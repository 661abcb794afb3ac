import { raceAbort, throwIfAborted } from "../../http/abort.js";
import type { Clock } from "../../http/clock.js";
import type { OrderVersion } from "../../platforms/order-version.js";
import type { HookReading, MappedOrder, WebhookEvent } from "../webhook-source.js";
import { classifyFailure } from "./classify-failure.js";
import type { DeliveredStates } from "./delivered-states.js";
import type { HookCallbacks } from "./hook-callbacks.js";
import type { HookOutcome } from "./hook-outcome.js";
import type { OrderTurns } from "./order-turns.js";
import { withinTime } from "./within-time.js";

export interface HookDeliveryOptions {
  readonly callbacks: HookCallbacks;
  readonly states: DeliveredStates;
  readonly turns: OrderTurns;
  readonly clock: Clock;
  /** The prefix of the platform's order ids, so that shops can share a store. */
  readonly name: string;
  readonly deadlineMs: number;
  readonly handoverMs: number;
}

/** A webhook during its delivery: its content, and the state of its order so far. */
export interface HookToDeliver {
  readonly event: WebhookEvent;
  readonly reading: HookReading;
  /** The hash of its bytes. */
  readonly digest: string;
}

/** Delivers a webhook's order and calls the callbacks. Never rejects. */
export async function deliverHook(hook: HookToDeliver, options: HookDeliveryOptions): Promise<HookOutcome> {
  const progress: { mapped?: MappedOrder } = {};
  const { clock, deadlineMs } = options;
  let outcome: HookOutcome;
  try {
    outcome = await withinTime({ clock, timeoutMs: deadlineMs, what: "The delivery" }, (signal) =>
      attempt(hook, options, progress, signal),
    );
  } catch (error) {
    outcome = classifyFailure(error, "deliver");
  }
  return report(hook, options, progress.mapped, outcome);
}

/** Waits for the order's turn, and delivers unless a state at least as new is delivered already. */
async function attempt(
  { event, reading, digest }: HookToDeliver,
  { callbacks, states, turns, name }: HookDeliveryOptions,
  progress: { mapped?: MappedOrder },
  signal: AbortSignal,
): Promise<HookOutcome> {
  if (reading.skip !== undefined) return { kind: "skipped", reason: reading.skip };
  const isWhole = reading.fetch === undefined;
  const key = `${name}:${reading.orderId ?? digest}`;
  const deliverInTurn = async (): Promise<HookOutcome> => {
    throwIfAborted(signal);
    // Fetched only when its turn comes, so that it is fresh.
    const fetched = await reading.fetch?.({ signal });
    if (!isWhole && (fetched === null || fetched === undefined))
      return { kind: "skipped", reason: "not_an_order" };
    const last = await states.last(key);
    try {
      progress.mapped = reading.map({ fetched, wasReported: last !== undefined });
    } catch (error) {
      return classifyFailure(error, "map");
    }
    const { order, version } = progress.mapped;
    if (isOlder(version, last?.version)) return { kind: "skipped", reason: "late" };
    if (isWhole && last?.digest === digest) return { kind: "skipped", reason: "repeated" };
    throwIfAborted(signal);
    await callbacks.deliver(order, { version, signal, event });
    await states.remember(key, {
      version: version === undefined ? undefined : Number(version),
      digest: isWhole ? digest : "",
    });
    return { kind: "delivered" };
  };
  // The turn ends with the webhook's time, so that work which ignores the signal cannot block the order.
  return turns(key, () => raceAbort(deliverInTurn(), signal));
}

/** A state of the same age is not older: platforms count in seconds, and two states may share one. */
const isOlder = (version: OrderVersion | undefined, delivered: number | undefined): boolean =>
  version !== undefined && delivered !== undefined && Number(version) < delivered;

/** Calls the callbacks. One that fails or hangs has no effect, except that an order counts as handed over only on success. */
async function report(
  { event }: HookToDeliver,
  { callbacks, clock, handoverMs }: HookDeliveryOptions,
  mapped: MappedOrder | undefined,
  outcome: HookOutcome,
): Promise<HookOutcome> {
  const order = mapped?.order;
  const notify = async (call: () => unknown): Promise<boolean> => {
    const time = { clock, timeoutMs: handoverMs, what: "A callback" };
    return withinTime(time, async () => call()).then(
      () => true,
      () => false,
    );
  };
  const { onSkipped, onRejected, onUndelivered } = callbacks;
  if (outcome.kind === "skipped" && onSkipped) {
    await notify(() => onSkipped({ event, reason: outcome.reason }));
  }
  if (outcome.kind === "rejected" && onRejected) {
    await notify(() => onRejected({ event, order, error: outcome.error }));
  }
  if (outcome.kind === "undelivered" && onUndelivered) {
    const { error } = outcome;
    const handedOver = await notify(() => onUndelivered({ event, order, version: mapped?.version, error }));
    return { kind: "undelivered", error, handedOver };
  }
  return outcome;
}
