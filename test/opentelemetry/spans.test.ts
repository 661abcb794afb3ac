import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { ConnectionError, RejectedError, ServerError, TimeoutError } from "privy-orders";
import { createOpenTelemetryObserver } from "privy-orders/opentelemetry";
import { createVirtualClock } from "privy-orders/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RateGate } from "../../src/http/rate/rate-gate.js";
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

const broken = (code: string): Error =>
  new TypeError("fetch failed", { cause: Object.assign(new Error("socket"), { code }) });

describe("a traced call", () => {
  it("is one span below the caller's own, with one span per attempt below it", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const { client } = stubbedClient([refused(503), accepted(201)], { observer });
    await tracing.tracer.startActiveSpan("checkout", async (span) => {
      await client.orders.upsert(order);
      span.end();
    });
    const [first, second, call, checkout, ...others] = tracing.spans();
    expect(others).toEqual([]);
    expect(checkout?.name).toBe("checkout");
    expect(call).toMatchObject({ name: "orders.upsert", kind: SpanKind.INTERNAL, parentId: checkout?.id });
    for (const attempt of [first, second]) {
      expect(attempt).toMatchObject({
        name: "POST /v1/orders/placed",
        kind: SpanKind.CLIENT,
        parentId: call?.id,
      });
    }
    expect(new Set(tracing.spans().map((span) => span.spanContext().traceId)).size).toBe(1);
  });

  it("begins a trace of its own when the caller has none", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    await stubbedClient([accepted()], { observer }).client.orders.upsert(order);
    expect(tracing.span("orders.upsert").parentId).toBeUndefined();
  });

  it("has the attributes of the HTTP conventions for each attempt, and counts the retries", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    await stubbedClient([refused(503), accepted(201)], { observer }).client.orders.upsert(order);
    const [first, second] = tracing.spans();
    const common = {
      "http.request.method": "POST",
      "server.address": "api.privy.com",
      "server.port": 443,
      "url.scheme": "https",
      "url.template": "/v1/orders/placed",
      "url.full": "https://api.privy.com/v1/orders/placed",
    };
    expect(first?.attributes).toEqual({ ...common, "http.response.status_code": 503, "error.type": "503" });
    expect(second?.attributes).toEqual({
      ...common,
      "http.response.status_code": 201,
      "http.request.resend_count": 1,
    });
  });

  it("that succeeds in the end is not an error, though its first attempt is one", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    await stubbedClient([refused(503), accepted(201)], { observer }).client.orders.upsert(order);
    const [first, second, call] = tracing.spans();
    expect(first?.status.code).toBe(SpanStatusCode.ERROR);
    expect(second?.status.code).toBe(SpanStatusCode.UNSET);
    expect(call?.status.code).toBe(SpanStatusCode.UNSET);
    expect(call?.attributes).toEqual({
      "privy_orders.priority": "live",
      "privy_orders.order_id": order.order_id,
      "privy_orders.result": "succeeded",
      "privy_orders.attempts": 2,
      "http.response.status_code": 201,
    });
  });

  it("that Privy refuses is an error, with the code that the caller catches", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const { client } = stubbedClient([refused(422)], { observer });
    await expect(client.orders.upsert(order)).rejects.toBeInstanceOf(RejectedError);
    const [attempt, call] = tracing.spans();
    expect(attempt?.attributes["error.type"]).toBe("422");
    expect(call?.status.code).toBe(SpanStatusCode.ERROR);
    expect(call?.attributes).toMatchObject({
      "error.type": "rejected",
      "http.response.status_code": 422,
      "privy_orders.result": "failed",
    });
  });

  it("that gets no response has no status code, in the attempt and in the call", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const { client } = stubbedClient([broken("ECONNRESET")], { observer, maxAttempts: 1 });
    await expect(client.orders.upsert(order)).rejects.toBeInstanceOf(ConnectionError);
    for (const span of tracing.spans()) {
      expect(span.attributes["error.type"]).toBe("connection_failed");
      expect(span.attributes).not.toHaveProperty("http.response.status_code");
      expect(span.status.code).toBe(SpanStatusCode.ERROR);
    }
    expect(tracing.spans()).toHaveLength(2);
  });

  it("that fails by another library's error is an error of type _OTHER", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const rateBudget: RateGate = {
      enter() {
        throw new Error(secrets.email);
      },
      leave() {},
    };
    const { client } = stubbedClient([], { observer, rateBudget });
    await expect(client.orders.upsert(order)).rejects.toThrow();
    expect(tracing.span("orders.upsert")).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { "error.type": "_OTHER", "privy_orders.attempts": 0 },
    });
  });

  it("that its caller aborts ends both spans as aborted, once", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const controller = new AbortController();
    const never = (): Promise<Response> => {
      queueMicrotask(() => controller.abort("enough"));
      return new Promise(() => undefined);
    };
    const { client } = stubbedClient([never], { observer });
    await expect(client.orders.upsert(order, { signal: controller.signal })).rejects.toBe("enough");
    expect(tracing.spans().map(({ name }) => name)).toEqual(["POST /v1/orders/placed", "orders.upsert"]);
    for (const span of tracing.spans()) {
      expect(span.attributes["error.type"]).toBe("aborted");
      expect(span.status.code).toBe(SpanStatusCode.ERROR);
    }
    expect(tracing.span("orders.upsert").attributes["privy_orders.result"]).toBe("aborted");
  });

  it("that runs into its deadline leaves no span open", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const clock = createVirtualClock({ autoAdvance: false });
    const never = (): Promise<Response> => new Promise(() => undefined);
    const { client } = stubbedClient([never], { observer, clock, deadlineMs: 100 });
    const call = client.orders.upsert(order);
    const refusal = expect(call).rejects.toBeInstanceOf(TimeoutError);
    await clock.advance("1s");
    await refusal;
    expect(tracing.spans().map((span) => [span.name, span.attributes["error.type"]])).toEqual([
      ["POST /v1/orders/placed", "timeout"],
      ["orders.upsert", "timeout"],
    ]);
  });

  it("shows its retries, waits and warnings as events", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const { client } = stubbedClient([refused(503), accepted(), accepted()], { observer });
    await Promise.all([
      client.orders.upsert({ ...order, phone: "not a phone" }),
      client.orders.upsert(order),
    ]);
    const [retried, waited] = tracing.spans().filter(({ name }) => name === "orders.upsert");
    expect(retried?.events.map(({ name }) => name)).toEqual(["privy_orders.warning", "privy_orders.retry"]);
    expect(retried?.events[0]?.attributes?.["privy_orders.code"]).toEqual(expect.any(String));
    expect(retried?.events[0]?.attributes?.["privy_orders.message"]).toEqual(expect.any(String));
    expect(retried?.events[1]?.attributes).toEqual({
      "privy_orders.attempt": 1,
      "privy_orders.delay_ms": expect.any(Number),
      "error.type": "server_error",
      "http.response.status_code": 503,
    });
    expect(waited?.events.map(({ name, attributes }) => [name, attributes])).toEqual([
      ["privy_orders.wait", { "privy_orders.reason": "sequence" }],
    ]);
  });

  it("marks an endpoint that the server calls deprecated", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const replies = [accepted(200, { deprecation: "true" }), accepted()];
    const { client } = stubbedClient(replies, { observer });
    await client.orders.upsert(order);
    await client.orders.upsert(order);
    const attempts = tracing.spans().filter(({ kind }) => kind === SpanKind.CLIENT);
    expect(attempts.map((span) => span.attributes["privy_orders.deprecated"])).toEqual([true, undefined]);
  });

  it("holds no customer's value and no secret, whatever happens", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const echo = JSON.stringify({ error: { code: secrets.email, message: JSON.stringify(order) } });
    const replies = [
      new Error(`${secrets.email} ${secrets.token}`),
      new Response(echo, { status: 500, headers: { deprecation: secrets.email, link: secrets.email } }),
      new Response(echo, { status: 422 }),
    ];
    const { client } = stubbedClient(replies, { observer, orderIdsInEvents: false });
    await expect(client.orders.upsert({ ...order, phone: secrets.lastName })).rejects.toBeInstanceOf(
      RejectedError,
    );
    expect(tracing.spans()).toHaveLength(4);
    const told = JSON.stringify(
      tracing.spans().map(({ name, attributes, events, status, links }) => ({
        name,
        attributes,
        events,
        status,
        links,
      })),
    );
    for (const value of Object.values(secrets)) expect(told).not.toContain(value);
  });
});

describe("one observer", () => {
  it("keeps the calls of two clients apart, though both count from 1", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const hosts = ["https://one.example/v1", "https://two.example/v1"];
    await Promise.all(
      hosts.map((baseUrl) => {
        const { client } = stubbedClient([refused(503), accepted()], { observer, baseUrl });
        const span = tracing.tracer.startSpan(baseUrl);
        return context
          .with(trace.setSpan(context.active(), span), () => client.orders.upsert(order))
          .finally(() => span.end());
      }),
    );
    for (const baseUrl of hosts) {
      const caller = tracing.span(baseUrl);
      const calls = tracing.spans().filter(({ parentId }) => parentId === caller.id);
      expect(calls.map(({ name }) => name)).toEqual(["orders.upsert"]);
      const attempts = tracing.spans().filter(({ parentId }) => parentId === calls[0]?.id);
      expect(attempts.map((span) => span.attributes["server.address"])).toEqual([
        new URL(baseUrl).host,
        new URL(baseUrl).host,
      ]);
    }
  });

  it("keeps a client's token requests apart from its orders", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver({ tracer: tracing.tracer });
    const grant = Response.json({ access_token: "a", token_type: "Bearer", expires_in: 7200 });
    const { client } = stubbedClient([grant, accepted()], {
      observer,
      oauth: { clientId: "id", clientSecret: "5ecret", scopes: ["orders_write"] },
    });
    await client.orders.upsert(order);
    const token = tracing.span("oauth.token");
    const upsert = tracing.span("orders.upsert");
    expect(tracing.span("POST /oauth/token")).toMatchObject({
      parentId: token.id,
      attributes: { "url.full": "https://api.privy.com/oauth/token" },
    });
    expect(tracing.span("POST /v1/orders/placed").parentId).toBe(upsert.id);
  });

  it("uses the application's provider, also one that is registered later", async () => {
    const tracing = createTracing();
    const observer = createOpenTelemetryObserver();
    trace.setGlobalTracerProvider({ getTracer: () => tracing.tracer });
    await stubbedClient([accepted()], { observer }).client.orders.upsert(order);
    trace.disable();
    expect(tracing.span("orders.upsert").attributes["privy_orders.result"]).toBe("succeeded");
  });

  it("whose tracer throws disturbs no call", async () => {
    const tracer = createTracing().tracer;
    const observer = createOpenTelemetryObserver({
      tracer: Object.assign(Object.create(tracer), {
        startSpan() {
          throw new Error("no span today");
        },
      }),
    });
    const { client } = stubbedClient([refused(503), accepted(201)], { observer });
    expect((await client.orders.upsert(order)).outcome).toBe("created");
  });

  it("whose spans throw disturbs no call, and not its error", async () => {
    const { tracer } = createTracing();
    const bad = (): never => {
      throw new Error("no span today");
    };
    const observer = createOpenTelemetryObserver({
      tracer: Object.assign(Object.create(tracer), {
        startSpan: () =>
          Object.assign(tracer.startSpan("x"), { setAttributes: bad, addEvent: bad, end: bad }),
      }),
    });
    const { client } = stubbedClient([refused(500)], { observer, maxAttempts: 1 });
    await expect(client.orders.upsert(order)).rejects.toBeInstanceOf(ServerError);
  });
});
