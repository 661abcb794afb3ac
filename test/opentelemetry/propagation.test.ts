import { context, createTraceState, propagation, TraceFlags, trace } from "@opentelemetry/api";
import { createOpenTelemetryObserver } from "privy-orders/opentelemetry";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accepted,
  createTracing,
  order,
  refused,
  registerGlobals,
  secrets,
  stubbedClient,
  unregisterGlobals,
} from "./tracing-harness.js";

beforeAll(registerGlobals);
afterAll(unregisterGlobals);

describe("trace propagation", () => {
  it("names the very attempt in the request's traceparent header", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const { client, requests } = stubbedClient([refused(503), accepted()], { observer });
    await client.orders.upsert(order);
    const [first, second] = tracing.spans();
    const { traceId } = tracing.span("orders.upsert").spanContext();
    expect(requests.map(({ headers }) => headers.traceparent)).toEqual([
      `00-${traceId}-${first?.id}-01`,
      `00-${traceId}-${second?.id}-01`,
    ]);
    expect(first?.id).not.toBe(second?.id);
  });

  it("passes on the caller's trace state, but never the caller's baggage", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const { client, requests } = stubbedClient([accepted()], { observer });
    const remote = trace.setSpanContext(context.active(), {
      traceId: "0af7651916cd43dd8448eb211c80319c",
      spanId: "b7ad6b7169203331",
      traceFlags: TraceFlags.SAMPLED,
      traceState: createTraceState("shop=1"),
    });
    const baggage = propagation.createBaggage({ customer: { value: secrets.email } });
    await context.with(propagation.setBaggage(remote, baggage), () => client.orders.upsert(order));
    expect(requests[0]?.headers.tracestate).toBe("shop=1");
    expect(requests[0]?.headers.traceparent).toContain("0af7651916cd43dd8448eb211c80319c");
    expect(requests[0]?.headers).not.toHaveProperty("baggage");
  });

  it("is off when it is switched off, while attempts keep their spans", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer, propagate: false });
    const { client, requests } = stubbedClient([accepted()], { observer });
    await client.orders.upsert(order);
    expect(requests[0]?.headers).not.toHaveProperty("traceparent");
    expect(tracing.spans()).toHaveLength(2);
  });

  it("is left to an instrumented fetch when attempts shall have no span", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer, attemptSpans: false });
    const { client, requests } = stubbedClient([accepted()], { observer });
    await client.orders.upsert(order);
    expect(requests[0]?.headers).not.toHaveProperty("traceparent");
    expect(tracing.spans().map(({ name }) => name)).toEqual(["orders.upsert"]);
  });

  it("sends no header when the application has no SDK", async () => {
    const { client, requests } = stubbedClient([accepted(201)], { observer: createOpenTelemetryObserver() });
    expect((await client.orders.upsert(order)).outcome).toBe("created");
    expect(requests[0]?.headers).not.toHaveProperty("traceparent");
  });
});
