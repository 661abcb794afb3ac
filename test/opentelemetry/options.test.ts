import { createNoopMeter, type Histogram, type MetricOptions } from "@opentelemetry/api";
import { InvalidInputError } from "privy-orders";
import { createOpenTelemetryObserver } from "privy-orders/opentelemetry";
import { describe, expect, it } from "vitest";
import { accepted, createTracing, order, refused, stubbedClient } from "./tracing-harness.js";

describe("the option meter", () => {
  it("records the duration of every attempt, in seconds", async () => {
    const records: Parameters<Histogram["record"]>[] = [];
    const calls: Parameters<Histogram["record"]>[] = [];
    const made: [string, MetricOptions | undefined][] = [];
    const meter = createNoopMeter();
    meter.createHistogram = (name, options) => {
      made.push([name, options]);
      const into = name.startsWith("http.") ? records : calls;
      return { record: (...values: Parameters<Histogram["record"]>) => void into.push(values) };
    };
    const observer = createOpenTelemetryObserver({ meter });
    const broken = new TypeError("fetch failed");
    const { client } = stubbedClient([refused(503), broken, accepted()], { observer });
    await client.orders.upsert(order);
    const inSeconds = expect.objectContaining({ unit: "s" });
    expect(made).toEqual([
      ["http.client.request.duration", inSeconds],
      ["privy_orders.call.duration", inSeconds],
    ]);
    await expect(client.orders.upsert({ ...order, currency: "?" })).rejects.toThrow(InvalidInputError);
    const operation = { "privy_orders.operation": "orders.upsert" };
    expect(calls.map(([, attributes]) => attributes)).toEqual([
      { ...operation, "privy_orders.result": "succeeded" },
      { ...operation, "privy_orders.result": "failed", "error.type": "invalid_input" },
    ]);
    const common = {
      "http.request.method": "POST",
      "server.address": "api.privy.com",
      "server.port": 443,
      "url.scheme": "https",
      "url.template": "/v1/orders/placed",
    };
    expect(records.map(([, attributes]) => attributes)).toEqual([
      { ...common, "http.response.status_code": 503, "error.type": "503" },
      { ...common, "error.type": "connection_failed" },
      { ...common, "http.response.status_code": 200 },
    ]);
  });

  it("divides milliseconds by a thousand", () => {
    const seconds: number[] = [];
    const meter = createNoopMeter();
    meter.createHistogram = () => ({ record: (value: number) => void seconds.push(value) });
    createOpenTelemetryObserver({ meter }).onAttempt?.({
      callId: 1,
      identity: {},
      operation: "orders.upsert",
      method: "POST",
      route: "/orders/placed",
      attempt: 1,
      urlTemplate: "https://api.privy.com/v1/orders/placed",
      durationMs: 250,
      status: 200,
    });
    expect(seconds).toEqual([0.25]);
  });
});

describe("a wrong option", () => {
  const issuesOf = (options: object): unknown[] => {
    try {
      createOpenTelemetryObserver(options);
    } catch (error) {
      if (error instanceof InvalidInputError) return error.issues.map(({ path }) => path.join("."));
    }
    return [];
  };

  it("is refused when the observer is made, all at once", () => {
    const wrong = { tracer: "t", meter: {}, attemptSpans: 1, propagate: "yes", tracerr: 1 };
    expect(issuesOf(wrong)).toEqual(["tracerr", "tracer", "meter", "attemptSpans", "propagate"]);
    expect(() => createOpenTelemetryObserver(Object.create(null, { tracerr: { enumerable: true } }))).toThrow(
      /did you mean tracer\?/,
    );
  });

  it("is refused, and a correct one is not", () => {
    const { tracer } = createTracing();
    expect(issuesOf({ tracer, meter: createNoopMeter(), attemptSpans: false, propagate: true })).toEqual([]);
    expect(issuesOf({ tracer: undefined })).toEqual([]);
  });
});
