import { createNoopMeter, type Meter, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { InvalidInputError, PrivyClient } from "privy-orders";
import {
  createOpenTelemetryObserver,
  createQueueOpenTelemetryObserver,
  observeQueueStats,
} from "privy-orders/opentelemetry";
import { createFakePrivy, createMemoryQueue } from "privy-orders/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orderOf } from "../queue/contract/contract-support.js";
import { echo, observedStore, secretOrder, secrets, stored } from "../queue/observing/observed-store.js";
import { createTracing, registerGlobals, unregisterGlobals } from "./tracing-harness.js";

beforeAll(registerGlobals);
afterAll(unregisterGlobals);

type Counted = readonly [name: string, value: number, attributes: Record<string, unknown>];

/** A meter that keeps what it is given. */
function memoryMeter(): { meter: Meter; counted: Counted[]; collect: () => Promise<Counted[]> } {
  const meter = createNoopMeter();
  const counted: Counted[] = [];
  const names = new Map<unknown, string>();
  const callbacks = new Set<Parameters<Meter["addBatchObservableCallback"]>[0]>();
  meter.createCounter = (name) => ({
    add: (value, attributes) => void counted.push([name, value, { ...attributes }]),
  });
  meter.createHistogram = (name) => ({
    record: (value, attributes) => void counted.push([name, value, { ...attributes }]),
  });
  meter.createObservableGauge = (name) => {
    const gauge = { addCallback: () => undefined, removeCallback: () => undefined };
    names.set(gauge, name);
    return gauge;
  };
  meter.addBatchObservableCallback = (callback) => void callbacks.add(callback);
  meter.removeBatchObservableCallback = (callback) => void callbacks.delete(callback);
  return {
    meter,
    counted,
    async collect() {
      const seen: Counted[] = [];
      for (const callback of callbacks)
        await callback({
          observe: (gauge, value, attributes) =>
            void seen.push([names.get(gauge) ?? "?", value, { ...attributes }]),
        });
      return seen;
    },
  };
}

const messaging = { "messaging.system": "privy_orders", "messaging.destination.name": "privy-orders" };
const ofOrder = { "privy_orders.account": "default", "privy_orders.order_id": "1001" };

describe("the spans of a queue", () => {
  it("are a producer's below the caller's, and a consumer's that is linked to all states that it merged", async () => {
    const tracing = createTracing();
    const { tracer } = tracing;
    const { enqueue, work } = observedStore(createQueueOpenTelemetryObserver({ tracer }));
    for (const total of [95, 96])
      await tracer.startActiveSpan("checkout", async (span) => {
        await enqueue({ ...secretOrder, total });
        span.end();
      });
    await tracer.startActiveSpan("start-up", async (span) => {
      await work();
      span.end();
    });
    const [first, , second] = tracing.spans();
    for (const span of [first, second])
      expect(span).toMatchObject({
        name: "privy_orders.enqueue",
        kind: SpanKind.PRODUCER,
        attributes: {
          ...messaging,
          ...ofOrder,
          "messaging.operation.name": "enqueue",
          "messaging.operation.type": "send",
          "privy_orders.result": "accepted",
        },
      });
    expect(first?.parentId).toBe(tracing.spans()[1]?.id);
    const deliver = tracing.span("privy_orders.deliver");
    expect(deliver.kind).toBe(SpanKind.CONSUMER);
    expect(deliver.parentId).toBeUndefined();
    expect(deliver.links.map(({ context }) => context.spanId)).toEqual([first?.id, second?.id]);
    expect(deliver.links.map(({ context }) => context.traceId)).toEqual(
      [first, second].map((span) => span?.spanContext().traceId),
    );
    expect(deliver.attributes).toEqual({
      ...messaging,
      ...ofOrder,
      "messaging.operation.name": "deliver",
      "messaging.operation.type": "process",
      "messaging.batch.message_count": 2,
      "privy_orders.result": "delivered",
      "privy_orders.outcome": "created",
      "privy_orders.age_ms": expect.any(Number),
    });
    expect(deliver.status.code).toBe(SpanStatusCode.UNSET);
  });

  it("stand above those of the client's calls", async () => {
    const tracing = createTracing();
    const { tracer } = tracing;
    const { enqueue, work, clock } = observedStore(createQueueOpenTelemetryObserver({ tracer }));
    const observer = createOpenTelemetryObserver({ tracer });
    const client = new PrivyClient({ token: secrets.token, clock, observer, fetch: async () => stored() });
    await enqueue();
    await work({ client });
    expect(tracing.span("orders.upsert").parentId).toBe(tracing.span("privy_orders.deliver").id);
  });

  it("are errors when an order was not kept, not delivered, or is dead", async () => {
    const tracing = createTracing();
    const observer = createQueueOpenTelemetryObserver({ tracer: tracing.tracer, name: "shop" });
    const { enqueue, work } = observedStore(observer, [echo(503), echo(422)]);
    await enqueue();
    await work();
    const full = createMemoryQueue({ observer, maxWaiting: 1 });
    await full.enqueue(orderOf(1));
    await expect(full.enqueue(orderOf(2))).rejects.toThrow();
    const failed = tracing.spans().filter(({ status }) => status.code === SpanStatusCode.ERROR);
    expect(
      failed.map(({ attributes }) => [attributes["privy_orders.result"], attributes["error.type"]]),
    ).toEqual([
      ["put_off", "server_error"],
      ["dead", "rejected"],
      ["failed", "queue_full"],
    ]);
    expect(failed[0]?.attributes["messaging.destination.name"]).toBe("shop");
  });

  it("cost nothing and keep no trace when no SDK is registered", async () => {
    const seen: unknown[] = [];
    const plain = createQueueOpenTelemetryObserver();
    const { enqueue, work, queue } = observedStore({
      ...plain,
      onDeliveryStart: ({ traces }) => void seen.push(...traces),
    });
    await enqueue();
    await work();
    expect(seen).toEqual([]);
    expect(await queue.stats()).toMatchObject({ waiting: 0, dead: 0 });
  });

  it("and the metrics hold no customer's value and no secret, whatever happens", async () => {
    const tracing = createTracing();
    const { meter, counted } = memoryMeter();
    const observer = createQueueOpenTelemetryObserver({ tracer: tracing.tracer, meter });
    const broken = new Error(Object.values(secrets).join(" "));
    const { enqueue, work } = observedStore(observer, [broken, echo(500), echo(401), echo(422)]);
    await enqueue();
    await work({ forMs: 7_200_000 });
    observer.onEngineError?.({ engine: "sqlite", operation: "take", error: broken });
    expect(tracing.spans().length).toBeGreaterThan(4);
    const told = JSON.stringify([
      counted,
      tracing.spans().map(({ name, attributes, events, status }) => [name, attributes, events, status]),
    ]);
    for (const value of Object.values(secrets)) expect(told).not.toContain(value);
    expect(JSON.stringify(counted)).not.toContain("1001");
  });
});

describe("the metrics of a queue", () => {
  const named = (counted: readonly Counted[], name: string) =>
    counted.filter(([one]) => one === name).map(([, value, attributes]) => [value, attributes]);

  it("count what is delivered, merged, put off, held and dead, and measure in seconds", async () => {
    const { meter, counted } = memoryMeter();
    const { enqueue, work } = observedStore(createQueueOpenTelemetryObserver({ meter }), [
      echo(503),
      echo(401),
      stored(),
      echo(422),
    ]);
    await enqueue();
    await enqueue({ ...secretOrder, total: 96 });
    await work({ forMs: 7_200_000 });
    await enqueue({ ...secretOrder, total: 97 });
    await work();
    const account = { "privy_orders.account": "default" };
    expect(named(counted, "privy_orders.queue.delivered")).toEqual([
      [1, { ...account, "privy_orders.outcome": "created" }],
    ]);
    expect(named(counted, "privy_orders.queue.superseded")).toEqual([[1, account]]);
    expect(named(counted, "privy_orders.queue.put_off")).toContainEqual([
      1,
      { ...account, "privy_orders.reason": "unavailable", "privy_orders.scope": "order" },
    ]);
    expect(named(counted, "privy_orders.queue.held")).toEqual([
      [1, { ...account, "privy_orders.reason": "credentials" }],
    ]);
    expect(named(counted, "privy_orders.queue.dead")).toEqual([
      [1, { ...account, "privy_orders.reason": "rejected" }],
    ]);
    expect(named(counted, "messaging.client.operation.duration")).toHaveLength(3);
    expect(named(counted, "messaging.process.duration").at(-1)).toEqual([
      expect.any(Number),
      {
        ...messaging,
        "messaging.operation.name": "deliver",
        "messaging.operation.type": "process",
        "error.type": "rejected",
      },
    ]);
  });

  it("count what only happens to late, old and taken orders", () => {
    const { meter, counted } = memoryMeter();
    const observer = createQueueOpenTelemetryObserver({ meter });
    const order = { account: "de", order_id: "7" };
    observer.onStale?.({ ...order, states: 2 });
    observer.onConsentDropped?.(order);
    observer.onTakeover?.({ ...order, side: "lost" });
    observer.onEngineError?.({ engine: "sqlite", operation: "take", error: new Error("x") });
    observer.onEnqueued?.({ ...order, identity: {}, result: "stale", durationMs: 250 });
    expect(named(counted, "privy_orders.queue.stale").map(([value]) => value)).toEqual([2, 1]);
    expect(named(counted, "privy_orders.queue.consent_dropped")).toHaveLength(1);
    expect(named(counted, "privy_orders.queue.takeovers")).toEqual([
      [1, { "privy_orders.account": "de", "privy_orders.side": "lost" }],
    ]);
    expect(named(counted, "privy_orders.queue.engine_errors")).toEqual([
      [1, { "privy_orders.operation": "take" }],
    ]);
    expect(named(counted, "messaging.client.operation.duration")).toEqual([[0.25, expect.any(Object)]]);
  });

  it("show how a queue stands at each collection, until they are ended", async () => {
    const { meter, collect } = memoryMeter();
    const privy = createFakePrivy({ rateLimit: { perMinute: 60, perDay: 1_000 } });
    const { clock } = privy;
    const client = privy.client();
    const queue = createMemoryQueue({ clock });
    const end = observeQueueStats(queue, { meter, clock, clients: { de: client } });
    expect(await collect()).toContainEqual(["privy_orders.queue.oldest_age", 0, {}]);
    await client.orders.upsert(orderOf(1));
    await queue.enqueue(orderOf(2));
    await clock.advance(30_000);
    const window = (name: string) => ({ "privy_orders.account": "de", "privy_orders.window": name });
    expect(await collect()).toEqual([
      ["privy_orders.queue.budget.remaining", 59, window("minute")],
      ["privy_orders.queue.budget.remaining", 999, window("day")],
      ["privy_orders.queue.waiting", 1, {}],
      ["privy_orders.queue.under_way", 0, {}],
      ["privy_orders.queue.dead_letters", 0, {}],
      ["privy_orders.queue.oldest_age", 30, {}],
    ]);
    end();
    expect(await collect()).toEqual([]);
  });

  it("leave out a queue whose engine is away", async () => {
    const { meter, collect } = memoryMeter();
    observeQueueStats({ stats: () => Promise.reject(new Error("away")) }, { meter });
    expect(await collect()).toEqual([]);
  });
});

describe("wrong options", () => {
  const issuesOf = (make: (...values: never[]) => unknown, ...values: unknown[]): unknown => {
    try {
      Reflect.apply(make, undefined, values);
    } catch (error) {
      if (error instanceof InvalidInputError) return error.issues.map(({ path }) => path.join("."));
    }
    return [];
  };

  it("are refused when the observer is made, all at once", () => {
    const wrong = { tracer: "t", meter: { createHistogram() {} }, name: 7, metter: 1 };
    expect(issuesOf(createQueueOpenTelemetryObserver, wrong)).toEqual(["metter", "tracer", "meter", "name"]);
    expect(issuesOf(createQueueOpenTelemetryObserver, null)).toEqual([""]);
    expect(issuesOf(observeQueueStats, undefined, { meter: {}, clients: 7, clock: {} })).toEqual([
      "queue",
      "meter",
      "clients",
      "clock",
    ]);
    expect(issuesOf(observeQueueStats, createMemoryQueue(), undefined)).toEqual(["options"]);
  });

  it("are refused, and correct ones are not", () => {
    const meter = createNoopMeter();
    expect(issuesOf(createQueueOpenTelemetryObserver, { meter, tracer: undefined, name: "shop" })).toEqual(
      [],
    );
    expect(issuesOf(observeQueueStats, createMemoryQueue(), { meter })).toEqual([]);
  });
});
