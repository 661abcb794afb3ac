import type { Tracer } from "@opentelemetry/api";
import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import { type DurationMeter, lacks, type SentAttributes } from "./open-telemetry-options.js";

/** The part of a meter of `@opentelemetry/api` (1.3 or later) that counts what a queue does. */
export interface QueueMeter extends DurationMeter {
  /** Makes a counter. */
  createCounter(
    name: string,
    options: { description: string; unit: string },
  ): { add(value: number, attributes: SentAttributes): void };
}

/** Options of `createQueueOpenTelemetryObserver`. */
export interface QueueTelemetryOptions {
  /** Creates the spans. Default: the globally registered provider's tracer for `privy-orders`, also if it is registered later. */
  readonly tracer?: Tracer | undefined;
  /** Records the counters and durations. Default: nothing is recorded. */
  readonly meter?: QueueMeter | undefined;
  /** The queue's name in spans and metrics (`messaging.destination.name`): as the queue was given it. Default `privy-orders`. */
  readonly name?: string | undefined;
}

/** @throws InvalidInputError naming everything that is wrong */
export function checkQueueTelemetryOptions(options: QueueTelemetryOptions): void {
  const issues: InputIssue[] = [];
  const invalid = (name: string, message: string): void =>
    void issues.push({ code: "invalid", path: name === "" ? [] : [name], message });
  if (typeof options !== "object" || options === null) {
    invalid("", "must be an object of options such as { meter }");
  } else {
    issues.push(
      ...unknownOptions(options, ["tracer", "meter", "name"], "the queue's OpenTelemetry observer"),
    );
    if (lacks(options.tracer, "startSpan"))
      invalid("tracer", "must be a tracer, for example from trace.getTracer()");
    if (lacks(options.meter, "createHistogram", "createCounter"))
      invalid("meter", "must be a meter, for example from metrics.getMeter()");
    if (options.name !== undefined && typeof options.name !== "string")
      invalid("name", "must be the name that the queue was given");
  }
  if (issues.length > 0)
    throw new InvalidInputError("The queue's OpenTelemetry observer was not created", issues);
}
