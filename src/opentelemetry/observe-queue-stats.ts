import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { type Clock, systemClock } from "../http/clock.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import type { RateLimitState } from "../http/rate/rate-limit-state.js";
import type { OrderQueue } from "../queue/order-queue.js";
import { lacks, type SentAttributes } from "./open-telemetry-options.js";

/** Reads a queue once, at each collection of the meter, and sets all gauges. */
export type QueueStatsCallback = (result: {
  /** Sets a gauge. */
  observe(gauge: object, value: number, attributes?: SentAttributes): void;
}) => Promise<void>;

/** The part of a meter of `@opentelemetry/api` (1.3 or later) that reads how a queue stands. */
export interface QueueStatsMeter {
  /** Makes a gauge that is read at each collection. */
  createObservableGauge(name: string, options: { description: string; unit: string }): object;
  /** Begins to read gauges together. */
  addBatchObservableCallback(callback: QueueStatsCallback, gauges: object[]): void;
  /** Ends what `addBatchObservableCallback` began. */
  removeBatchObservableCallback(callback: QueueStatsCallback, gauges: object[]): void;
}

/** Options of `observeQueueStats`. */
export interface QueueStatsTelemetryOptions {
  /** Reads the gauges, each time that it collects. */
  readonly meter: QueueStatsMeter;
  /** The accounts' clients by the accounts' names, for what is left of their budgets. Default: budgets are not recorded. */
  readonly clients?:
    | Readonly<Record<string, { readonly rateLimit?: RateLimitState | undefined }>>
    | undefined;
  /** What the age of the oldest order is counted by. Default: the machine. */
  readonly clock?: Clock | undefined;
}

function checkOptions(queue: Pick<OrderQueue, "stats">, options: QueueStatsTelemetryOptions): void {
  const issues: InputIssue[] = [];
  const invalid = (name: string, message: string): void =>
    void issues.push({ code: "invalid", path: [name], message });
  if (queue === undefined || lacks(queue, "stats")) invalid("queue", "must be a queue");
  if (typeof options !== "object" || options === null) {
    invalid("options", "must be an object with a meter");
  } else {
    issues.push(...unknownOptions(options, ["meter", "clients", "clock"], "observeQueueStats"));
    const needed = [
      "createObservableGauge",
      "addBatchObservableCallback",
      "removeBatchObservableCallback",
    ] as const;
    if (options.meter === undefined || lacks(options.meter, ...needed))
      invalid("meter", "must be a meter, for example from metrics.getMeter()");
    if (lacks(options.clients)) invalid("clients", "must list the accounts' clients by their names");
    if (lacks(options.clock, "now")) invalid("clock", "must be a clock");
  }
  if (issues.length > 0) throw new InvalidInputError("The queue is not observed", issues);
}

/**
 * Lets a meter read how a queue stands, at each of its collections: the gauges `privy_orders.queue.waiting`, `.under_way`,
 * `.dead_letters`, `.oldest_age` (seconds; 0 while nothing waits) and, with `clients`, `.budget.remaining` of each account's
 * minute and day. One process of a store is enough: every process sees the same queue.
 *
 * @returns what ends it
 * @throws InvalidInputError when an option is unknown or wrong
 */
export function observeQueueStats(
  queue: Pick<OrderQueue, "stats">,
  options: QueueStatsTelemetryOptions,
): () => void {
  checkOptions(queue, options);
  const { meter, clients = {}, clock = systemClock } = options;
  const gauge = (name: string, description: string, unit: string) =>
    meter.createObservableGauge(`privy_orders.queue.${name}`, { description, unit });
  const waiting = gauge("waiting", "Orders that wait.", "1");
  const underWay = gauge("under_way", "Orders that a worker holds.", "1");
  const deadLetters = gauge("dead_letters", "Dead letters.", "1");
  const oldestAge = gauge("oldest_age", "Age of the oldest state that waits.", "s");
  const remaining = gauge("budget.remaining", "Requests that are left of an account's budget.", "1");
  const gauges = [waiting, underWay, deadLetters, oldestAge, remaining];

  const collect: QueueStatsCallback = async (result) => {
    for (const [account, { rateLimit }] of Object.entries(clients)) {
      for (const window of ["minute", "day"] as const) {
        const left = rateLimit?.[window]?.remaining;
        const attributes = { "privy_orders.account": account, "privy_orders.window": window };
        if (left !== undefined) result.observe(remaining, left, attributes);
      }
    }
    // While the engine is away there is nothing to record; the workers report that.
    const stats = await queue.stats().catch(() => undefined);
    if (stats === undefined) return;
    result.observe(waiting, stats.waiting);
    result.observe(underWay, stats.underWay);
    result.observe(deadLetters, stats.dead);
    const ageMs = stats.oldestAt === undefined ? 0 : clock.now() - stats.oldestAt.getTime();
    result.observe(oldestAge, Math.max(0, ageMs) / 1000);
  };
  meter.addBatchObservableCallback(collect, gauges);
  return () => meter.removeBatchObservableCallback(collect, gauges);
}
