import { runInNewContext } from "node:vm";
import { type Observer, PrivyClient } from "privy-orders";
import { describe, expect, it, vi } from "vitest";
import { observerMethods } from "../../support/observer-methods.js";
import { broken, createKernel, json, type Reply, silence } from "../../support/scripted-server.js";

type Event = [name: string, fields: Record<string, unknown>];

function recorder(): { observer: Observer; events: Event[]; names: () => string[] } {
  const events: Event[] = [];
  const observer: Observer = {};
  for (const name of observerMethods) {
    // Each method takes another event; all are recorded alike.
    observer[name] = ((event: Record<string, unknown>) => void events.push([name, event])) as never;
  }
  return { observer, events, names: () => events.map(([name]) => name) };
}

describe("an observer of a call", () => {
  it("sees it begin in the caller's own turn, its attempts and its end", async () => {
    const { observer, events, names: seen } = recorder();
    const kernel = createKernel([json(503, {}), json(201)], { observer });
    kernel.send();
    expect(seen().slice(0, 1)).toEqual(["onCallStart"]);
    await kernel.clock.advance(0);
    await kernel.clock.advance("1s");
    expect(seen()).toEqual([
      "onCallStart",
      "onAttemptStart",
      "onAttempt",
      "onRetry",
      "onAttemptStart",
      "onAttempt",
      "onSettled",
    ]);
    const common = { callId: 1, operation: "orders.upsert", method: "POST", route: "/orders/placed" };
    expect(events.map(([, event]) => event)).toMatchObject([
      { ...common, priority: "live", host: "api.example" },
      { ...common, attempt: 1, urlTemplate: "https://api.example/v1/orders/placed" },
      { ...common, attempt: 1, durationMs: 0, status: 503 },
      { ...common, attempt: 1, delayMs: 250, errorCode: "server_error", status: 503 },
      { ...common, attempt: 2 },
      { ...common, attempt: 2, status: 201 },
      { ...common, result: "succeeded", attempts: 2, durationMs: 250, status: 201 },
    ]);
    expect(new Set(events.map(([, event]) => event.identity)).size).toBe(1);
  });

  it("hears of a failure when a success does not hold what was asked for", async () => {
    const { observer, events } = recorder();
    const fetch = async (): Promise<Response> => Response.json({ data: { note: "no order" } });
    const client = new PrivyClient({ token: "pvy_token", fetch, observer });
    const order = {
      order_id: 1,
      total: 1,
      currency: "USD",
      order_date: new Date(),
      email: "ada@example.com",
    };
    await expect(client.orders.upsert(order)).rejects.toMatchObject({ reason: "shape", attempts: 1 });
    expect(events.at(-1)).toMatchObject([
      "onSettled",
      { result: "failed", errorCode: "unexpected_response", status: 200, attempts: 1 },
    ]);
  });

  const ends: [string, readonly Reply[], object, object][] = [
    ["an answer that refuses", [json(422, {})], { status: 422 }, { errorCode: "rejected", status: 422 }],
    [
      "no answer",
      [broken("ECONNRESET")],
      { errorCode: "connection_failed" },
      { errorCode: "connection_failed" },
    ],
    ["a timeout", [silence], { errorCode: "timeout", durationMs: 1_000 }, { errorCode: "timeout" }],
    [
      "a redirect",
      [new Response(null, { status: 302 })],
      { errorCode: "unexpected_response" },
      { errorCode: "unexpected_response", status: 302 },
    ],
  ];

  it.each(ends)("is told how the attempt and the call ended: %s", async (_, replies, attempt, settled) => {
    const { observer, events } = recorder();
    const kernel = createKernel(replies, { observer, maxAttempts: 1, timeoutMs: 1_000 });
    kernel.send();
    await kernel.clock.advance("1s");
    expect(events.find(([name]) => name === "onAttempt")?.[1]).toMatchObject(attempt);
    expect(events.at(-1)).toMatchObject(["onSettled", { result: "failed", attempts: 1, ...settled }]);
  });

  it("is notified that a caller gave up, and of nothing after the end of the call", async () => {
    const { observer, events, names: seen } = recorder();
    const controller = new AbortController();
    const kernel = createKernel([silence], { observer });
    kernel.send({}, { signal: controller.signal });
    await kernel.clock.advance(5);
    controller.abort("stop");
    await kernel.clock.advance("2m");
    expect(seen()).toEqual(["onCallStart", "onAttemptStart", "onAttempt", "onSettled"]);
    expect(events[2]).toMatchObject(["onAttempt", { errorCode: "aborted", durationMs: 5 }]);
    expect(events[3]).toMatchObject(["onSettled", { result: "aborted", attempts: 1, durationMs: 5 }]);
    expect(events[3]?.[1]).not.toHaveProperty("errorCode");
  });

  it.each(["onCallStart", "onAttemptStart"] as const)(
    "may abort the call in %s, before it is sent",
    async (name) => {
      const { observer, names: seen } = recorder();
      const controller = new AbortController();
      const record = observer[name] as (event: unknown) => undefined;
      observer[name] = ((event: unknown) => {
        record(event);
        controller.abort("not now");
      }) as never;
      const kernel = createKernel([json(200)], { observer });
      const call = kernel.send({ sequenceKey: "1" }, { signal: controller.signal });
      await kernel.clock.advance(0);
      expect(call.reason).toBe("not now");
      expect(kernel.sent).toHaveLength(0);
      expect(kernel.clock.pendingTimers).toBe(0);
      expect(seen().at(-1)).toBe("onSettled");
    },
  );

  it("is notified that a call failed by its deadline, also when the caller has a signal", async () => {
    const { observer, events } = recorder();
    const kernel = createKernel([silence], { observer });
    kernel.send({}, { signal: new AbortController().signal, deadlineMs: 100 });
    await kernel.clock.advance(100);
    expect(events.at(-1)).toMatchObject(["onSettled", { result: "failed", errorCode: "timeout" }]);
  });

  it("is notified of a failure, not of an abort, when the caller gives up too late", async () => {
    const { observer, events } = recorder();
    const controller = new AbortController();
    const record = observer.onAttempt;
    observer.onAttempt = (event) => {
      record?.(event);
      controller.abort("too late");
    };
    const kernel = createKernel([silence], { observer });
    kernel.send({}, { signal: controller.signal, deadlineMs: 100 });
    await kernel.clock.advance(100);
    expect(events.at(-1)).toMatchObject(["onSettled", { result: "failed", errorCode: "timeout" }]);
  });

  it("is notified that a call waits for an earlier one of its order", async () => {
    const { observer, events } = recorder();
    const kernel = createKernel([json(200)], { observer });
    kernel.send({ sequenceKey: "1" });
    kernel.send({ sequenceKey: "1" });
    await kernel.clock.advance(0);
    const waits = events.filter(([name]) => name === "onWait");
    expect(waits).toMatchObject([["onWait", { callId: 2, reason: "sequence" }]]);
  });

  it("is notified of what is sent differently from how it was given, before it is sent", async () => {
    const { observer, events, names: seen } = recorder();
    const kernel = createKernel([json(200)], { observer });
    kernel.send({
      warnings: [{ code: "phone_dropped", path: ["phone"], message: "The phone was left out." }],
    });
    await kernel.clock.advance(0);
    expect(seen().slice(0, 3)).toEqual(["onCallStart", "onWarning", "onAttemptStart"]);
    expect(events[1]).toMatchObject(["onWarning", { callId: 1, code: "phone_dropped", path: ["phone"] }]);
  });

  it("reads which order each event is about, and the label of the call", async () => {
    const { observer, events, names: seen } = recorder();
    const client = new PrivyClient({
      token: "pvy_token",
      fetch: async () => Response.json({ data: { order_id: 1 } }, { headers: { deprecation: "true" } }),
      observer,
    });
    const order = { order_id: 1, total: 1, currency: "USD", order_date: new Date(), email: "a@example.com" };
    const phone = "12";
    await Promise.all([
      client.orders.upsert({ ...order, phone }, { label: "job 7" }),
      client.orders.upsert(order, { label: "job 7" }),
    ]);
    expect(new Set(seen())).toEqual(new Set(observerMethods.filter((name) => name !== "onRetry")));
    for (const [, event] of events) expect(event).toMatchObject({ order_id: "1", label: "job 7" });
    await client.contacts.get("cus_1").catch(() => undefined);
    for (const key of ["order_id", "label"]) expect(events.at(-1)?.[1]).not.toHaveProperty(key);
  });

  it("reads no order's key when the client's options exclude it", async () => {
    const { observer, events } = recorder();
    const fetch = async (): Promise<Response> => Response.json({ data: { order_id: 918273645 } });
    const client = new PrivyClient({ token: "pvy_token", fetch, observer, orderIdsInEvents: false });
    await client.orders.upsert({
      order_id: 918273645,
      total: 1,
      currency: "USD",
      order_date: new Date(),
      email: "a@example.com",
    });
    expect(events.length).toBeGreaterThan(3);
    expect(JSON.stringify(events)).not.toContain("918273645");
  });

  it("is notified that an endpoint is deprecated, without a value of the request in the link", async () => {
    const { observer, events } = recorder();
    const headers = {
      deprecation: "true",
      link: '<https://x.example/Lovelace/t0ken-t0ken>; rel="deprecation"',
    };
    const kernel = createKernel([json(200, {}, headers), json(200, {}, { link: "x" })], { observer });
    kernel.send({ sensitiveValues: () => ["Lovelace"] });
    await kernel.clock.advance(0);
    kernel.send();
    await kernel.clock.advance(0);
    const attempts = events.filter(([name]) => name === "onAttempt").map(([, event]) => event);
    expect(attempts[0]).toMatchObject({
      deprecation: { deprecation: "true", link: '<https://x.example/[masked]/[masked]>; rel="deprecation"' },
    });
    expect(attempts[1]).not.toHaveProperty("deprecation");
  });

  it("may add trace headers and no others, least of all a credential", async () => {
    const observer: Observer = {
      onAttemptStart: () => ({
        traceparent: "00-abc",
        tracestate: "a=1",
        baggage: "smuggled\r\nx: y",
        authorization: "Bearer evil",
        host: "evil.example",
      }),
    };
    const kernel = createKernel([json(200)], { observer });
    kernel.send();
    await kernel.clock.advance(0);
    expect(kernel.sent[0]?.headers).toEqual({
      traceparent: "00-abc",
      tracestate: "a=1",
      "content-type": "application/json",
      accept: "application/json",
      "user-agent": "test",
      authorization: "Bearer t0ken-t0ken",
    });
  });
});

describe("an observer that misbehaves", () => {
  const trap = (): never => {
    throw new Error("observer");
  };
  const throwing = new Proxy({}, { get: trap });
  const misbehaviours: [string, Observer][] = [
    ["throws in every method", new Proxy({}, { get: () => trap })],
    ["throws when it is looked at", throwing],
    ["rejects", new Proxy({}, { get: () => () => Promise.reject(new Error("observer")) })],
    [
      "rejects with a promise of another realm",
      new Proxy({}, { get: () => () => runInNewContext("Promise.reject(new Error('observer'))") }),
    ],
    ["gives things whose getters throw", new Proxy({}, { get: () => () => throwing })],
    ["never answers", new Proxy({}, { get: () => () => new Promise(() => undefined) })],
    ["has no functions", { onAttempt: null, onSettled: 5 } as never], // as a caller without types would
    ["gives text", new Proxy({}, { get: () => () => "traceparent" })],
  ];

  it.each(misbehaviours)("changes nothing: one that %s", async (_, observer) => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const kernel = createKernel([json(503, {}), json(201)], { observer });
    const call = kernel.send({ sequenceKey: "1", warnings: [{ code: "x", message: "y" }] });
    const second = kernel.send({ sequenceKey: "1" });
    await kernel.clock.advance("1s");
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(call).toMatchObject({ state: "fulfilled", value: { response: { attempts: 2 } } });
    expect(second.state).toBe("fulfilled");
    expect(unhandled).not.toHaveBeenCalled();
  });
});
