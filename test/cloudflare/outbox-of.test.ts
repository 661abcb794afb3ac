import { InvalidInputError } from "privy-orders";
import { outboxOf } from "privy-orders/cloudflare";
import { QueueEngineError } from "privy-orders/queue";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Destination, orderOf } from "../queue/contract/contract-support.js";
import { createOutbox, type OutboxUnderTest } from "./outbox-under-test.js";

let outbox: OutboxUnderTest;
let privy: Destination;
beforeEach(() => {
  outbox = createOutbox();
  privy = new Destination();
  outbox.deliver = () => ({ client: privy });
});
afterEach(() => outbox.dispose());

describe("outboxOf", () => {
  it("gives each account an object of its own, whose name its orders carry", async () => {
    const { clock, namespace } = outbox;
    const de = outboxOf(namespace, "de", { clock });
    const us = outboxOf(namespace, "us", { clock });
    const clients = { de: new Destination(), us: new Destination() };
    outbox.deliver = () => ({ client: clients });
    await de.enqueue(orderOf(1));
    await us.enqueue(orderOf(2), { account: "us" });
    await us.pause();
    expect([...namespace.places.keys()]).toEqual(["de", "us"]);
    await outbox.pass(3_000);
    expect([clients.de.values("order_id"), clients.us.values("order_id")]).toEqual([["1"], []]);
    await us.resume("us");
    await outbox.pass(3_000);
    expect(clients.us.values("order_id")).toEqual(["2"]);
  });

  it("refuses another account's orders in an account's own outbox", async () => {
    const queue = outboxOf(outbox.namespace, "de", { clock: outbox.clock });
    const issue = { issues: [{ path: ["account"] }] };
    await expect(queue.enqueue(orderOf(1), { account: "us" })).rejects.toMatchObject(issue);
    await expect(queue.pause("us")).rejects.toMatchObject(issue);
    await expect(queue.resume("us")).rejects.toMatchObject(issue);
  });

  it("keeps outboxes of different names apart", async () => {
    const { clock, namespace } = outbox;
    await outboxOf(namespace, undefined, { clock, name: "returns" }).enqueue(orderOf(1));
    expect([...namespace.places.keys()]).toEqual(["returns/default"]);
  });

  it("asks once more when a deploy has restarted the object, and not when it is overloaded", async () => {
    const queue = await outbox.open();
    outbox.namespace.failures = [Object.assign(new Error("reset"), { retryable: true })];
    expect(await queue.enqueue(orderOf(1))).toMatchObject({ accepted: true });
    outbox.namespace.failures = [Object.assign(new Error("busy"), { retryable: true, overloaded: true })];
    await expect(queue.enqueue(orderOf(2))).rejects.toMatchObject({
      code: "queue_engine_failed",
      retryable: true,
    });
    outbox.namespace.failures = [new Error("gone")];
    await expect(queue.stats()).rejects.toBeInstanceOf(QueueEngineError);
    expect(await queue.stats()).toMatchObject({ waiting: 1 });
  });

  it("refuses a transaction, which no Durable Object can join, and a state above 120 kB", async () => {
    const queue = await outbox.open();
    await expect(queue.enqueue(orderOf(1), { transaction: {} })).rejects.toMatchObject({
      issues: [{ path: ["transaction"] }],
    });
    const line_items = [{ title: "x".repeat(120_000), quantity: 1, price: 1 }];
    await expect(queue.enqueue(orderOf(1, { line_items }))).rejects.toMatchObject({
      issues: [{ code: "too_large" }],
    });
    expect((await queue.stats()).waiting).toBe(0);
  });

  it("handles more letters and states than fit into one request", async () => {
    const queue = await outbox.open();
    outbox.deliver = () => ({ client: privy, late: { afterMs: 1, do: "dead" } });
    for (let id = 1; id <= 120; id += 1) await queue.enqueue(orderOf(id));
    const found: unknown[] = [];
    await outbox.pass(60_000);
    for await (const { orderId } of queue.dead.list()) found.push(orderId);
    expect(found).toHaveLength(120);
    expect(await queue.dead.replay({}, { as: "live" })).toMatchObject({ replayed: 120 });
    await queue.pause();
    expect(await queue.forget({ email: "ada@example.com" })).toBe(120);
  });

  it("refuses what is not a binding, and options that are wrong", () => {
    const wrong: unknown[][] = [
      [undefined],
      [{ get: () => undefined }],
      [outbox.namespace, "a token?"],
      [outbox.namespace, "de", { maxStateBytes: 1 }],
      [outbox.namespace, "de", { durability: "full" }],
    ];
    for (const given of wrong)
      expect(() => Reflect.apply(outboxOf, undefined, given)).toThrow(InvalidInputError);
  });
});
