import { combineObservers, type Observer, PrivyClient } from "privy-orders";
import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { observerMethods } from "../../support/observer-methods.js";

const order = {
  order_id: 1,
  total: 95,
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
  email: "ada@example.com",
  phone: "not a phone",
} as const;

/** Keeps the name of each event together with its own. */
function recorder(label: string, told: string[]): Observer {
  const observer: Record<string, () => void> = {};
  for (const name of observerMethods) observer[name] = () => void told.push(`${label} ${name}`);
  return observer;
}

async function headersOf(observer: Observer): Promise<Record<string, string>> {
  const seen: Record<string, string>[] = [];
  const client = new PrivyClient({
    token: "t0ken-t0ken",
    clock: createVirtualClock(),
    observer,
    async fetch(_url, request) {
      seen.push(request.headers);
      if (seen.length === 1) return new Response("{}", { status: 503 });
      return new Response('{"data":{"order_id":1}}');
    },
  });
  await Promise.all([client.orders.upsert(order), client.orders.upsert(order)]);
  return seen[0] ?? {};
}

const trace = (traceparent: string | undefined, tracestate?: string, baggage?: string): Observer => ({
  onAttemptStart: () =>
    Object.fromEntries(
      Object.entries({ traceparent, tracestate, baggage }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
});

describe("combined observers", () => {
  it("each see every event, in the order given", async () => {
    const told: string[] = [];
    await headersOf(combineObservers(recorder("first", told), undefined, recorder("second", told)));
    const first = told.filter((_, index) => index % 2 === 0);
    const second = told.filter((_, index) => index % 2 === 1);
    expect(first.every((line) => line.startsWith("first "))).toBe(true);
    expect(second).toEqual(first.map((line) => line.replace("first", "second")));
    expect(new Set(first.map((line) => line.split(" ")[1]))).toEqual(new Set(observerMethods));
  });

  it("do not disturb each other or the call when one throws or rejects", async () => {
    const told: string[] = [];
    const throwing: Record<string, () => unknown> = {};
    for (const name of observerMethods) {
      throwing[name] = () => {
        throw new Error("no");
      };
    }
    const rejecting: Record<string, () => unknown> = {};
    for (const name of observerMethods) rejecting[name] = () => Promise.reject(new Error("no"));
    await headersOf(combineObservers(throwing, rejecting, recorder("third", told)));
    expect(new Set(told)).toEqual(new Set(observerMethods.map((name) => `third ${name}`)));
  });

  it("send the trace headers of all", async () => {
    const headers = await headersOf(
      combineObservers(trace(undefined, undefined, "a=1"), {}, trace("00-one-01", "x=1")),
    );
    expect(headers).toMatchObject({ baggage: "a=1", traceparent: "00-one-01", tracestate: "x=1" });
  });

  it("never send one observer's tracestate with another's traceparent", async () => {
    const later = await headersOf(combineObservers(trace("00-one-01", "x=1"), trace("00-two-01")));
    expect(later.traceparent).toBe("00-two-01");
    expect(later).not.toHaveProperty("tracestate");
    const alone = await headersOf(combineObservers(trace("00-one-01"), trace(undefined, "x=2")));
    expect(alone.traceparent).toBe("00-one-01");
    expect(alone).not.toHaveProperty("tracestate");
  });

  it("cannot replace a credential", async () => {
    const headers = await headersOf(
      combineObservers({ onAttemptStart: () => ({ authorization: "Bearer other" }) }),
    );
    expect(headers.authorization).toBe("Bearer t0ken-t0ken");
  });
});
