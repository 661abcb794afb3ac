import { CHAOS_FAULTS, createFakePrivy, FAULT_NAMES, type Fault } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";
import { refusalOf } from "../../../support/fake-errors.js";

/** The statuses of so many orders, one after the other. */
async function statuses(place: ReturnType<typeof createAccount>["place"], count: number): Promise<number[]> {
  const seen: number[] = [];
  for (let id = 1; id <= count; id += 1) seen.push((await place({ order_id: id })).status);
  return seen;
}

describe("failNext", () => {
  it("strikes the next request and no other", async () => {
    const { privy, place } = createAccount();
    privy.failNext("503");
    expect(await statuses(place, 3)).toEqual([503, 201, 201]);
  });

  it("strikes as many as it is set for, in the order in which the faults were set", async () => {
    const { privy, place } = createAccount();
    privy.failNext("503", { times: 2 });
    privy.failNext("502");
    expect(await statuses(place, 4)).toEqual([503, 503, 502, 201]);
  });

  it("waits for a request that it is for, and lets the others pass", async () => {
    const { privy, place } = createAccount();
    privy.failNext("503", { for: ({ body }) => (body as { order_id: number }).order_id === 3 });
    expect(await statuses(place, 4)).toEqual([201, 201, 503, 201]);
  });

  it("shows what has not struck yet", async () => {
    const { privy, place } = createAccount();
    privy.failNext("503", { times: 2 });
    privy.failNext({ kind: "slow-body" }, { for: () => false });
    await place();
    expect(privy.pendingFaults).toEqual([
      { id: expect.any(String), name: "503", times: 1 },
      { id: expect.any(String), name: "slow-body", times: 1 },
    ]);
    await place();
    expect(privy.pendingFaults).toEqual([{ id: "fault_2", name: "slow-body", times: 1 }]);
  });

  it("is forgotten by clearFaults and by reset", async () => {
    const { privy, place } = createAccount();
    privy.failNext("503");
    privy.failWhen(() => true, "503");
    privy.chaos({ rate: 1, faults: ["503"] });
    privy.clearFaults();
    expect(privy.pendingFaults).toEqual([]);
    expect((await place()).status).toBe(201);
    privy.failNext("503");
    privy.failWhen(() => true, "503");
    privy.reset();
    expect((await place()).status).toBe(201);
  });
});

describe("failWhen", () => {
  it("strikes whenever its predicate is true, until it is taken away", async () => {
    const { privy, place } = createAccount();
    const stop = privy.failWhen(
      ({ body }) => Number((body as { order_id: number }).order_id) % 2 === 0,
      "500",
    );
    expect(await statuses(place, 4)).toEqual([201, 500, 201, 500]);
    stop();
    stop();
    expect(await statuses(place, 4)).toEqual([200, 201, 200, 201]);
  });

  it("gives way to failNext, and the earlier of two to none", async () => {
    const { privy, place } = createAccount();
    privy.failWhen(() => true, "500");
    privy.failWhen(() => true, "502");
    privy.failNext("503");
    expect(await statuses(place, 2)).toEqual([503, 500]);
  });

  it("shows its predicate the whole request, without the credential", async () => {
    const { privy, place } = createAccount({ tokens: ["privy_0123456789abcdef0123456789abcdef01234567"] });
    const seen: unknown[] = [];
    privy.failWhen((request) => seen.push(request) === 0, "500");
    await place({ order_id: 9007199254740993n }, { path: "/v1/orders/placed?a=1" });
    expect(seen).toMatchObject([
      { method: "POST", path: "/v1/orders/placed", query: { a: "1" }, body: { order_id: 9007199254740993n } },
    ]);
    expect(
      JSON.stringify(seen, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain("0123456789abcdef");
  });
});

describe("the log", () => {
  it("shows for each request which fault struck it, and whether it was processed before", async () => {
    const { privy, place } = createAccount();
    privy.failNext("503");
    privy.failWhen(({ body }) => (body as { order_id: number }).order_id === 2, { kind: "empty-body" });
    await place({ order_id: 1 });
    await place({ order_id: 2 }).catch(() => undefined);
    await place({ order_id: 3 });
    privy.failNext("reset");
    await place({ order_id: 4 }).catch(() => undefined);
    expect(
      privy.requests.map(({ status, outcome, errorCode, fault }) => ({ status, outcome, errorCode, fault })),
    ).toEqual([
      {
        status: 503,
        outcome: undefined,
        errorCode: "service_unavailable",
        fault: { name: "503", stored: false, by: "failNext" },
      },
      {
        status: 201,
        outcome: "created",
        errorCode: undefined,
        fault: { name: "empty-body", stored: true, by: "failWhen" },
      },
      { status: 201, outcome: "created", errorCode: undefined, fault: undefined },
      {
        status: 0,
        outcome: undefined,
        errorCode: undefined,
        fault: { name: "reset", stored: false, by: "failNext" },
      },
    ]);
    expect(privy.faults.map(({ id }) => id)).toEqual(["req_1", "req_2", "req_4"]);
  });
});

describe("chaos", () => {
  /** Which of 400 requests went wrong, and how. */
  async function run(options: {
    seed?: number;
    fakeSeed?: number;
    rate?: number;
    faults?: readonly Fault[];
  }) {
    const { privy, place } = createAccount({
      rateLimit: false,
      ...(options.fakeSeed && { seed: options.fakeSeed }),
    });
    const { seed, rate = 0.2, faults = ["500", "502", "503"] } = options;
    const chaos = privy.chaos({ rate, faults, seed });
    return { chaos, seen: await statuses(place, 400), privy, place };
  }

  it("spoils the given share, each fault about as often, and counts", async () => {
    const { chaos, seen } = await run({ seed: 1 });
    const bad = seen.filter((status) => status >= 500);
    expect(chaos).toMatchObject({ requests: 400, injected: bad.length });
    expect(bad.length).toBeGreaterThan(55);
    expect(bad.length).toBeLessThan(105);
    const counted = Object.values(chaos.counts);
    expect(counted).toHaveLength(3);
    expect(Math.min(...counted)).toBeGreaterThan(10);
    expect(chaos.counts["503"]).toBe(seen.filter((status) => status === 503).length);
  });

  it("does the same again with the same seed, and something else with another", async () => {
    const [first, again, other] = [await run({ seed: 7 }), await run({ seed: 7 }), await run({ seed: 8 })];
    expect(again.seen).toEqual(first.seen);
    expect(other.seen).not.toEqual(first.seen);
  });

  it("follows from the fake's seed when it has none of its own", async () => {
    const [first, again, other] = [
      await run({ fakeSeed: 7 }),
      await run({ fakeSeed: 7 }),
      await run({ fakeSeed: 8 }),
    ];
    expect(again.seen).toEqual(first.seen);
    expect(other.seen).not.toEqual(first.seen);
  });

  it("spoils nothing at 0 and everything at 1", async () => {
    expect((await run({ rate: 0 })).chaos.injected).toBe(0);
    expect((await run({ rate: 1 })).chaos.injected).toBe(400);
  });

  it("ends when it is stopped, and with a using block", async () => {
    const { privy, place } = createAccount();
    const chaos = privy.chaos({ rate: 1, faults: ["503"] });
    expect((await place()).status).toBe(503);
    chaos.stop();
    expect((await place()).status).toBe(201);
    {
      using again = privy.chaos({ rate: 1, faults: ["503"] });
      expect((await place()).status).toBe(503);
      expect(again.injected).toBe(1);
    }
    expect((await place()).status).toBe(200);
  });

  it("does by default only what a client that tries again gets over", async () => {
    const privy = createFakePrivy({ rateLimit: false, seed: 5 });
    const chaos = privy.chaos({ rate: 0.3 });
    const client = privy.client({ maxAttempts: 20, deadlineMs: 3_600_000 });
    for (let id = 1; id <= 150; id += 1) {
      await client.orders.upsert({
        order_id: id,
        total: 1,
        currency: "USD",
        order_date: "2026-01-01T00:00:00Z",
        email: "ada@example.com",
      });
    }
    expect(privy.orders).toHaveLength(150);
    expect(Object.keys(chaos.counts).sort()).toEqual([...CHAOS_FAULTS].sort());
  });
});

describe("a fault that there is not", () => {
  const privy = createFakePrivy();
  const loose: (fault: unknown, options?: unknown) => void = privy.failNext as never; // a test without types
  it.each([
    ["html502", "did you mean html-502?"],
    ["rest", "did you mean reset?"],
    [503, "503"],
    [undefined, "must be the name of a fault"],
    [{}, "must have a status or a kind"],
    [{ kind: "slow-header" }, "did you mean slow-headers?"],
    [{ kind: "reset", store: true }, "did you mean stored?"],
    [{ kind: "refused", stored: true }, "unknown option"],
    [{ kind: "slow-headers", delay: "soon" }, "fault.delay: must be a duration"],
    [{ kind: "clock-skew", by: "--5m" }, "fault.by: must be a duration"],
    [{ kind: "half-body", bytes: -1 }, "fault.bytes"],
    [{ kind: "half-body", stored: "yes" }, "fault.stored: must be true or false"],
    [{ status: 99 }, "fault.status: must be a whole number from 200 to 599"],
    [{ status: "503" }, "fault.status"],
    [{ status: 200, envelope: true }, "fault.envelope"],
    [{ status: 503, envelope: true, body: "x" }, "fault.body: replaces the envelope"],
    [{ status: 204, body: "x" }, "fault.body: is not possible"],
    [{ status: 503, body: {} }, "fault.body: must be text"],
    [{ status: 503, headers: { "bad name": "x" } }, "fault.headers"],
    [{ status: 503, headers: { name: "a\nb" } }, "fault.headers"],
    [{ status: 503, headers: new Headers() }, "fault.headers"],
    [{ status: 503, contentType: "a\nb" }, "fault.contentType"],
    [{ status: 429, retryAfter: Number.NaN }, "fault.retryAfter"],
    [{ status: 429, retryAfter: new Date(Number.NaN) }, "fault.retryAfter"],
    [{ status: 429, retryAfter: { dateAfter: "x" } }, "fault.retryAfter"],
    [{ status: 429, retryAfter: { after: "1s" } }, "fault.retryAfter"],
    [{ status: 429, retryafter: 3 }, "did you mean retryAfter?"],
  ])("is refused, saying why: %j", (fault, words) => {
    expect(refusalOf(() => loose(fault)).message).toContain(words);
    expect(privy.pendingFaults).toEqual([]);
  });

  it("is refused by its name also when that name is a property of every object", () => {
    for (const name of ["constructor", "__proto__", "toString"]) refusalOf(() => loose(name));
    refusalOf(() => loose(JSON.parse('{"__proto__":{"kind":"reset"}}')));
    expect(privy.pendingFaults).toEqual([]);
  });

  it.each([
    [{ times: 0 }, "times"],
    [{ times: 1.5 }, "times"],
    [{ times: Number.POSITIVE_INFINITY }, "failWhen(() => true"],
    [{ time: 2 }, "did you mean times?"],
    [{ for: "orders" }, "options.for: must be a function"],
    [{ channel: "https" }, "did you mean http?"],
  ])("is refused with options that mean nothing: %j", (options, words) => {
    expect(refusalOf(() => loose("503", options)).message).toContain(words);
    expect(privy.pendingFaults).toEqual([]);
  });

  it("is refused by failWhen and chaos too", () => {
    const failWhen: (...given: unknown[]) => unknown = privy.failWhen as never; // a test without types
    const chaos: (options?: unknown) => unknown = privy.chaos as never; // likewise
    expect(refusalOf(() => failWhen("503", () => true)).message).toContain("function of the request first");
    expect(refusalOf(() => failWhen(() => true, "50")).message).toContain("fault: must be one of");
    for (const rate of [-0.1, 1.1, Number.NaN, "0.2", undefined]) {
      expect(refusalOf(() => chaos({ rate })).message).toContain(
        "options.rate: must be a number from 0 to 1",
      );
    }
    expect(refusalOf(() => chaos()).message).toContain("plain object");
    expect(refusalOf(() => chaos({ rate: 1, faults: [] })).message).toContain("options.faults");
    expect(refusalOf(() => chaos({ rate: 1, faults: "503" })).message).toContain("options.faults");
    expect(refusalOf(() => chaos({ rate: 1, faults: ["503", "50O"] })).message).toContain(
      "options.faults[1]",
    );
    expect(refusalOf(() => chaos({ rate: 1, seed: {} })).message).toContain("options.seed");
  });

  it("has every short name among those that chaos may use", () => {
    expect(CHAOS_FAULTS.filter((name) => !Object.hasOwn(FAULT_NAMES, name))).toEqual([]);
  });
});
