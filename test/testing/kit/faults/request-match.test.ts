import { createFakeSequenzy, type RequestMatch } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { createAccount, order } from "../../../support/fake.js";
import { usageMessage } from "../../../support/fake-errors.js";

/** Whether a fault that is set for such requests strikes this one. */
async function strikes(when: RequestMatch, fields: Readonly<Record<string, unknown>> = {}): Promise<boolean> {
  const { privy, place } = createAccount({ tokens: [{ token: "test-token", name: "shop" }] });
  privy.failWhen(when, "503");
  return (await place(fields, { headers: { "x-shop": "north one" } })).status === 503;
}

describe("a fault for requests that are like a match", () => {
  it.each<[RequestMatch, Readonly<Record<string, unknown>>?]>([
    [{}],
    [{ method: "post", path: "/v1/orders/placed" }],
    [{ path: "/v1/*" }],
    [{ path: "*/orders/*d" }],
    [{ order: 1001 }],
    [{ order: "9007199254740993" }, { order_id: "9007199254740993" }],
    [{ email: "ADA@example.com" }],
    [{ email: "*@example.com" }],
    [{ token: "shop" }],
    [{ header: { "X-Shop": "north*" } }],
    [{ header: { "x-shop": "*" } }],
    [{ body: { total: 95 } }],
    [{ body: { line_items: [{ sku: "a" }] } }, { line_items: [{ sku: "a", price: 1 }] }],
    [{ share: 1 }],
  ])("strikes %j", async (when, fields) => {
    expect(await strikes(when, fields)).toBe(true);
  });

  it.each<[RequestMatch, Readonly<Record<string, unknown>>?]>([
    [{ method: "GET" }],
    [{ path: "/v1" }],
    [{ path: "/v1/orders/placed*d" }],
    [{ order: 1002 }],
    [{ order: 1001, email: "eve@example.com" }],
    [{ contact: "*" }],
    [{ token: "other" }],
    [{ header: { "x-other": "*" } }],
    [{ header: { "x-shop": "south*" } }],
    [{ body: { total: "95" } }],
    [{ body: { line_items: [] } }, { line_items: [{ sku: "a" }] }],
    [{ body: { toString: {} } }],
    [{ share: 0 }],
  ])("does not strike %j", async (when, fields) => {
    expect(await strikes(when, fields)).toBe(false);
  });

  it("distinguishes large ids", async () => {
    const order_id = 9007199254740993n;
    for (const when of [{ order: order_id }, { body: { order_id } }]) {
      expect(await strikes(when, { order_id })).toBe(true);
      expect(await strikes(when, { order_id: order_id - 1n })).toBe(false);
    }
  });

  it("knows the contact of a path, and the order and customer of a Sequenzy push", async () => {
    const { privy, send } = createAccount();
    privy.failWhen({ contact: "cus_1" }, "503");
    expect((await send("GET", "/contacts/cus_1")).status).toBe(503);
    expect((await send("GET", "/contacts/cus_2")).status).toBe(404);
    const sequenzy = createFakeSequenzy();
    sequenzy.failWhen({ order: "SHOP-1", email: "kim@example.com", token: "key 1" }, "503");
    const push = (orderId: string) =>
      sequenzy.client({ maxAttempts: 1 }).orders.push({
        orderId,
        totalCents: 100,
        currency: "USD",
        customer: { email: "kim@example.com" },
      });
    await expect(push("SHOP-1")).rejects.toMatchObject({ status: 503 });
    await expect(push("SHOP-2")).resolves.toMatchObject({ queued: true });
  });

  it("strikes the same share of the same requests each time", async () => {
    const struck = async () => {
      const { privy, place } = createAccount();
      privy.failWhen({ share: 0.3 }, "503");
      const statuses = [];
      for (let order_id = 1; order_id <= 50; order_id += 1) statuses.push((await place({ order_id })).status);
      return statuses;
    };
    const first = await struck();
    expect(await struck()).toEqual(first);
    const count = first.filter((status) => status === 503).length;
    expect(count).toBeGreaterThan(5);
    expect(count).toBeLessThan(25);
  });

  it("is not changed by what the test does to its own match later", async () => {
    const { privy, place } = createAccount();
    const when: { order: number } = { order: 1001 };
    privy.failNext("503", { when });
    when.order = 7;
    expect((await place(order)).status).toBe(503);
  });

  it.each<[unknown, string]>([
    [{ ordr: 1 }, "did you mean order?"],
    [{ path: 1 }, "path: must be text"],
    [{ order: {} }, "order: must be an order's id"],
    [{ header: { a: 1 } }, "header: must be an object of names and texts"],
    [{ share: 2 }, "share: must be a number from 0 to 1"],
  ])("is refused for %j", (when, message) => {
    const { privy } = createAccount();
    // What a store without types would write.
    expect(usageMessage(() => privy.failNext("503", { when: when as RequestMatch }))).toContain(message);
    expect(usageMessage(() => privy.failWhen(when as RequestMatch, "503"))).toContain(message);
  });
});

describe("the faults that are set", () => {
  it("can be listed, with the requests they are for, and taken back one by one", async () => {
    const { privy, place } = createAccount();
    privy.failNext("503", { times: 2, when: { order: 7 }, channel: "fetch" });
    const stop = privy.failWhen(() => false, "reset");
    privy.chaos({ rate: 0, faults: ["500", "502"] });
    expect(privy.faultRules).toEqual([
      {
        id: "fault_1",
        by: "failNext",
        names: ["503"],
        times: 2,
        when: { order: 7 },
        channel: "fetch",
        hasPredicate: false,
      },
      { id: "fault_2", by: "failWhen", names: ["reset"], times: "always", hasPredicate: true },
      { id: "fault_3", by: "chaos", names: ["500", "502"], times: "always", hasPredicate: false },
    ]);
    expect(privy.pendingFaults).toMatchObject([{ id: "fault_1", times: 2, when: { order: 7 } }]);
    stop();
    expect([privy.removeFault("fault_1"), privy.removeFault("fault_1")]).toEqual([true, false]);
    expect(privy.faultRules.map(({ id }) => id)).toEqual(["fault_3"]);
    expect((await place({ order_id: 7 })).status).toBe(201);
    privy.clearFaults();
    privy.failNext("503");
    expect(privy.faultRules.map(({ id }) => id)).toEqual(["fault_1"]);
  });
});
