import { propagation, trace } from "@opentelemetry/api";
import { formatPath } from "../errors/invalid-input-error.js";
import type { Observer } from "../http/observing/observer.js";
import { VERSION } from "../version.js";
import { CallTrace } from "./call-trace.js";
import { durationRecorder } from "./duration-recorder.js";
import { checkOpenTelemetryOptions, type OpenTelemetryObserverOptions } from "./open-telemetry-options.js";

/**
 * Creates an observer that traces calls with OpenTelemetry. It needs the package `@opentelemetry/api`, and does nothing visible until
 * the application has registered a tracer provider.
 *
 * Each call is an INTERNAL span named after its operation (`orders.upsert`), below the span that is active where the call
 * is made. Each attempt is a CLIENT span below it (`POST /v1/orders/placed`) with the attributes of OpenTelemetry's HTTP
 * conventions; it ends when the response was read. Retries, waits and warnings are events of the call's span
 * (`privy_orders.retry`, `.wait`, `.warning`). A span that failed or was aborted has the status ERROR and an `error.type`: the
 * error's `code`, the status of an attempt's response, `aborted`, or `_OTHER` for an error of another package. A
 * failed attempt does not mark a call that succeeded in the end.
 *
 * `traceparent` and `tracestate` of the registered propagator are sent to the server; baggage never is, because it may hold
 * anything. A call's span names its order and label (`privy_orders.order_id`, `.label`); no metric does. No
 * span holds a payload, a contact's id, a query or a secret: `url.full` has REDACTED in place of ids.
 *
 * One observer may serve any number of clients. Use `combineObservers` to combine it with others.
 *
 * @throws InvalidInputError when an option is unknown or wrong
 */
export function createOpenTelemetryObserver(options: OpenTelemetryObserverOptions = {}): Observer {
  checkOpenTelemetryOptions(options);
  const { meter, attemptSpans = true, propagate = true } = options;
  const tracer = options.tracer ?? trace.getTracer("privy-orders", VERSION);
  const durations = meter === undefined ? undefined : durationRecorder(meter);
  // Weak, so that a call whose end is never reported is not kept for ever.
  const traces = new WeakMap<object, CallTrace>();

  return {
    onCallStart(event) {
      traces.set(event.identity, new CallTrace(tracer, event));
    },
    onAttemptStart(event) {
      const call = attemptSpans ? traces.get(event.identity) : undefined;
      if (call === undefined) return undefined;
      const attemptContext = call.startAttempt(event);
      if (!propagate) return undefined;
      const carrier: Record<string, string> = {};
      propagation.inject(attemptContext, carrier);
      const { traceparent, tracestate } = carrier;
      if (traceparent === undefined) return undefined;
      return tracestate === undefined ? { traceparent } : { traceparent, tracestate };
    },
    onAttempt(event) {
      traces.get(event.identity)?.endAttempt(event);
      durations?.attempt(event);
    },
    onRetry({ identity, attempt, delayMs, errorCode, status }) {
      traces.get(identity)?.addEvent("privy_orders.retry", {
        "privy_orders.attempt": attempt,
        "privy_orders.delay_ms": delayMs,
        "error.type": errorCode,
        ...(status !== undefined && { "http.response.status_code": status }),
      });
    },
    onWait({ identity, reason, delayMs }) {
      traces.get(identity)?.addEvent("privy_orders.wait", {
        "privy_orders.reason": reason,
        ...(delayMs !== undefined && { "privy_orders.delay_ms": delayMs }),
      });
    },
    onWarning({ identity, code, path, message }) {
      traces.get(identity)?.addEvent("privy_orders.warning", {
        "privy_orders.code": code,
        ...(path !== undefined && { "privy_orders.field": formatPath(path) }),
        "privy_orders.message": message,
      });
    },
    onSettled(event) {
      traces.get(event.identity)?.end(event);
      traces.delete(event.identity);
      durations?.call(event);
    },
  };
}
