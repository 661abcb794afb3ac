import { describe, expect, it } from "vitest";
import { send, serveControl } from "../support.js";

const flows = [{ name: "Thank you", trigger: "order_placed" as const }];
const seed = {
  order_id: 7,
  total: 5,
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
  email: "kim@example.com",
};

describe("through the control API, a test", () => {
  it("goes back to the beginning, and undoes that", async () => {
    const { call, get, place, privy } = await serveControl();
    await place();
    privy.failNext("503");
    await privy.clock.advance("2d");
    const { json } = await call("POST", "/reset");
    expect(json).toEqual({ undo: expect.any(String) });
    expect([privy.orders.length, privy.requests.length, privy.pendingFaults.length]).toEqual([0, 0, 0]);
    expect((await get("/clock")).json.now).toBe("2026-03-01T12:00:00.000Z");
    expect((await call("POST", `/snapshots/${json.undo}/restore`)).json).toMatchObject({ position: 1 });
    expect(privy.orders).toHaveLength(1);
    expect((await get("/clock")).json.now).toBe("2026-03-03T12:00:00.000Z");
  });

  it("undoes that a clock was stopped or started, too", async () => {
    const { call, get, privy, server } = await serveControl({ isFrozen: false });
    await call("POST", "/clock/freeze");
    const stopped = (await get("/clock")).json.now;
    const { undo } = (await call("POST", "/reset")).json;
    expect((await get("/clock")).json.mode).toBe("running");
    await call("POST", `/snapshots/${undo}/restore`);
    expect((await get("/clock")).json).toMatchObject({ mode: "frozen", now: stopped });

    const exported = (await get("/export")).text;
    await call("POST", "/clock/run");
    await send(`${server.url}/_fake/import`, {
      method: "PUT",
      headers: { "content-type": "application/x-ndjson" },
      body: exported,
    });
    expect((await get("/clock")).json).toMatchObject({ mode: "frozen", now: stopped });
    expect(privy.clock.isFrozen).toBe(true);
  });

  it("keeps the clock where every date that follows from it is one", async () => {
    const { call, get } = await serveControl({ isFrozen: false });
    for (const [method, path, body] of [
      ["PUT", "/clock", { at: 8.64e15 - 300 }],
      ["PUT", "/clock", { at: -8.64e15 }],
      ["POST", "/clock/advance", { by: 8.6e15 }],
      ["POST", "/clock/advance", { by: "99999999d" }],
    ] as const) {
      const { status, json } = await call(method, path, body);
      expect([status, json.error?.message]).toEqual([400, expect.stringContaining("1901 and 9999")]);
    }
    expect((await get("/clock")).json.now?.toString()).toMatch(/^2026-/);
    expect((await call("PUT", "/clock", { at: "9999-12-31T23:59:59Z" })).status).toBe(200);
    expect((await get("")).status).toBe(200);
  });

  it("keeps the clock, faults and tokens through a reset where it says so", async () => {
    const { call, privy } = await serveControl();
    await privy.clock.advance("2d");
    privy.failNext("503");
    privy.tokens.create({ name: "other" });
    await call("POST", "/reset", { keep: ["clock", "faults", "tokens"] });
    expect(new Date(privy.clock.now()).toISOString()).toBe("2026-03-03T12:00:00.000Z");
    expect(privy.pendingFaults).toHaveLength(1);
    expect(privy.tokens.list().map(({ name }) => name)).toEqual(["token 1", "other"]);
    expect((await call("POST", "/reset", { keep: ["everything"] })).json.error).toMatchObject({
      details: [{ field: "keep" }],
    });
  });

  it("clears the log alone", async () => {
    const { call, get, place, privy } = await serveControl();
    await place();
    expect((await call("DELETE", "/requests")).json).toEqual({ cleared: 1 });
    expect((await get("/requests")).json.total).toBe(0);
    expect(privy.orders).toHaveLength(1);
    await place();
    expect((await get("/requests")).json).toMatchObject({ data: [{ n: 2 }], total: 1 });
  });

  it("loads contacts, orders and engagements without a request, and hears what was refused", async () => {
    const { call, privy } = await serveControl({ flows });
    const { json } = await call("POST", "/load", {
      contacts: [{ email: "kim@example.com", email_consent: "subscribed" }, {}],
      orders: [seed, { ...seed, order_id: 8, currency: "??" }, { ...seed, order_id: 9, initial_sync: false }],
      engagements: [{ email: "kim@example.com", channel: "email", kind: "click", message: "Sale" }],
    });
    expect(json).toMatchObject({
      contacts: 1,
      orders: 2,
      engagements: 1,
      refused: [
        { kind: "contact", index: 1 },
        { kind: "order", index: 1, details: [{ field: "currency" }] },
      ],
    });
    expect(privy.requests).toHaveLength(0);
    expect(privy.rateLimit?.minute.used).toBe(0);
    expect(privy.orders.map((order) => order.initial_sync)).toEqual([true, false]);
    expect(privy.flowEvaluations.map(({ started, requestId }) => [started, requestId])).toEqual([
      [false, "load"],
      [true, "load"],
    ]);
    expect(privy.consentHistory(privy.contacts[0]?.id ?? "")).toMatchObject([
      { because: { operation: "addContact" } },
    ]);
  });

  it("loads lines", async () => {
    const { server, privy } = await serveControl();
    const lines = [{ contact: { email: "kim@example.com" } }, seed, { order: {} }];
    const { json } = await send(`${server.url}/_fake/load`, {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body: lines.map((line) => JSON.stringify(line)).join("\n"),
    });
    expect(json).toMatchObject({ contacts: 1, orders: 1, refused: [{ kind: "order", index: 2 }] });
    expect(privy.orders).toHaveLength(1);
    const broken = await send(`${server.url}/_fake/load`, {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body: "{}\n{",
    });
    expect(broken.json.error).toMatchObject({ code: "bad_request", details: [{ field: "line 2" }] });
  });

  it("adds contacts and engagements, and hears of conflicts", async () => {
    const { call } = await serveControl();
    const kim = { email: "kim@example.com", email_consent: "compliance_suppressed" };
    expect((await call("POST", "/contacts", kim)).json).toMatchObject(kim);
    expect(await call("POST", "/contacts", kim)).toMatchObject({
      status: 409,
      json: { error: { code: "conflict" } },
    });
    expect((await call("POST", "/contacts", { email: "x", colour: 1 })).json.error).toMatchObject({
      code: "bad_request",
      details: [{ field: "contact.colour" }],
    });
    const click = { email: "kim@example.com", channel: "sms", kind: "click", message: "Sale" };
    expect((await call("POST", "/engagements", click)).json).toMatchObject(click);
    expect((await call("POST", "/engagements", { ...click, kind: "look" })).status).toBe(400);
  });

  it.each([
    ["/tokens", "token", "token"],
    ["/oauth-clients", "clientSecret", "OAuth client"],
    ["/integrations", "token", "integration"],
  ])("makes and ends %s", async (path, secret) => {
    const { call, get } = await serveControl();
    const { json, status } = await call("POST", path, { name: "mine" });
    expect(status).toBe(200);
    expect(String(json[secret]).length).toBeGreaterThan(20);
    expect((await call("POST", path, { name: "mine" })).status).toBe(409);
    expect((await get(path)).text).not.toContain(String(json[secret]));
    expect((await call("DELETE", `${path}/mine`)).json).toEqual({ removed: 1 });
    expect((await call("DELETE", `${path}/nobody`)).status).toBe(404);
  });

  it("sets faults, for a time or for good, and takes them back", async () => {
    const { call, get, place, privy } = await serveControl();
    expect((await call("POST", "/faults", { fault: "503", times: 2, when: { order: 1001 } })).json).toEqual({
      id: "fault_1",
      by: "failNext",
      names: ["503"],
      times: 2,
      when: { order: 1001 },
      hasPredicate: false,
    });
    expect((await call("POST", "/faults", { fault: { status: 418 }, times: "always" })).json).toMatchObject({
      id: "fault_2",
      times: "always",
    });
    expect([(await place()).status, (await place()).status, (await place()).status]).toEqual([503, 503, 418]);
    expect((await call("DELETE", "/faults/fault_2")).json).toEqual({ removed: 1 });
    expect((await call("DELETE", "/faults/fault_2")).status).toBe(404);
    expect((await place()).status).toBe(201);
    await call("POST", "/faults", { fault: "reset" });
    expect((await call("DELETE", "/faults")).json).toEqual({ removed: 1 });
    expect(privy.faultRules).toEqual([]);
    expect((await get("/faults")).json.total).toBe(0);
  });

  it.each([
    [{ fault: "504.5" }, "fault"],
    [{ fault: "refused" }, undefined],
    [{ fault: "503", times: 0 }, "times"],
    [{ fault: "503", times: "often" }, "times"],
    [{ fault: "503", when: { orders: 1 } }, "when.orders"],
    [{ fault: "503", fro: 1 }, "fro"],
  ])("is refused the fault %j", async (body, field) => {
    const { call, privy } = await serveControl();
    const { status, json } = await call("POST", "/faults", body);
    expect([status, json.error?.code]).toEqual([400, "bad_request"]);
    expect(json.error?.details?.[0]?.field).toBe(field);
    expect(privy.faultRules).toEqual([]);
  });

  it("makes chaos and sees what it did", async () => {
    const { call, get, place } = await serveControl({ rateLimit: false });
    expect((await get("/chaos")).json).toBeNull();
    await call("PUT", "/chaos", { rate: 1, faults: ["500"], seed: 1 });
    await call("PUT", "/chaos", { rate: 1, faults: ["503"], seed: 1 });
    expect((await place()).status).toBe(503);
    expect((await get("/chaos")).json).toEqual({ rate: 1, requests: 1, injected: 1, counts: { 503: 1 } });
    expect((await get("/faults")).json).toMatchObject({ total: 0, chaos: { rate: 1 } });
    expect((await call("DELETE", "/chaos")).json).toEqual({ stopped: true });
    expect((await place()).status).toBe(201);
    expect((await call("PUT", "/chaos", { rate: 2 })).json.error).toMatchObject({
      details: [{ field: "rate" }],
    });
  });

  it("spends and renews the rate limit, for the fake's own clients too", async () => {
    const { call, place, privy } = await serveControl();
    expect((await call("POST", "/rate-limit/use-up", { window: "minute" })).json).toMatchObject({
      minute: { remaining: 0 },
    });
    expect((await place()).status).toBe(429);
    const client = privy.client({ maxAttempts: 1, maxRetryDelayMs: 0 });
    await expect(client.orders.upsert({ ...seed })).rejects.toMatchObject({ name: "RateLimitError" });
    await call("POST", "/rate-limit/renew", { window: "minute" });
    await expect(client.orders.upsert({ ...seed })).resolves.toMatchObject({ outcome: "created" });
    expect((await call("POST", "/rate-limit/renew", { window: "hour" })).json.error).toMatchObject({
      details: [{ field: "window" }],
    });
  });

  it("moves, sets, stops and starts the clock", async () => {
    const { call } = await serveControl();
    expect((await call("POST", "/clock/advance", { by: "91d" })).json).toMatchObject({
      now: "2026-05-31T12:00:00.000Z",
      mode: "frozen",
    });
    expect((await call("PUT", "/clock", { at: "2026-03-01T00:00:00Z" })).json.now).toBe(
      "2026-03-01T00:00:00.000Z",
    );
    expect((await call("POST", "/clock/run")).json.mode).toBe("running");
    expect((await call("POST", "/clock/freeze")).json.mode).toBe("frozen");
    const now = Date.parse(String((await call("PUT", "/clock", { at: "now" })).json.now));
    expect(Math.abs(now - Date.now())).toBeLessThan(60_000);
    for (const [path, body] of [
      ["/clock/advance", { by: "soon" }],
      ["/clock/advance", {}],
    ] as const) {
      expect((await call("POST", path, body)).status).toBe(400);
    }
    expect((await call("PUT", "/clock", { at: "yesterday" })).status).toBe(400);
  });

  it("takes, restores and forgets snapshots, of which twenty are kept", async () => {
    const { call, get, place, privy } = await serveControl();
    expect((await call("POST", "/snapshots", { name: "empty" })).json).toMatchObject({
      id: "snap_1",
      orders: 0,
    });
    expect((await call("POST", "/snapshots", { name: "empty" })).status).toBe(409);
    await place();
    await call("POST", "/snapshots/empty/restore");
    expect(privy.orders).toHaveLength(0);
    expect((await call("DELETE", "/snapshots/snap_1")).json).toMatchObject({ removed: 1 });
    expect((await call("POST", "/snapshots/empty/restore")).status).toBe(404);
    for (let number = 0; number < 22; number += 1) await call("POST", "/snapshots");
    const { json } = await get("/snapshots");
    expect([json.total, json.data?.[0]?.id, json.data?.[19]?.id]).toEqual([20, "snap_4", "snap_23"]);
  });

  it("drops the undos of resets before a snapshot that was taken by its name", async () => {
    const { call, get, place, privy } = await serveControl();
    await place();
    await call("POST", "/snapshots", { name: "seeded" });
    for (let number = 0; number < 25; number += 1) await call("POST", "/reset");
    const { json } = await get("/snapshots");
    expect([json.total, json.data?.[0]?.name, json.data?.[1]?.id]).toEqual([20, "seeded", "snap_8"]);
    expect((await call("POST", "/snapshots/seeded/restore")).status).toBe(200);
    expect(privy.orders).toHaveLength(1);
  });

  it("repeats a request, as it was or edited, and past the faults", async () => {
    const { call, get, place, privy } = await serveControl();
    await place({ order_id: 5 });
    expect((await call("POST", "/requests/1/replay", { times: 2 })).json).toEqual({ requests: [2, 3] });
    await call("POST", "/requests/1/replay", { edit: { total: 12, email: null, phone: "+15551234567" } });
    expect(privy.requests.at(-1)?.body).toMatchObject({ order_id: 5, total: 12, phone: "+15551234567" });
    expect(privy.requests.at(-1)?.body).not.toHaveProperty("email");
    privy.failNext("503");
    expect((await call("POST", "/requests/1/replay", { faults: "skip" })).json).toEqual({ requests: [5] });
    expect((await get("/requests/5")).json).toMatchObject({ status: 200, replayOf: 1 });
    await call("POST", "/requests/1/replay", { body: { order_id: 6 } });
    expect((await get("/requests/6")).json).toMatchObject({ status: 503, replayOf: 1 });
    expect((await get("/requests?q=is:replay")).json.total).toBe(5);
    for (const body of [{ times: 101 }, { edit: {}, body: {} }, { faults: "some" }, { edit: 1 }]) {
      expect((await call("POST", "/requests/1/replay", body)).status).toBe(400);
    }
    expect((await call("POST", "/requests/99/replay")).status).toBe(404);
  });

  it("checks an order without storing anything", async () => {
    const { call, privy } = await serveControl({ flows });
    const good = { ...seed, total: "5.00", phone: "555-123-4567" };
    const { json } = await call("POST", "/check", { order: good, options: { defaultCountry: "US" } });
    expect(json).toMatchObject({
      issues: [],
      wire: { total: 5, email: "kim@example.com" },
      would: { status: 201, outcome: "created", before: null, evaluations: [{ started: true }] },
    });
    const bad = await call("POST", "/check", { order: { ...seed, colour: 1 } });
    expect(bad.json).toMatchObject({ issues: [{ path: ["colour"] }], wire: null });
    const text = await call("POST", "/check", { text: '{"order_id": 9007199254740993,' });
    expect(text.json).toMatchObject({ issues: [{ code: "invalid", path: [] }], wire: null, would: null });
    const exact = await call("POST", "/check", {
      text: JSON.stringify(seed).replace('"order_id":7', '"order_id":9007199254740993'),
    });
    expect(exact.text).toContain("9007199254740993");
    const foreign = await call("POST", "/check", { order: { id: 1 }, from: "shopify" });
    expect(foreign.json.wire).toBeNull();
    for (const body of [
      {},
      { order: {}, text: "" },
      { order: {}, from: "etsy" },
      { order: {}, options: { x: 1 } },
    ]) {
      expect((await call("POST", "/check", body)).status).toBe(400);
    }
    expect([privy.orders.length, privy.requests.length]).toEqual([0, 0]);
  });

  it("expects, and is told what privy.expect would say", async () => {
    const { call, place, privy } = await serveControl({ flows });
    await place();
    const holding = [
      { order: "1001", toHaveBeenReceived: { times: 1 } },
      { order: 1001, toHaveBeenReceived: true },
      { order: "1001", toMatch: { total_amount: "95.00" } },
      { order: "9", notToHaveBeenReceived: {} },
      { contact: "ada@example.com", toMatch: { email_consent: "subscribed" } },
      { contact: "ada@example.com", toHaveConsentHistory: [{ channel: "email", to: "subscribed" }] },
      { flow: "Thank you", toHaveStarted: { for: { order: 1001 } } },
      { noRequestAfter: 1 },
      { noHints: {} },
    ];
    for (const one of holding) expect((await call("POST", "/expect", one)).json).toEqual({ holds: true });
    expect((await call("POST", "/expect", holding)).json).toEqual({ holds: true });

    const failing: readonly (readonly [object, () => unknown])[] = [
      [{ order: "1002", toHaveBeenReceived: {} }, () => privy.expect.order(1002).toHaveBeenReceived()],
      [
        { order: "1001", toMatch: { total_amount: "1.00" } },
        () => privy.expect.order(1001).toMatch({ total_amount: "1.00" }),
      ],
      [{ contact: "eva@example.com", toExist: {} }, () => privy.expect.contact("eva@example.com").toExist()],
      [
        { flow: "Thank you", notToHaveStarted: { for: { order: 1001 } } },
        () => privy.expect.flow("Thank you").notToHaveStarted({ for: { order: 1001 } }),
      ],
    ];
    for (const [body, own] of failing) {
      const { status, json } = await call("POST", "/expect", body);
      expect(status).toBe(409);
      expect(json.error?.code).toBe("expectation_failed");
      expect(own).toThrow(String(json.error?.message));
    }
    expect((await call("POST", "/expect", [holding[0], failing[0]?.[0]])).json.error).toMatchObject({
      index: 1,
      expected: "1002",
      found: null,
    });
    const impossible = [
      { flow: "Thanks", toHaveStarted: {} },
      { order: "1001", toMatch: { colour: 1 } },
      { order: "1001" },
      { order: "1001", contact: "x", toMatch: {} },
      { noRequestAfter: 7 },
      {},
    ];
    for (const body of impossible) expect((await call("POST", "/expect", body)).status).toBe(400);
    expect((await call("POST", "/expect", { noRequestAfter: 0 })).json.error?.message).toContain(
      "1 request came",
    );
  });

  it("exports the account and imports it again, with everything that follows from it", async () => {
    const one = await serveControl({ flows });
    await one.place({ phone: "+15551234567" });
    await one.place({ fulfillment_status: "delivered" });
    await one.place({ total: "x" });
    one.privy.recordEngagement({ email: "ada@example.com", channel: "email", kind: "open", message: "Sale" });
    const exported = (await one.get("/export")).text;
    const other = await serveControl({ flows, seed: "another", tokens: [] });
    const put = (body: string) =>
      send(`${other.server.url}/_fake/import`, {
        method: "PUT",
        headers: { "content-type": "application/x-ndjson" },
        body,
      });
    expect((await put(exported)).json).toEqual({ orders: 1, contacts: 1, requests: 3 });
    for (const name of ["orders", "contacts", "flowRuns", "flowEvaluations", "attributions"] as const) {
      expect(other.privy[name]).toEqual(one.privy[name]);
    }
    expect(other.privy.orderHistory(1001)).toEqual(one.privy.orderHistory(1001));
    expect(other.privy.tokens.list()).toEqual(one.privy.tokens.list());
    expect(exported).not.toMatch(/"authorization":"Bearer privy_[a-f\d]{8}/);
    // What is made next is the same, too.
    await one.place({ order_id: 2, email: "new@example.com" });
    await send(`${other.server.baseUrl}/orders/placed`, placing(one.token));
    const newest = (privy: typeof one.privy) => privy.contacts.at(-1)?.id;
    expect(newest(other.privy)).toBe(newest(one.privy));
    const lines = exported.split("\n");
    for (const broken of [
      lines.slice(0, -2),
      lines.toSpliced(3, 1),
      [...lines.slice(0, 2), lines[0] ?? ""],
    ]) {
      const before = other.privy.orders;
      expect(await put(broken.join("\n"))).toMatchObject({ status: 400 });
      expect(other.privy.orders).toBe(before);
    }
    const changed = exported.replace("ada@example.com", "eve@example.com");
    expect((await put(changed)).json.error?.message).toContain("missing or changed");
  });
});

const placing = (token: string) => ({
  method: "POST",
  headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  body: JSON.stringify({ ...seed, order_id: 2, email: "new@example.com" }),
});
