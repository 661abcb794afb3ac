import {
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type {
  AttemptEvent,
  AttemptStartEvent,
  CallStartEvent,
  SettledEvent,
} from "../http/observing/observer.js";
import type { SentAttributes } from "./open-telemetry-options.js";
import { type Outcome, outcomeAttributes } from "./outcome-attributes.js";
import { requestAttributes } from "./request-attributes.js";

function endSpan(span: Span, outcome: Outcome): void {
  const attributes = outcomeAttributes(outcome);
  span.setAttributes(attributes);
  // Not in a metric: it may name a host.
  if (outcome.errorReason !== undefined) span.setAttribute("privy_orders.error_reason", outcome.errorReason);
  // Left unset otherwise: "ok" is for the application to say.
  if ("error.type" in attributes) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** The spans of one call: one for itself, and below it one for each attempt. */
export class CallTrace {
  readonly #tracer: Tracer;
  readonly #span: Span;
  readonly #context: Context;
  readonly #attempts = new Map<number, Span>();

  /** Begins the call's span below whatever span is active now. */
  constructor(tracer: Tracer, { operation, priority, order_id, label }: CallStartEvent) {
    const parent = context.active();
    const attributes = {
      "privy_orders.priority": priority,
      ...(order_id !== undefined && { "privy_orders.order_id": order_id }),
      ...(label !== undefined && { "privy_orders.label": label }),
    };
    this.#tracer = tracer;
    this.#span = tracer.startSpan(operation, { kind: SpanKind.INTERNAL, attributes }, parent);
    this.#context = trace.setSpan(parent, this.#span);
  }

  addEvent(name: string, attributes: SentAttributes): void {
    this.#span.addEvent(name, attributes);
  }

  /** Begins an attempt's span; gives the context that is to be propagated. */
  startAttempt(event: AttemptStartEvent): Context {
    const { template, common, urlFull } = requestAttributes(event);
    const resends = event.attempt - 1;
    const span = this.#tracer.startSpan(
      `${event.method} ${template}`,
      {
        kind: SpanKind.CLIENT,
        attributes: {
          ...common,
          "url.full": urlFull,
          ...(resends > 0 && { "http.request.resend_count": resends }),
        },
      },
      this.#context,
    );
    this.#attempts.set(event.attempt, span);
    return trace.setSpan(this.#context, span);
  }

  endAttempt(event: AttemptEvent): void {
    const span = this.#attempts.get(event.attempt);
    if (span === undefined) return;
    this.#attempts.delete(event.attempt);
    if (event.deprecation !== undefined) span.setAttribute("privy_orders.deprecated", true);
    endSpan(span, event);
  }

  end({ result, attempts, status, errorCode, errorReason }: SettledEvent): void {
    const failure = result === "aborted" ? "aborted" : (errorCode ?? "_OTHER");
    const outcome: Outcome = {
      ...(status !== undefined && { status }),
      ...(result !== "succeeded" && { errorCode: failure }),
      ...(errorReason !== undefined && { errorReason }),
    };
    // A deadline or an abort ends the call before its running attempt has been told to stop.
    for (const span of this.#attempts.values()) endSpan(span, { errorCode: failure });
    this.#span.setAttributes({ "privy_orders.result": result, "privy_orders.attempts": attempts });
    endSpan(this.#span, outcome);
  }
}
