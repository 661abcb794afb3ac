import fc from "fast-check";
import { RateLimitError } from "privy-orders";
import { describe, expect, it } from "vitest";
import { createFakePrivy, createVirtualClock, FakeUsageError } from "../../../../src/testing/index.js";
import {
  type CountedWindow,
  createFixedWindow,
  createSlidingWindow,
} from "../../../../src/testing/kit/rate-window.js";
import { type Account, createAccount, order } from "../../../support/fake.js";

const start = Date.parse("2026-01-01T00:00:00Z") / 1_000;

function limitsOf(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    [...headers].filter(([name]) => name.startsWith("x-ratelimit") || name === "retry-after"),
  );
}

async function spend({ send }: Account, requests: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let sent = 0; sent < requests; sent += 1) statuses.push((await send("GET", "/contacts")).status);
  return statuses;
}

describe("the rate limit", () => {
  it("lets the documented sixty requests through in a minute, and says so in six headers", async () => {
    const api = createAccount();
    await api.privy.clock.advance("20s");
    const { headers } = await api.send("GET", "/contacts");
    expect(limitsOf(headers)).toEqual({
      "x-ratelimit-limit-minute": "60",
      "x-ratelimit-remaining-minute": "59",
      "x-ratelimit-reset-minute": String(start + 60),
      "x-ratelimit-limit-day": "10000",
      "x-ratelimit-remaining-day": "9999",
      "x-ratelimit-reset-day": String(start + 86_400),
    });
    expect(headers.get("date")).toBe("Thu, 01 Jan 2026 00:00:20 GMT");
    expect(new Set(await spend(api, 59))).toEqual(new Set([200]));
    const refused = await api.send("GET", "/contacts");
    expect(refused.status).toBe(429);
    expect(refused.text).toBe('{"error":{"code":"rate_limited","message":"Rate limit exceeded"}}');
    expect(limitsOf(refused.headers)).toMatchObject({
      "retry-after": "40",
      "x-ratelimit-remaining-minute": "0",
      "x-ratelimit-remaining-day": "9940",
    });
  });

  it("begins anew with the next minute, not a millisecond earlier", async () => {
    const api = createAccount({ rateLimit: { perMinute: 1 } });
    await spend(api, 1);
    await api.privy.clock.advance(30_001);
    expect((await api.send("GET", "/contacts")).headers.get("retry-after")).toBe("30");
    await api.privy.clock.advance(29_998);
    expect((await api.send("GET", "/contacts")).headers.get("retry-after")).toBe("1");
    await api.privy.clock.advance(1);
    expect(await spend(api, 2)).toEqual([200, 429]);
  });

  it("never says to come back too early when a window ends within a second", async () => {
    const { privy, send } = createAccount({ decisions: { rateWindows: "from_first_request" } });
    await privy.clock.advance(500);
    const { headers } = await send("GET", "/contacts");
    expect(headers.get("x-ratelimit-reset-minute")).toBe(String(start + 61));
    expect(privy.rateLimit?.minute.resetAt).toBe("2026-01-01T00:01:00.500Z");
  });

  it("names the end of the day when the day is spent, and lets nothing through until then", async () => {
    const api = createAccount({ rateLimit: { perMinute: 5, perDay: 2 } });
    await api.privy.clock.advance("1h");
    expect(await spend(api, 3)).toEqual([200, 200, 429]);
    expect((await api.send("GET", "/contacts")).headers.get("retry-after")).toBe(String(23 * 3_600));
    await api.privy.clock.advance("22h");
    expect(await spend(api, 1)).toEqual([429]);
    await api.privy.clock.advance("1h");
    expect(await spend(api, 3)).toEqual([200, 200, 429]);
  });

  it("is one for all tokens and access tokens of the account", async () => {
    const api = createAccount({ rateLimit: { perMinute: 3 }, tokens: ["test-token", "other"] });
    const { body } = await api.exchange({ scope: "contacts_read" });
    const statuses: number[] = [];
    for (const token of ["test-token", "other", body.access_token, "test-token"]) {
      const { status } = await api.send("GET", "/contacts", undefined, { authorization: `Bearer ${token}` });
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it("counts what is refused for its content, but neither 401, 403, 404 without a route, 405 nor 429", async () => {
    const api = createAccount({
      rateLimit: { perMinute: 3 },
      tokens: ["test-token", { token: "none", scopes: [] }],
    });
    const used = () => api.privy.rateLimit?.minute.used;
    await api.send("GET", "/contacts", undefined, { authorization: "Bearer wrong" });
    await api.send("GET", "/contacts", undefined, { authorization: "Bearer none" });
    await api.send("GET", "/nowhere");
    await api.send("PUT", "/contacts");
    await api.exchange();
    expect(used()).toBe(0);
    await api.send("POST", "/contacts", "{");
    await api.send("POST", "/contacts", {});
    await api.send("GET", "/contacts/none");
    expect(used()).toBe(3);
    expect((await api.send("GET", "/contacts")).status).toBe(429);
    expect([used(), api.privy.rateLimit?.day.used]).toEqual([3, 3]);
  });

  it("is described in every answer of the API, whatever its status", async () => {
    const api = createAccount({
      rateLimit: { perMinute: 4 },
      tokens: ["test-token", { token: "none", scopes: [] }],
    });
    const answers = [
      await api.send("GET", "/contacts", undefined, { authorization: "Bearer wrong" }),
      await api.send("GET", "/contacts", undefined, { authorization: "Bearer none" }),
      await api.send("GET", "/nowhere"),
      await api.send("PUT", "/contacts"),
      await api.send("POST", "/contacts", "{"),
      await api.send("POST", "/contacts", {}),
      await api.send("GET", "/contacts/none"),
      await api.send("POST", "/contacts", { email: "ada@example.com" }),
      await api.send("POST", "/contacts", { email: "ada@example.com" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 404, 405, 400, 422, 404, 201, 429]);
    const remaining = answers.map(({ headers }) => headers.get("x-ratelimit-remaining-minute"));
    expect(remaining).toEqual(["4", "4", "4", "4", "3", "2", "1", "0", "0"]);
    for (const { headers } of answers) {
      expect(Object.keys(limitsOf(headers)).filter((name) => name.startsWith("x-"))).toHaveLength(6);
      expect(headers.get("date")).toBe("Thu, 01 Jan 2026 00:00:00 GMT");
    }
  });

  it("is looked at before the body: a 429 says nothing about that", async () => {
    const { privy, send } = createAccount();
    privy.useUp("minute");
    expect((await send("POST", "/contacts", "{")).status).toBe(429);
    expect((await send("POST", "/contacts", {}, { authorization: "Bearer wrong" })).status).toBe(401);
  });

  it("changes nothing when it refuses, and marks it in the log", async () => {
    const { privy, send } = createAccount();
    privy.useUp("day");
    await send("POST", "/contacts", { email: "ada@example.com" });
    expect(privy.contacts).toEqual([]);
    expect(privy.requests[0]).toMatchObject({ status: 429, errorCode: "rate_limited" });
  });

  it("is not there when the fake is made without one", async () => {
    const api = createAccount({ rateLimit: false });
    expect(new Set(await spend(api, 100))).toEqual(new Set([200]));
    const { headers } = await api.send("GET", "/contacts");
    expect(limitsOf(headers)).toEqual({});
    expect(headers.get("date")).not.toBeNull();
    expect(api.privy.rateLimit).toBeUndefined();
    expect(() => api.privy.useUp("minute")).toThrow(FakeUsageError);
  });
});

describe("the state of the rate limit", () => {
  it("is read without being changed", async () => {
    const { privy, send } = createAccount({ rateLimit: { perMinute: 10, perDay: 20 } });
    await send("GET", "/contacts");
    const expected = {
      minute: { limit: 10, used: 1, remaining: 9, resetAt: "2026-01-01T00:01:00.000Z" },
      day: { limit: 20, used: 1, remaining: 19, resetAt: "2026-01-02T00:00:00.000Z" },
    };
    expect(privy.rateLimit).toEqual(expected);
    expect(privy.rateLimit).toEqual(expected);
    await privy.clock.advance("1m");
    expect(privy.rateLimit?.minute).toEqual({
      limit: 10,
      used: 0,
      remaining: 10,
      resetAt: "2026-01-01T00:02:00.000Z",
    });
  });

  it("can be used up, and is whole again after reset", () => {
    const { privy } = createAccount();
    privy.useUp("minute");
    privy.useUp("day");
    expect([privy.rateLimit?.minute.remaining, privy.rateLimit?.day.remaining]).toEqual([0, 0]);
    privy.reset();
    expect([privy.rateLimit?.minute.remaining, privy.rateLimit?.day.remaining]).toEqual([60, 10_000]);
  });

  it("begins anew when the clock is set back", async () => {
    for (const rateWindows of ["aligned", "from_first_request", "sliding"] as const) {
      const api = createAccount({ rateLimit: { perMinute: 1 }, decisions: { rateWindows } });
      await spend(api, 1);
      api.privy.clock.set("2025-12-31T23:00:00Z");
      expect(await spend(api, 2)).toEqual([200, 429]);
    }
  });
});

describe("limits that cannot be", () => {
  for (const rateLimit of [
    { perMinute: 0 },
    { perMinute: 1.5 },
    { perDay: Number.POSITIVE_INFINITY },
    { perMinute: 1_000_001 },
    { perDay: "10" },
    { perHour: 5 },
    true,
    null,
    60,
  ]) {
    it(`are refused: ${JSON.stringify(rateLimit)}`, () => {
      // What a store without types would write.
      const options = { rateLimit } as { rateLimit: false };
      expect(() => createFakePrivy(options)).toThrow(FakeUsageError);
    });
  }

  it("are refused for a window that does not exist", () => {
    const { privy } = createAccount();
    expect(() => privy.useUp("hour" as "day")).toThrow(FakeUsageError);
  });
});

describe("clients of one fake", () => {
  it("share one budget: ten of them send 200 orders in a burst and never earn a 429", async () => {
    const privy = createFakePrivy();
    const clients = Array.from({ length: 10 }, () => privy.client({ deadlineMs: 600_000 }));
    const sent = Array.from({ length: 200 }, (_, index) =>
      clients[index % 10]?.orders.upsert({ ...order, order_id: index + 1 }),
    );
    await Promise.all(sent);
    expect(privy.orders).toHaveLength(200);
    expect(privy.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(privy.clock.now()).toBeGreaterThanOrEqual((start + 180) * 1_000);
  });

  it("keep a budget of their own with a clock or a reserve of their own", async () => {
    const privy = createFakePrivy();
    await privy.client().orders.upsert(order);
    const own = privy.client({ clock: createVirtualClock(), liveReserve: 0.5 });
    expect(own.rateLimit).toBeUndefined();
    await own.orders.upsert(order);
    expect(own.rateLimit?.minute?.remaining).toBe(58);
  });

  it("wait for the next minute when something else has used this one up", async () => {
    const privy = createFakePrivy();
    privy.useUp("minute");
    const { response } = await privy.client().orders.upsert(order);
    expect(response.attempts).toBe(2);
    expect(privy.clock.now()).toBeGreaterThanOrEqual((start + 60) * 1_000);
  });

  it("are told at once when to come back if the day is spent", async () => {
    const privy = createFakePrivy();
    privy.useUp("day");
    const failure = await privy
      .client()
      .orders.upsert(order)
      .catch((error: unknown) => error);
    if (!(failure instanceof RateLimitError)) throw new Error("It did not fail with a RateLimitError");
    expect(failure.window).toBe("day");
    expect(failure.retryAt).toEqual(new Date("2026-01-02T00:00:00Z"));
    expect(privy.clock.now()).toBe(start * 1_000);
  });

  it("do not mix a clock of their own with what the others know", async () => {
    const privy = createFakePrivy({ rateLimit: { perMinute: 1 } });
    await privy.client().orders.upsert(order);
    const clock = createVirtualClock();
    const failure = privy.client({ clock, maxAttempts: 1 }).orders.upsert(order);
    await expect(failure).rejects.toMatchObject({ name: "RateLimitError", status: 429 });
    expect(clock.now()).toBe(start * 1_000);
  });

  it("know nothing of the account before a reset", async () => {
    const privy = createFakePrivy({ rateLimit: { perMinute: 1 } });
    await privy.client().orders.upsert(order);
    privy.reset();
    await privy.client().orders.upsert(order);
    expect(privy.clock.now()).toBe(start * 1_000);
  });
});

describe("a window", () => {
  const events = fc.array(fc.record({ pauseMs: fc.nat(400), isRequest: fc.boolean() }), { maxLength: 60 });

  const copyOf = (window: CountedWindow): CountedWindow => {
    const copy = createSlidingWindow({ limit: window.limit, windowMs: 1_000 });
    copy.restore(window.snapshot());
    return copy;
  };

  it("that slides counts exactly the requests of its last length", () => {
    fc.assert(
      fc.property(events, (list) => {
        const window = createSlidingWindow({ limit: 5, windowMs: 1_000 });
        const times: number[] = [];
        let nowMs = 0;
        for (const { pauseMs, isRequest } of list) {
          nowMs += pauseMs;
          if (isRequest) {
            window.count(nowMs);
            times.push(nowMs);
          }
          expect(window.used(nowMs)).toBe(times.filter((time) => time > nowMs - 1_000).length);
          if (times.length === 0 || window.used(nowMs) < 5) continue;
          // A copy looks ahead, since a window only ever goes on.
          const [later, justBefore] = [copyOf(window), copyOf(window)];
          expect(later.used(window.resetAtMs(nowMs))).toBeLessThan(5);
          expect(justBefore.used(window.resetAtMs(nowMs) - 1)).toBeGreaterThanOrEqual(5);
        }
      }),
    );
  });

  it("that is fixed counts the requests since its beginning, and ends when it says", () => {
    fc.assert(
      fc.property(events, fc.constantFrom("aligned", "from_first_request"), (list, begins) => {
        const window = createFixedWindow({ limit: 5, windowMs: 1_000, begins });
        const times: number[] = [];
        let nowMs = 0;
        for (const { pauseMs, isRequest } of list) {
          nowMs += pauseMs;
          if (isRequest) {
            window.count(nowMs);
            times.push(nowMs);
          }
          const endMs = window.resetAtMs(nowMs);
          expect(endMs).toBeGreaterThan(nowMs);
          expect(endMs).toBeLessThanOrEqual(nowMs + 1_000);
          expect(window.used(nowMs)).toBe(times.filter((time) => time >= endMs - 1_000).length);
          if (begins === "aligned") expect(endMs % 1_000).toBe(0);
        }
      }),
    );
  });

  it("goes on from a snapshot where it stood, and forgets old requests", () => {
    for (const make of [
      () => createSlidingWindow({ limit: 5_000, windowMs: 1_000 }),
      () => createFixedWindow({ limit: 5_000, windowMs: 1_000, begins: "from_first_request" }),
    ]) {
      const window = make();
      const fresh = JSON.stringify(window.snapshot());
      for (let nowMs = 0; nowMs < 3_000; nowMs += 1) window.count(nowMs);
      const copy = make();
      copy.restore(JSON.parse(JSON.stringify(window.snapshot())));
      expect([copy.used(3_000), copy.resetAtMs(3_000)]).toEqual([
        window.used(3_000),
        window.resetAtMs(3_000),
      ]);
      expect(window.snapshot().length).toBeLessThanOrEqual(1_000);
      // What no longer counts is not kept, be it little.
      const short = make();
      for (let nowMs = 0; nowMs < 1_200; nowMs += 2) short.count(nowMs);
      short.used(1_200);
      expect(short.snapshot().length).toBeLessThanOrEqual(500);
      copy.restore(JSON.parse(fresh));
      expect(copy.used(3_000)).toBe(0);
    }
  });
});
