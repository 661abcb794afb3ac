// As in Workers: what a request begins belongs to it, and ends with it. One client for several requests must bear that.
import { AsyncLocalStorage } from "node:async_hooks";
import { type Clock, PrivyClient, type PrivyClientOptions } from "privy-orders";
import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { numberedOrder as order } from "../../fixtures/numbered-order.js";
import { watch } from "../../support/scripted-server.js";

/** A runtime that forgets the timers and the answers of a request that has ended. */
function setUp(
  options: Partial<PrivyClientOptions> = {},
  budget: (nowMs: number) => Record<string, string> = () => ({}),
) {
  const requests = new AsyncLocalStorage<string>();
  const ended = new Set<string | undefined>();
  const time = createVirtualClock({ autoAdvance: false, startAt: "2026-01-01T00:00:00Z" });
  const clock: Clock = {
    now: () => time.now(),
    setTimer(callback, delayMs, purpose) {
      const owner = requests.getStore();
      return time.setTimer(() => ended.has(owner) || callback(), delayMs, purpose);
    },
  };
  const sentBy: (string | undefined)[] = [];
  const client = new PrivyClient({
    token: options.oauth === undefined ? "privy_test" : undefined,
    clock,
    deadlineMs: 20_000,
    fetch: (url, request) =>
      new Promise((resolve) => {
        const owner = requests.getStore();
        sentBy.push(owner);
        const body = url.endsWith("/oauth/token")
          ? { access_token: "an-access-token", token_type: "bearer", expires_in: 7_200 }
          : { data: JSON.parse(request.body ?? "{}") };
        const answer = (): void => {
          if (!ended.has(owner)) resolve(Response.json(body, { headers: budget(time.now()) }));
        };
        time.setTimer(answer, 100, "wait");
      }),
    ...options,
  });
  /** Reports an order on behalf of a request, which ends when that is done. */
  const report = (request: string, id: number) =>
    watch(
      requests.run(request, () =>
        client.orders.upsert(order(id)).finally(() => {
          ended.add(request);
        }),
      ),
    );
  return { time, sentBy, report, end: (request: string) => ended.add(request) };
}

describe("a client that several requests share", () => {
  it("sends for each of them on its own account", async () => {
    const { time, sentBy, report } = setUp();
    const calls = ["a", "b", "c"].map((request) => report(request, 1));
    await time.advance(1_000);
    expect(calls.map(({ state }) => state)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    expect(sentBy).toEqual(["a", "b", "c"]);
  });

  it("does so for orders that were coalesced, too", async () => {
    const { time, sentBy, report } = setUp({ coalesce: true });
    const calls = ["a", "b", "c"].map((request) => report(request, 1));
    await time.advance(1_000);
    expect(calls.map(({ state }) => state)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    expect(sentBy).toEqual(["a", "c"]);
  });

  it("goes on with an order whose request was cancelled, when its deadline is over", async () => {
    const { time, sentBy, report, end } = setUp();
    report("gone", 1);
    await time.advance(10);
    end("gone");
    await time.advance(10_000);
    const waiting = report("b", 1);
    await time.advance(11_500);
    expect(waiting.state).toBe("fulfilled");
    const late = report("c", 1);
    await time.advance(200);
    expect(late.state).toBe("fulfilled");
    expect(sentBy).toEqual(["gone", "b", "c"]);
  });

  it("does not wait for one that is long over", async () => {
    const { time, report, end } = setUp();
    report("gone", 1);
    await time.advance(10);
    end("gone");
    await time.advance(60_000);
    const late = report("b", 1);
    await time.advance(200);
    expect(late.state).toBe("fulfilled");
  });

  it("wakes all calls that wait for the next minute, whichever of them set the timer", async () => {
    const used = new Map<number, number>();
    const { time, sentBy, report } = setUp({ deadlineMs: 90_000 }, (nowMs) => {
      const minute = Math.floor(nowMs / 60_000);
      used.set(minute, (used.get(minute) ?? 0) + 1);
      return {
        "X-RateLimit-Limit-Minute": "3",
        "X-RateLimit-Remaining-Minute": String(3 - (used.get(minute) ?? 0)),
        "X-RateLimit-Reset-Minute": String((minute + 1) * 60),
      };
    });
    const calls = ["a", "b", "c", "d", "e", "f"].map((request, index) => report(request, index + 1));
    await time.advance(55_000);
    expect(sentBy).toEqual(["a", "b", "c"]);
    await time.advance(15_000);
    expect(sentBy).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(calls.map(({ state }) => state)).toEqual(Array(6).fill("fulfilled"));
    expect([...used.values()]).toEqual([3, 3]);
  });

  it("takes back the places of cancelled requests on the rate limit", async () => {
    // The server counts each request when it comes, and only the first of these gets an answer.
    const { time, report, end } = setUp({}, (nowMs) => ({
      "X-RateLimit-Limit-Minute": "3",
      "X-RateLimit-Remaining-Minute": "2",
      "X-RateLimit-Reset-Minute": String((Math.floor(nowMs / 60_000) + 1) * 60),
    }));
    report("first", 1);
    await time.advance(1_000);
    for (const [index, request] of ["gone", "gone too", "the last"].entries()) {
      report(request, index + 2);
      end(request);
      await time.advance(65_000);
    }
    const late = report("late", 9);
    await time.advance(200);
    expect(late.state).toBe("fulfilled");
  });

  it("ends a call before another takes its turn, should it live on after a clock that was set forward", async () => {
    const { time, sentBy, report } = setUp();
    const first = report("a", 1);
    await time.advance(50);
    time.set("2026-01-01T01:00:00Z");
    const second = report("b", 1);
    await time.advance(1);
    expect(first.state).toBe("rejected");
    await expect(first.promise).rejects.toMatchObject({ code: "timeout", clock: "deadline" });
    await time.advance(1_000);
    expect(second.state).toBe("fulfilled");
    expect(sentBy).toEqual(["a", "b"]);
  });

  it("fetches another access token when the request that fetched one was cancelled", async () => {
    const { time, report, end } = setUp({
      oauth: { clientId: "shop", clientSecret: "s3cr3t-of-the-shop", scopes: ["orders_write"] },
    });
    report("gone", 1);
    await time.advance(10);
    end("gone");
    await time.advance(30_000);
    const late = report("b", 2);
    await time.advance(1_000);
    expect(late.state).toBe("fulfilled");
  });
});
