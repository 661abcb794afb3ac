import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import { throwIfAborted } from "../../http/abort.js";
import { unknownOptions } from "../../http/options/unknown-options.js";
import { readStateVersion } from "../../privy/orders/state-version.js";
import { type OrderInput, parseOrderAt } from "../../schemas/order/order.js";
import { QueueFullError } from "../errors/queue-full-error.js";
import { engineErrorFields } from "../observing/engine-error-fields.js";
import { notifyQueue, traceOfEnqueue } from "../observing/notify-queue.js";
import type { EnqueuedEvent } from "../observing/queue-observer.js";
import type { EnqueueOptions, EnqueueResult } from "../order-queue.js";
import { writePayload } from "../payload/envelope.js";
import type { QueueContext } from "../queue-context.js";
import { QUEUE_DEFAULTS } from "../queue-options.js";

/** A key that is readable and valid in every engine. */
const nameForm = /^[A-Za-z0-9][\w.-]{0,63}$/;
const traceForm = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

/** Returns whether a text can be the name of an account or an integration, which is part of keys, logs and metrics. */
export const isQueueName = (name: unknown): boolean => typeof name === "string" && nameForm.test(name);

interface ReadOptions {
  readonly account: string;
  readonly version: number | undefined;
}

const names: readonly string[] = Object.keys({
  account: 0,
  integration: 0,
  priority: 0,
  version: 0,
  transaction: 0,
  signal: 0,
} satisfies Record<keyof EnqueueOptions, 0>);
/** A webhook's `deliver` hands this on with its version and its signal. */
const passedOn = "event";

function readOptions(options: EnqueueOptions): ReadOptions {
  const issues: InputIssue[] = unknownOptions(options, [...names, passedOn], "enqueue");
  const { account = QUEUE_DEFAULTS.account, integration, priority, version } = options;
  const form = "must be a name of letters, digits, dots, - and _, 64 at most, never a token";
  if (!isQueueName(account)) issues.push({ code: "invalid", path: ["account"], message: form });
  if (integration !== undefined && !isQueueName(integration))
    issues.push({ code: "invalid", path: ["integration"], message: form });
  if (priority !== undefined && priority !== "live" && priority !== "backfill")
    issues.push({ code: "invalid", path: ["priority"], message: 'must be "live" or "backfill"' });
  const time = readStateVersion(version, issues);
  const signal = options.signal ?? undefined;
  if (signal !== undefined && typeof Reflect.get(Object(signal), "aborted") !== "boolean")
    issues.push({
      code: "invalid",
      path: ["signal"],
      message: "must be an AbortSignal: controller.signal, not the controller",
    });
  if (issues.length > 0)
    throw new InvalidInputError("The order was not enqueued, because of the call's options", issues);
  return { account, version: time };
}

function refuseTooLarge(text: string, maxStateBytes: number): void {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= maxStateBytes) return;
  const message = `is too large for the queue: its payload has ${bytes} bytes, and ${maxStateBytes} are allowed (maxStateBytes)`;
  throw new InvalidInputError("The order was not enqueued", [{ code: "too_large", path: [], message }]);
}

/** Checks and stores an order. */
export async function enqueueOrder(
  context: QueueContext,
  input: OrderInput,
  given: EnqueueOptions = {},
): Promise<EnqueueResult> {
  const { engine, clock, sealing, observer, parse, maxStateBytes, maxWaiting } = context;
  const options = given ?? {};
  const { account, version } = readOptions(options);
  throwIfAborted(options.signal);
  const { integration, priority = "live", transaction } = options;
  const startedAt = clock.now();
  const nowMs = Math.floor(startedAt);
  // A test's clock may be far behind its orders.
  const { order, warnings } = parseOrderAt(Math.max(nowMs, Date.now()), input, parse);
  const orderId = order.order_id;
  const event = { account, order_id: orderId, identity: {} };
  const traced = traceOfEnqueue(observer, event);
  const trace = traced !== undefined && traceForm.test(traced) ? traced : undefined;
  const report = (end: Pick<EnqueuedEvent, "result" | "errorCode">): void =>
    notifyQueue(observer, "onEnqueued", {
      ...event,
      ...end,
      durationMs: Math.max(0, clock.now() - startedAt),
    });
  try {
    const state = { account, integration, at: nowMs, version, priority, trace, order };
    const text = await writePayload(state, sealing);
    refuseTooLarge(text, maxStateBytes);
    const stored = { account, orderId, at: nowMs, version, priority, text };
    const result = await engine.put(stored, { nowMs, maxWaiting, transaction });
    if (result === "full") throw new QueueFullError(maxWaiting);
    report({ result: result === "stored" ? "accepted" : "stale" });
    if (result === "stale") return { accepted: false, reason: "stale" };
    context.wake();
    return { accepted: true, warnings };
  } catch (error) {
    report({ result: "failed", errorCode: engineErrorFields(error).errorCode });
    throw error;
  }
}
