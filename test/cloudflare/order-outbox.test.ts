import { ServerError } from "privy-orders";
import { OrderOutbox, outboxOf } from "privy-orders/cloudflare";
import { createSealing, QueueEngineError } from "privy-orders/queue";
import { createFakePrivy } from "privy-orders/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Destination, gate, orderOf } from "../queue/contract/contract-support.js";
import { createOutbox, type OutboxUnderTest } from "./outbox-under-test.js";
import { StandInNamespace } from "./stand-in-namespace.js";

const dayMs = 86_400_000;

let outbox: OutboxUnderTest;
let privy: Destination;
beforeEach(() => {
  outbox = createOutbox();
  privy = new Destination();
  outbox.deliver = () => ({ client: privy });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await outbox.dispose();
});

const stats = async () => (await outbox.open()).stats();
const outage = () => {
  throw new ServerError("down", { status: 503, retryable: true });
};

describe("an outbox", () => {
  it("delivers what it has accepted after the linger, states merged, and then sleeps without an alarm", async () => {
    const queue = await outbox.open();
    await queue.enqueue(orderOf(1, { total: 1, financial_status: "paid" }));
    await outbox.pass(1_000);
    await queue.enqueue(orderOf(1, { total: 2 }));
    expect(privy.sent).toEqual([]);
    await outbox.pass(1_500);
    expect(privy.sent.map(({ order }) => order)).toMatchObject([{ total: 2, financial_status: "paid" }]);
    await outbox.pass(dayMs);
    expect(outbox.place.storage.alarm).toBeUndefined();
    expect(outbox.place.alarms).toBe(1);
  });

  it("reports an order as accepted only when no crash can lose it, nor its alarm", async () => {
    const queue = await outbox.open();
    await queue.enqueue(orderOf(1));
    outbox.place.restart();
    await outbox.pass(3_000);
    expect(privy.values("order_id")).toEqual(["1"]);
    expect(outbox.place.lives).toBe(2);
  });

  it("that is restarted while an order is under way repeats that order once, and the newest state stands", async () => {
    const queue = await outbox.open();
    await queue.enqueue(orderOf(1, { total: 1 }));
    const held = gate();
    privy.before = (_order, sent) => (sent.length === 1 ? held.passed : undefined);
    await outbox.pass(2_500);
    expect(privy.values("total")).toEqual([1]);
    outbox.place.restart();
    await queue.enqueue(orderOf(1, { total: 2 }));
    held.open();
    await outbox.pass(120_000);
    expect(privy.values("total")).toEqual([1, 2]);
    expect(await stats()).toMatchObject({ waiting: 0, underWay: 0, dead: 0 });
  });

  it("goes through an outage by its alarm alone, and delivers everything in the end", async () => {
    const queue = await outbox.open();
    for (let id = 1; id <= 30; id += 1) await queue.enqueue(orderOf(id));
    privy.before = outage;
    await outbox.pass(3_600_000);
    const tried = privy.sent.length;
    expect(tried).toBeLessThan(60);
    privy.before = () => undefined;
    await outbox.pass(3_600_000);
    expect(privy.stored.size).toBe(30);
    expect(outbox.place.storage.alarm).toBeUndefined();
  });

  it("takes no more than twenty orders in one alarm, and goes on with the next one at once", async () => {
    const queue = await outbox.open();
    for (let id = 1; id <= 45; id += 1) await queue.enqueue(orderOf(id));
    await outbox.pass(2_010);
    expect(privy.stored.size).toBe(45);
    expect(outbox.place.alarms).toBe(3);
  });

  it("sleeps through a pause, and is woken by resume or by the pause's end", async () => {
    const queue = await outbox.open();
    await queue.pause();
    await queue.enqueue(orderOf(1));
    await outbox.pass(dayMs);
    expect([outbox.place.alarms, privy.sent.length]).toEqual([0, 0]);
    await queue.resume();
    await outbox.pass(1);
    expect(privy.values("order_id")).toEqual(["1"]);
    await queue.pause("default", outbox.clock.now() + 60_000);
    await queue.enqueue(orderOf(2));
    await outbox.pass(59_000);
    expect(privy.sent).toHaveLength(1);
    await outbox.pass(1_001);
    expect(privy.values("order_id")).toEqual(["1", "2"]);
  });

  it("keeps orders while its delivery cannot be made, reports that, and delivers them when it can", async () => {
    let isMade = false;
    // Before it has a delivery, the object knows the machine's clock only.
    vi.spyOn(Date, "now").mockImplementation(() => outbox.clock.now());
    outbox.deliver = () => {
      if (!isMade) throw new Error("no token yet");
      return { client: privy };
    };
    const queue = await outbox.open();
    expect(await queue.enqueue(orderOf(1))).toMatchObject({ accepted: true });
    await outbox.pass(60_000);
    const findings = await queue.check();
    expect(findings.filter(({ ok }) => !ok)).toMatchObject([{ subject: "delivery" }]);
    expect(outbox.place.failedAlarms).toBe(0);
    isMade = true;
    await outbox.pass(31_000);
    expect(privy.values("order_id")).toEqual(["1"]);
  });

  it("whose storage fails reports that, without a row, and goes on when it is well again", async () => {
    const queue = await outbox.open();
    await queue.enqueue(orderOf(1));
    const { storage } = outbox.place;
    storage.failure = new Error("database or disk is full: ada@example.com: SQLITE_FULL");
    const failure = await queue.enqueue(orderOf(2)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(QueueEngineError);
    expect(failure).toMatchObject({ retryable: true, engineCode: "SQLITE_FULL" });
    expect(String(failure)).not.toContain("ada@");
    await outbox.pass(60_000);
    expect(outbox.place.failedAlarms).toBe(0);
    storage.failure = undefined;
    await outbox.pass(61_000);
    expect(privy.values("order_id")).toEqual(["1"]);
  });

  it("forgets dead letters by itself, though no order comes", async () => {
    outbox.deliver = () => ({ client: privy, keepDeadDays: 2, late: { afterMs: 1, do: "dead" } });
    const queue = await outbox.open();
    await queue.enqueue(orderOf(1));
    await outbox.pass(dayMs);
    expect(await stats()).toMatchObject({ waiting: 0, dead: 1 });
    await outbox.pass(3 * dayMs);
    expect(await stats()).toMatchObject({ dead: 0 });
    await outbox.pass(2 * dayMs);
    expect(outbox.place.storage.alarm).toBeUndefined();
  });

  it("keeps ciphertext only when the Worker seals, and opens it with its own key", async () => {
    const sealing = createSealing({ keys: { k1: new Uint8Array(32).fill(3) } });
    const queue = await outbox.open({ sealing });
    outbox.deliver = () => ({ client: privy, sealing });
    await queue.enqueue(orderOf(1));
    for await (const { text } of (await outbox.engine()).states({})) expect(text).not.toContain("ada@");
    // Keys are used in a thread of the machine's, which knows no virtual clock.
    for (let round = 0; round < 400 && privy.sent.length === 0; round += 1) await outbox.pass(250);
    expect(privy.values("email")).toEqual(["ada@example.com"]);
  });

  it("knows what it has spent of the minute's budget after it was put to sleep", async () => {
    const { clock } = outbox;
    const fake = createFakePrivy({ clock, rateLimit: { perMinute: 5, perDay: 1_000 } });
    class Paced extends OrderOutbox {
      protected override delivery() {
        return { clock, client: fake.client({ rateBudget: this.rateBudget("default", { clock }) }) };
      }
    }
    const namespace = new StandInNamespace(clock, (state) => new Paced(state, {}));
    const queue = outboxOf(namespace, undefined, { clock });
    for (let id = 1; id <= 12; id += 1) {
      await queue.enqueue(orderOf(id));
      if (id % 4 === 0) {
        await outbox.pass(3_000);
        namespace.place("default").restart();
      }
    }
    await outbox.pass(300_000);
    expect(fake.orders).toHaveLength(12);
    expect(fake.requests.filter(({ status }) => status === 429)).toEqual([]);
    namespace.close();
  });

  it("makes its client of the Worker's variables and secrets, unless the class has its own", async () => {
    const { clock } = outbox;
    const findings = async (env: object) => {
      const namespace = new StandInNamespace(clock, (state) => new OrderOutbox(state, env));
      const found = await outboxOf(namespace).check();
      namespace.close();
      return found.find(({ subject }) => subject === "delivery");
    };
    expect(await findings({ PRIVY_API_TOKEN: "pk_test_token", OTHER: {} })).toMatchObject({ ok: true });
    const missing = await findings({ OTHER: {} });
    expect(missing).toMatchObject({ ok: false });
    expect(missing?.message).toContain("PRIVY_API_TOKEN");
  });

  it("refuses calls that it does not know", async () => {
    const object = new OrderOutbox(
      { storage: outbox.place.storage.forObject() },
      { PRIVY_API_TOKEN: "pk_test_token" },
    );
    for (const path of ["/", "/privy-orders/v1/", "/privy-orders/v1/toString", "/privy-orders/v2/put"]) {
      const response = await object.fetch(
        new Request(`https://outbox${path}`, { method: "POST", body: "{}" }),
      );
      expect(response.status).toBe(404);
    }
  });
});
