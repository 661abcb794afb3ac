import {
  type Observer,
  type OrderInput,
  PrivyClient,
  type SettledEvent,
  safeParseOrder,
  type UpsertOptions,
} from "privy-orders";
import { SequenzyClient } from "privy-orders/sequenzy";
import { describe, expect, it } from "vitest";
import { leastOrder, rejection } from "../support/scripted-server.js";

const fetch = async (): Promise<never> => {
  throw new Error("nothing may be sent");
};

function recorder(): { observer: Observer; events: [string, object][] } {
  const events: [string, object][] = [];
  const observer: Observer = {
    onCallStart: (event) => void events.push(["onCallStart", event]),
    onSettled: (event) => void events.push(["onSettled", event]),
  };
  return { observer, events };
}

describe("an order that is refused before it is sent", () => {
  const refused: [string, OrderInput, UpsertOptions | undefined][] = [
    ["by its fields", { ...leastOrder, currency: "?" }, undefined],
    ["by the call's options", leastOrder, { timeoutMs: -1 }],
  ];

  it.each(refused)("reaches the observer like any other outcome: %s", async (_, order, options) => {
    const { observer, events } = recorder();
    const client = new PrivyClient({ token: "privy_test", fetch, observer });
    await rejection(client.orders.upsert(order, options));
    const common = { callId: 1, operation: "orders.upsert", method: "POST", route: "/orders/placed" };
    expect(events).toMatchObject([
      ["onCallStart", { ...common, order_id: "450789469", priority: "live", host: "api.privy.com" }],
      ["onSettled", { ...common, result: "failed", errorCode: "invalid_input", attempts: 0, durationMs: 0 }],
    ]);
    expect(new Set(events.map(([, event]) => (event as SettledEvent).identity)).size).toBe(1);
  });

  it("carries the call's label and lane, and no key that is none", async () => {
    const { observer, events } = recorder();
    const client = new PrivyClient({ token: "privy_test", fetch, observer });
    const options = { label: "job 7", priority: "backfill" } as const;
    const bad = { ...leastOrder, order_id: "ada@example.com" };
    await rejection(client.orders.upsert(bad, options));
    expect(events[0]?.[1]).toMatchObject(options);
    expect(JSON.stringify(events)).not.toContain("ada");
  });

  it("reaches the observer of a Sequenzy client as well", async () => {
    const { observer, events } = recorder();
    const client = new SequenzyClient({ apiKey: "sk_live_1", fetch, observer });
    await rejection(
      client.orders.push({ orderId: "", totalCents: 1, currency: "usd", customer: {} } as never),
    );
    expect(events.map(([name]) => name)).toEqual(["onCallStart", "onSettled"]);
  });
});

describe("a contact call that is refused before it is sent", () => {
  const calls: [string, (client: PrivyClient) => unknown][] = [
    ["contacts.list", async (client) => client.contacts.list({ page: 0 }, { label: "job 7" })],
    ["contacts.get", (client) => client.contacts.get("", { label: "job 7" })],
    ["contacts.create", (client) => client.contacts.create({ email: "ada" }, { label: "job 7" })],
    ["contacts.update", (client) => client.contacts.update("a/b", {}, { label: "job 7" })],
    ["contacts.upsert", (client) => client.contacts.upsert({ email: "ada" }, { label: "job 7" })],
    ["contacts.unsubscribe", (client) => client.contacts.unsubscribe("", {}, { label: "job 7" })],
    ["contacts.delete", (client) => client.contacts.delete("", { label: "job 7" })],
  ];

  it.each(calls)("reaches the observer like any other outcome: %s", async (operation, call) => {
    const { observer, events } = recorder();
    const client = new PrivyClient({ token: "privy_test", fetch, observer });
    await rejection(Promise.resolve().then(() => call(client)));
    expect(events).toMatchObject([
      ["onCallStart", { operation, label: "job 7", host: "api.privy.com" }],
      ["onSettled", { operation, label: "job 7", result: "failed", errorCode: "invalid_input", attempts: 0 }],
    ]);
    expect(JSON.stringify(events)).not.toContain("ada");
  });

  it("is one call, not two, when its options are refused", async () => {
    const { observer, events } = recorder();
    const client = new PrivyClient({ token: "privy_test", fetch, observer });
    await rejection(client.contacts.get("cus_1", { timeoutMs: -1 }));
    expect(events.map(([name]) => name)).toEqual(["onCallStart", "onSettled"]);
  });
});

describe("an input that throws while it is read", () => {
  const boom = (): never => {
    throw new Error("Ada");
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const inputs: [string, object][] = [
    ["a getter", Object.defineProperty({ ...leastOrder }, "total", { get: boom, enumerable: true })],
    [
      "a getter of the key",
      Object.defineProperty({ ...leastOrder }, "order_id", { get: boom, enumerable: true }),
    ],
    ["a proxy", new Proxy({}, { get: boom, has: boom, ownKeys: boom, getOwnPropertyDescriptor: boom })],
    ["a revoked proxy", proxy],
    ["a proxy inside", { ...leastOrder, line_items: [proxy], shipping_address: proxy }],
  ];

  it.each(inputs)("is refused in words, wherever it goes: %s", async (_, input) => {
    const privy = new PrivyClient({ token: "privy_test", fetch });
    const sequenzy = new SequenzyClient({ apiKey: "sk_live_1", fetch });
    // As from JavaScript, where no compiler looks.
    const given = input as never;
    const errors = [
      await rejection(privy.orders.upsert(given)),
      await rejection(privy.contacts.create(given)),
      await rejection(sequenzy.orders.push(given)),
      await rejection(sequenzy.orders.placed(given)),
      safeParseOrder(given).error,
    ];
    for (const error of errors) expect(error).toMatchObject({ code: "invalid_input" });
    expect(errors.map(String).join()).not.toContain("Ada");
  });
});

describe("a slip that reads well", () => {
  it("is named: a callback in the place of the options", async () => {
    const client = new PrivyClient({ token: "privy_test", fetch });
    // As from JavaScript, where no compiler looks.
    const callback = (() => undefined) as unknown as UpsertOptions;
    const error = await rejection(client.orders.upsert(leastOrder, callback));
    expect(String(error)).toContain("a call takes no callback: await the promise that it returns");
    expect(String(await rejection(client.contacts.get("cus_1", callback)))).toContain("takes no callback");
  });

  it("is named: a logger in the place of an observer", () => {
    for (const observer of [console, { info: () => 0, warn: () => 0 }]) {
      expect(
        // A mistake of a caller without types.
        () => new PrivyClient({ token: "privy_test", observer: observer as unknown as Observer }),
      ).toThrow(/observer: is a logger: pass createLogObserver\(logger\) of privy-orders\/logging/);
    }
  });
});
