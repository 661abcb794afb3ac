import type { EnqueueObserver, QueueObserver } from "../queue/observing/queue-observer.js";
import { bucketBounds } from "./duration-recorder.js";
import { messagingAttributes } from "./queue-spans.js";
import type { QueueMeter } from "./queue-telemetry-options.js";

/** The name of each counter, after `privy_orders.queue.`, and what it counts. */
const counted = {
  delivered: "Orders that were delivered.",
  superseded:
    "States that needed no request of their own, because a newer one of their order went with them.",
  put_off: "Deliveries that are tried again later.",
  dead: "States that became dead letters.",
  takeovers: "Orders that changed hands, because their worker did not respond.",
  stale: "States that were dropped, because a newer version was delivered already.",
  consent_dropped: "Late orders that went without their marketing consent.",
  held: "Holds of an account.",
  engine_errors: "Failures of the engine that a worker met.",
} as const;

/** Makes the counters and durations of a queue. */
export function createQueueCounters(meter: QueueMeter, queueName: string): QueueObserver & EnqueueObserver {
  const counter = (name: keyof typeof counted) =>
    meter.createCounter(`privy_orders.queue.${name}`, { description: counted[name], unit: "1" });
  const delivered = counter("delivered");
  const superseded = counter("superseded");
  const putOff = counter("put_off");
  const dead = counter("dead");
  const takeovers = counter("takeovers");
  const stale = counter("stale");
  const consentDropped = counter("consent_dropped");
  const held = counter("held");
  const engineErrors = counter("engine_errors");
  const seconds = (name: string, description: string) =>
    meter.createHistogram(name, {
      description,
      unit: "s",
      advice: { explicitBucketBoundaries: [...bucketBounds] },
    });
  const sending = seconds(
    "messaging.client.operation.duration",
    "Duration of putting an order into the queue.",
  );
  const processing = seconds("messaging.process.duration", "Duration of delivering an order.");
  const common = messagingAttributes(queueName);
  const of = (account: string) => ({ "privy_orders.account": account });
  const errorType = (errorCode: string | undefined) => errorCode !== undefined && { "error.type": errorCode };

  return {
    onEnqueued({ durationMs, errorCode, account, result }) {
      const operation = { "messaging.operation.name": "enqueue", "messaging.operation.type": "send" };
      sending.record(durationMs / 1000, { ...common, ...operation, ...errorType(errorCode) });
      if (result === "stale") stale.add(1, of(account));
    },
    onDeliveryEnd({ account, result, outcome = "unknown", errorCode, states, durationMs }) {
      const operation = { "messaging.operation.name": "deliver", "messaging.operation.type": "process" };
      processing.record(durationMs / 1000, { ...common, ...operation, ...errorType(errorCode) });
      if (result !== "delivered" && result !== "split") return;
      delivered.add(1, { ...of(account), "privy_orders.outcome": result === "split" ? "split" : outcome });
      if (result === "delivered" && states > 1) superseded.add(states - 1, of(account));
    },
    onPutOff: ({ account, reason, scope }) =>
      putOff.add(1, { ...of(account), "privy_orders.reason": reason, "privy_orders.scope": scope }),
    onHeld: ({ account, reason }) => held.add(1, { ...of(account), "privy_orders.reason": reason }),
    onDead: ({ account, reason }) => dead.add(1, { ...of(account), "privy_orders.reason": reason }),
    onStale: ({ account, states }) => stale.add(states, of(account)),
    onConsentDropped: ({ account }) => consentDropped.add(1, of(account)),
    onTakeover: ({ account, side }) => takeovers.add(1, { ...of(account), "privy_orders.side": side }),
    onEngineError: ({ operation }) => engineErrors.add(1, { "privy_orders.operation": operation }),
  };
}
