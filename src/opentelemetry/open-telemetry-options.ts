import type { Tracer } from "@opentelemetry/api";
import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { unknownOptions } from "../http/options/unknown-options.js";

/** Attributes of a span or a measurement. None of them holds a payload, an id or a secret. */
export type SentAttributes = { [name: string]: string | number };

/** The part of a meter of `@opentelemetry/api` (1.3 or later) that is used. */
export interface DurationMeter {
  /** Makes a histogram of durations, in seconds. */
  createHistogram(
    name: string,
    options: {
      description: string;
      unit: string;
      advice: { explicitBucketBoundaries: number[] };
    },
  ): { record(value: number, attributes: SentAttributes): void };
}

/** Options of `createOpenTelemetryObserver`. */
export interface OpenTelemetryObserverOptions {
  /** Creates the spans. Default: the globally registered provider's tracer for `privy-orders`, also if it is registered later. */
  readonly tracer?: Tracer | undefined;
  /**
   * Records the histograms `http.client.request.duration`, once per attempt, and `privy_orders.call.duration`, once per call,
   * refused ones included; both in seconds. Default: nothing is recorded.
   */
  readonly meter?: DurationMeter | undefined;
  /**
   * Whether each attempt gets a span and trace headers. Default true. Set it to false where `fetch` is instrumented
   * itself (`@opentelemetry/instrumentation-undici`, which the Node auto-instrumentations include): otherwise there are
   * two spans for one request, and two `traceparent` headers, which servers reject.
   */
  readonly attemptSpans?: boolean | undefined;
  /** Whether each attempt that has a span sends `traceparent` and `tracestate`. Default true. */
  readonly propagate?: boolean | undefined;
}

const names: readonly string[] = ["tracer", "meter", "attemptSpans", "propagate"];

/** Whether an option is there and has not all of these functions. */
export function lacks(value: unknown, ...methods: readonly string[]): boolean {
  if (value === undefined) return false;
  if (typeof value !== "object" || value === null) return true;
  return methods.some((method) => typeof Reflect.get(value, method) !== "function");
}

/** @throws InvalidInputError naming everything that is wrong */
export function checkOpenTelemetryOptions(options: OpenTelemetryObserverOptions): void {
  const issues: InputIssue[] = [];
  if (typeof options !== "object" || options === null) {
    issues.push({ code: "invalid", path: [], message: "must be an object of options such as { tracer }" });
  } else {
    issues.push(...unknownOptions(options, names, "the OpenTelemetry observer"));
    if (lacks(options.tracer, "startSpan")) {
      issues.push({
        code: "invalid",
        path: ["tracer"],
        message: "must be a tracer, for example from trace.getTracer()",
      });
    }
    if (lacks(options.meter, "createHistogram")) {
      issues.push({
        code: "invalid",
        path: ["meter"],
        message: "must be a meter, for example from metrics.getMeter()",
      });
    }
    for (const name of ["attemptSpans", "propagate"] as const) {
      const value: unknown = options[name];
      if (value !== undefined && typeof value !== "boolean") {
        issues.push({ code: "invalid", path: [name], message: "must be true or false" });
      }
    }
  }
  if (issues.length > 0) throw new InvalidInputError("The OpenTelemetry observer was not created", issues);
}
