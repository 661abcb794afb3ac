import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import type { EnqueueObserver, QueuedOrderEvent, QueueObserver } from "../queue/observing/queue-observer.js";
import type { SentAttributes } from "./open-telemetry-options.js";
import { linkTo, traceParentOf } from "./trace-parent.js";

type QueueSpans = Required<
  Pick<EnqueueObserver, "onEnqueue" | "onEnqueued"> &
    Pick<QueueObserver, "onDeliveryStart" | "aroundDelivery" | "onDeliveryEnd">
>;

/** The attributes of OpenTelemetry's messaging conventions that every span and metric of a queue has. */
export const messagingAttributes = (queueName: string): SentAttributes => ({
  "messaging.system": "privy_orders",
  "messaging.destination.name": queueName,
});

const ofOrder = ({ account, order_id }: QueuedOrderEvent): SentAttributes => ({
  "privy_orders.account": account,
  "privy_orders.order_id": order_id,
});

function endSpan(span: Span | undefined, attributes: SentAttributes, errorCode: string | undefined): void {
  if (span === undefined) return;
  span.setAttributes(attributes);
  if (errorCode !== undefined) {
    span.setAttribute("error.type", errorCode);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

/** The spans of a queue: one where an order is put into it, and one for each delivery, with links to the former. */
export function createQueueSpans(tracer: Tracer, queueName: string): QueueSpans {
  // Weak, so that what never ends is not kept for ever.
  const spans = new WeakMap<object, Span>();
  const common = messagingAttributes(queueName);
  return {
    onEnqueue(event) {
      const attributes = {
        ...common,
        "messaging.operation.name": "enqueue",
        "messaging.operation.type": "send",
        ...ofOrder(event),
      };
      const span = tracer.startSpan("privy_orders.enqueue", { kind: SpanKind.PRODUCER, attributes });
      spans.set(event.identity, span);
      return traceParentOf(span.spanContext());
    },
    onEnqueued({ identity, result, errorCode }) {
      endSpan(spans.get(identity), { "privy_orders.result": result }, errorCode);
    },
    onDeliveryStart(event) {
      const attributes = {
        ...common,
        "messaging.operation.name": "deliver",
        "messaging.operation.type": "process",
        "messaging.batch.message_count": event.states,
        ...ofOrder(event),
      };
      const links = event.traces.flatMap(linkTo);
      // A trace of its own: the span in which the worker happened to be started has nothing to do with the order.
      const options = { kind: SpanKind.CONSUMER, root: true, attributes, links };
      spans.set(event.identity, tracer.startSpan("privy_orders.deliver", options));
    },
    aroundDelivery({ identity }, run) {
      const span = spans.get(identity);
      if (span === undefined) run();
      else context.with(trace.setSpan(context.active(), span), run);
    },
    onDeliveryEnd({ identity, result, outcome, errorCode, ageMs }) {
      const attributes = {
        "privy_orders.result": result,
        "privy_orders.age_ms": ageMs,
        ...(outcome !== undefined && { "privy_orders.outcome": outcome }),
      };
      endSpan(spans.get(identity), attributes, errorCode);
    },
  };
}
