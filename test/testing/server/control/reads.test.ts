import type { FlowDefinition, SegmentDefinition } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { serveControl } from "../support.js";

const flows: readonly FlowDefinition[] = [
  { name: "Thank you", trigger: "order_placed" },
  {
    name: "Big",
    trigger: "order_placed",
    conditions: [{ type: "order_value", operator: "gt", value: 1_000 }],
  },
];
const segments: readonly SegmentDefinition[] = [
  {
    name: "Buyers",
    conditions: [{ type: "order_count", operator: "gt", value: 0 }],
  },
];

describe("the control API", () => {
  it("says what the fake is, how much it holds and where it stands", async () => {
    const { get, place, server } = await serveControl({ flows, segments });
    await place();
    const { status, json, headers } = await get("");
    expect(status).toBe(200);
    expect(json).toMatchObject({
      name: "Privy fake",
      apiVersion: 1,
      baseUrl: server.baseUrl,
      tokenUrl: server.tokenUrl,
      clock: { now: "2026-03-01T12:00:00.000Z", mode: "frozen" },
      counts: { requests: 1, kept: 1, orders: 1, contacts: 1, flowRuns: 1, engagements: 0 },
      config: { flows, segments, keepRequests: 10_000 },
      state: { file: null, savedAt: null },
    });
    expect(headers["cache-control"]).toBe("no-store");
    expect((await get("/health")).json).toEqual({ ok: true });
  });

  it("lists requests as summaries, the newest first, and pages through them", async () => {
    const { get, place } = await serveControl({ flows });
    await place();
    await place({ total: "x", currency: "??" });
    await place({ total: 66, colour: "red" });
    const { json } = await get("/requests");
    expect(json.total).toBe(3);
    expect(json.next).toBeNull();
    expect(json.data).toEqual([
      expect.objectContaining({
        n: 3,
        status: 200,
        seen: 200,
        outcome: "updated",
        order: "1001",
        who: "ada@example.com",
        total: "66.00",
        currency: "USD",
        changed: 1,
        ignored: 1,
        hints: ["ignored-fields"],
        token: "token 1",
      }),
      expect.objectContaining({
        n: 2,
        status: 422,
        code: "validation_failed",
        fields: ["total", "currency"],
        order: "1001",
        who: "ada@example.com",
      }),
      expect.objectContaining({ n: 1, status: 201, outcome: "created", flows: ["Thank you"], notStarted: 1 }),
    ]);
    const first = (await get("/requests?limit=2")).json;
    expect([first.data?.[0]?.n, first.data?.[1]?.n, first.next]).toEqual([3, 2, 2]);
    expect((await get(`/requests?limit=2&before=${first.next}`)).json).toMatchObject({
      data: [{ n: 1 }],
      next: null,
    });
    expect((await get("/requests?order=asc&after=1&limit=1")).json).toMatchObject({
      data: [{ n: 2 }],
      next: 2,
      total: 2,
    });
    expect((await get("/requests?q=is:refused")).json).toMatchObject({ data: [{ n: 2 }], total: 1 });
  });

  it("shows everything of one request, and no secret", async () => {
    const { get, place, token } = await serveControl({ flows });
    await place({ order_id: 123 });
    const { json, text } = await get("/requests/1");
    expect(json).toMatchObject({
      n: 1,
      channel: "http",
      headers: { authorization: expect.stringContaining("…") },
      body: { order_id: 123, email: "ada@example.com" },
      answer: { status: 201, isWhole: true, body: { data: { order_id: 123, total_amount: "95.00" } } },
      effects: {
        order: { after: { order_id: "123" } },
        evaluations: [{ started: true }, { started: false }],
      },
      hints: [],
      fault: null,
    });
    expect(json.ms).toBeGreaterThan(0);
    expect(text).not.toContain(token);
    expect((await get("/requests/latest?q=order:123")).json.n).toBe(1);
    expect((await get("/requests/2")).json.error).toMatchObject({ code: "not_found" });
    expect((await get("/requests/latest?q=order:9")).status).toBe(404);
  });

  it("writes integers that no number holds with their exact digits", async () => {
    const { get, privy, server, token } = await serveControl();
    const { PrivyClient } = await import("privy-orders");
    await new PrivyClient({ token, baseUrl: server.baseUrl }).orders.upsert({
      order_id: 9007199254740993n,
      total: 1,
      currency: "USD",
      order_date: "2026-03-01T10:00:00Z",
      email: "ada@example.com",
    });
    expect(privy.orders).toHaveLength(1);
    expect((await get("/requests/1")).text).toContain('"order_id":9007199254740993');
  });

  it("says what the client saw of a request that a fault struck", async () => {
    const { get, place, privy } = await serveControl();
    privy.failNext("answer-lost");
    await expect(place()).rejects.toMatchObject({ code: "ECONNRESET" });
    privy.failNext("half-body");
    await expect(place()).rejects.toThrow();
    privy.failNext("503");
    await place();
    const { json } = await get("/requests?order=asc");
    expect(json.data).toEqual([
      expect.objectContaining({ status: 201, seen: "lost", fault: "answer-lost" }),
      expect.objectContaining({ status: 200, seen: "cut", fault: "half-body" }),
      expect.objectContaining({ status: 503, seen: 503, fault: "503", code: "service_unavailable" }),
    ]);
  });

  it("shows an order with its versions, and names similar ids of one that is not there", async () => {
    const { get, place } = await serveControl({ flows });
    await place({ fulfillment_status: "delivered" });
    await place({ fulfillment_status: "fulfilled" });
    const { json } = await get("/orders/1001");
    expect(json).toMatchObject({
      order: { order_id: "1001", fulfillment_status: "fulfilled" },
      contact: { email: "ada@example.com" },
      versions: [
        { request: 1, at: "2026-03-01T12:00:00.000Z", order: { fulfillment_status: "delivered" } },
        { request: 2, order: { fulfillment_status: "fulfilled" } },
      ],
      hints: [{ request: 2, code: "went-back" }],
    });
    expect((await get("/orders?q=is:went-back")).json).toMatchObject({
      data: [{ order_id: "1001", versions: 2, hints: ["went-back"], who: "ada@example.com", request: 2 }],
      next: null,
      total: 1,
    });
    expect((await get("/orders?q=ada")).json.total).toBe(1);
    expect((await get("/orders?q=grace")).json.total).toBe(0);
    expect((await get("/orders/100")).json.error).toMatchObject({ code: "not_found", similar: ["1001"] });
  });

  it("shows a contact by id, email or phone, with the cause of each consent", async () => {
    const { get, place, privy } = await serveControl({ flows, segments });
    await place({ phone: "+15551234567" });
    const id = privy.contacts[0]?.id ?? "";
    for (const key of [id, "ada@example.com", encodeURIComponent("+15551234567")]) {
      const { json, status } = await get(`/contacts/${key}`);
      expect(status).toBe(200);
      expect(json).toMatchObject({
        contact: { id },
        consents: [{ channel: "email", to: "subscribed", because: { requestId: "req_1" } }],
        orders: [{ order_id: "1001" }],
        runs: [{ flow: "Thank you" }],
        segments: ["Buyers"],
      });
      expect(json.timeline?.length).toBeGreaterThan(2);
    }
    expect((await get("/contacts?q=status:subscribed")).json.total).toBe(1);
    expect((await get("/contacts/nobody")).status).toBe(404);
  });

  it("counts starts and refusals of flows, and lists them", async () => {
    const { get, place } = await serveControl({ flows });
    await place();
    expect((await get("/flows")).json.data).toEqual([
      { name: "Thank you", definition: flows[0], started: 1, notStarted: {} },
      { name: "Big", definition: flows[1], started: 0, notStarted: { condition_failed: 1 } },
    ]);
    const path = "/flows/Big/evaluations?started=false&reason=condition_failed";
    expect((await get(path)).json).toMatchObject({ data: [{ orderId: "1001", request: 1 }], total: 1 });
    expect((await get("/flows/Big/evaluations?reason=re_entry")).json.total).toBe(0);
    expect((await get("/flows/Other/evaluations")).status).toBe(404);
    expect((await get("/flows/Big/evaluations?reason=nonsense")).json.error).toMatchObject({
      code: "bad_request",
      details: [{ field: "reason" }],
    });
  });

  it("lists segments, messages, credits, rates and faults", async () => {
    const { get, place, privy } = await serveControl({ segments });
    privy.recordEngagement({ email: "ada@example.com", channel: "email", kind: "click", message: "Sale" });
    await place();
    expect((await get("/segments")).json.data).toMatchObject([{ name: "Buyers", count: 1 }]);
    expect((await get("/segments/Buyers/contacts")).json.data).toMatchObject([{ email: "ada@example.com" }]);
    expect((await get("/engagements")).json).toMatchObject({ data: [{ message: "Sale" }], total: 1 });
    expect((await get("/rate-limit")).json).toMatchObject({ minute: { limit: 60, used: 1 } });
    privy.failNext("503", { times: 2, when: { order: 1 } });
    expect((await get("/faults")).json).toMatchObject({
      data: [{ id: "fault_1", names: ["503"], times: 2, when: { order: 1 } }],
      chaos: null,
    });
    expect((await get("/snapshots")).json).toEqual({ data: [], next: null, total: 0 });
    expect((await get("/attributions")).status).toBe(200);
  });

  it("masks credentials unless they are to be revealed", async () => {
    const { get, token } = await serveControl({
      integrations: [{ token: "a".repeat(32) }],
      oauthClients: [{}],
    });
    for (const path of ["/tokens", "/oauth-clients", "/integrations"]) {
      expect((await get(path)).text).not.toMatch(/(?:ecret|oken)":"[a-z_]*[a-z\d]{20}/);
      expect((await get(`${path}?reveal=true`)).text).toMatch(/[a-z\d]{32}/);
    }
    expect((await get("/tokens?reveal=true")).json.data?.[0]).toMatchObject({ name: "token 1", token });
  });
});
