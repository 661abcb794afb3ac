import { PrivyClient } from "privy-orders";
import { describe, expect, it } from "vitest";
import { readRateLimit } from "../../src/privy/rate-limit.js";

const headers = (
  window: string,
  limit: string,
  remaining: string,
  reset: string,
): Record<string, string> => ({
  [`X-RateLimit-Limit-${window}`]: limit,
  [`X-RateLimit-Remaining-${window}`]: remaining,
  [`X-RateLimit-Reset-${window}`]: reset,
});

describe("the account's budgets, as a response reports them", () => {
  it("are limit, rest and end of both windows", () => {
    const told = new Headers({
      ...headers("Minute", "60", "59", "1767225660"),
      ...headers("Day", "10000", "0", " 1767312000 "),
    });
    expect(readRateLimit(told)).toEqual({
      minute: { limit: 60, remaining: 59, resetAt: new Date("2026-01-01T00:01:00Z") },
      day: { limit: 10_000, remaining: 0, resetAt: new Date("2026-01-02T00:00:00Z") },
    });
  });

  it("may be reported for one window only, or not at all", () => {
    const minute = headers("Minute", "60", "5", "1767225660");
    expect(Object.keys(readRateLimit(new Headers(minute)))).toEqual(["minute"]);
    expect(readRateLimit(new Headers())).toEqual({});
  });

  it("have no more left than their limit", () => {
    const minute = headers("Minute", "60", "70", "1767225660");
    expect(readRateLimit(new Headers(minute))).toMatchObject({ minute: { remaining: 60 } });
  });

  it.each([
    ["a limit of none", ["0", "0", "1767225660"]],
    ["a negative rest", ["60", "-1", "1767225660"]],
    ["a fraction", ["60", "1.5", "1767225660"]],
    ["a reset in milliseconds", ["60", "5", "1767225660000"]],
    ["a reset in seconds from now", ["60", "5", "60"]],
    ["words", ["many", "some", "soon"]],
    ["nothing", ["", "", ""]],
    ["repeated headers", ["60, 60", "5", "1767225660"]],
    ["an endless number", ["6".repeat(400), "5", "1767225660"]],
  ] as const)("are absent when they make no sense: %s", (_, [limit, remaining, reset]) => {
    expect(readRateLimit(new Headers(headers("Minute", limit, remaining, reset)))).toEqual({});
  });
});

describe("what a client remembers of the budgets", () => {
  it("is what the last response said that said anything, whatever its status", async () => {
    const budget = (rest: string): Record<string, string> => headers("Day", "10000", rest, "1767312000");
    const order = { order_id: 1, total: 5, currency: "USD", order_date: new Date(), email: "a@example.com" };
    const responses = [budget("8"), budget("7"), {}].map((sent, index) =>
      Response.json({ data: { order_id: 1 } }, { status: index === 1 ? 422 : 200, headers: sent }),
    );
    const fetch = async (): Promise<Response> => responses.shift() ?? Response.error();
    const client = new PrivyClient({ token: "privy_test", fetch });
    expect(client.rateLimit).toBeUndefined();
    for (const remaining of [8, 7, 7]) {
      await client.orders.upsert(order).catch(() => undefined);
      expect(client.rateLimit).toMatchObject({ day: { remaining } });
    }
  });
});
