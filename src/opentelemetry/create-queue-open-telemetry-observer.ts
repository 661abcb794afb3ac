import { trace } from "@opentelemetry/api";
import { combineQueueObservers } from "../queue/observing/notify-queue.js";
import type { EnqueueObserver, QueueObserver } from "../queue/observing/queue-observer.js";
import { QUEUE_DEFAULTS } from "../queue/queue-options.js";
import { VERSION } from "../version.js";
import { createQueueCounters } from "./queue-counters.js";
import { createQueueSpans } from "./queue-spans.js";
import { checkQueueTelemetryOptions, type QueueTelemetryOptions } from "./queue-telemetry-options.js";

/**
 * Makes an observer that traces and counts a durable queue with OpenTelemetry. It is one object for both sides:
 * `createSqliteQueue({ observer })`, or another engine's, and `queue.work({ observer })`. It needs the package
 * `@opentelemetry/api`, and does nothing visible until the application has registered a tracer provider.
 *
 * `privy_orders.enqueue` is a PRODUCER span below the span that is active where `enqueue` is called. `privy_orders.deliver` is a
 * CONSUMER span in a trace of its own, which is linked to the enqueues of all states that it merges; the spans of its client's
 * calls stand below it. Both have the attributes of OpenTelemetry's messaging conventions, and name the order's id and the account.
 *
 * With a `meter` it records the durations `messaging.client.operation.duration` and `messaging.process.duration`, in seconds, and
 * the counters `privy_orders.queue.delivered`, `.superseded`, `.put_off`, `.dead`, `.held`, `.takeovers`, `.stale`,
 * `.consent_dropped` and `.engine_errors`. `observeQueueStats` adds what waits. No metric names an order; nothing holds a payload or
 * a secret.
 *
 * @throws InvalidInputError when an option is unknown or wrong
 */
export function createQueueOpenTelemetryObserver(
  options: QueueTelemetryOptions = {},
): QueueObserver & EnqueueObserver {
  checkQueueTelemetryOptions(options);
  const { meter, name = QUEUE_DEFAULTS.name } = options;
  const tracer = options.tracer ?? trace.getTracer("privy-orders", VERSION);
  const counters = meter === undefined ? undefined : createQueueCounters(meter, name);
  return combineQueueObservers(createQueueSpans(tracer, name), counters);
}
