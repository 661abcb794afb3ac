import { InvalidInputError, type OrderInput } from "privy-orders";
import {
  type ImportOutcome,
  type ImportRecord,
  importOrders,
  memoryCheckpoint,
  orderSource,
  readNdjson,
  skip,
} from "privy-orders/import";
import { createFakePrivy } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { order, orders, stubClient } from "./stub-client.js";

const refused = (code: "not_an_order" | "is_test" | "no_contact") => () => {
  throw new InvalidInputError("The order was not mapped", [{ code, path: [], message: "is so" }]);
};

const sourceOf = (...records: Omit<Extract<ImportRecord, { order: OrderInput }>, "position">[]) =>
  orderSource(async function* () {
    for (const [index, record] of records.entries()) yield { ...record, position: { record: index + 1 } };
  });

describe("what an import skips", () => {
  it.each(["not_an_order", "is_test"] as const)(
    "does not count as a failure: a record that is %s",
    async (code) => {
      const { client, bodies } = stubClient();
      const outcomes: ImportOutcome[] = [];
      const summary = await importOrders(client, readNdjson('{"a":1}', { map: refused(code) }), {
        stopOnError: true,
        onOutcome: (outcome) => void outcomes.push(outcome),
      });
      expect(summary).toMatchObject({ finished: true, failed: 0, skipped: 1, skippedBecause: { [code]: 1 } });
      expect(outcomes).toMatchObject([{ status: "skipped", skipped: code, issues: [{ code }] }]);
      expect(bodies).toEqual([]);
    },
  );

  it("is an order without an email and a phone, but only when nothing else is wrong with it", async () => {
    const { client } = stubClient();
    const source = [
      order(1, { email: null as never }),
      order(2, { email: null as never, total: "much" as never }),
    ];
    expect(await importOrders(client, source)).toMatchObject({
      skipped: 1,
      failed: 1,
      skippedBecause: { no_contact: 1 },
    });
  });

  it("is what a mapping function skips", async () => {
    const { client } = stubClient();
    const summary = await importOrders(client, readNdjson('{"a":1}', { map: () => skip }));
    expect(summary).toMatchObject({ skipped: 1, failed: 0 });
  });

  it("is counted across runs", async () => {
    const { client } = stubClient();
    const checkpoint = memoryCheckpoint();
    const source = () => readNdjson('{"a":1}\n{"a":2}\n', { map: () => skip, fingerprint: "f" });
    await importOrders(client, source(), { checkpoint });
    expect(await importOrders(client, source(), { checkpoint })).toMatchObject({ skipped: 2, doneBefore: 2 });
  });
});

describe("an import does not undo what is newer", () => {
  it("skips orders that the client reports live meanwhile", async () => {
    const privy = createFakePrivy();
    const client = privy.client();
    let reported = false;
    const summary = await importOrders(client, orders(10), {
      clock: privy.clock,
      concurrency: 1,
      async onOutcome() {
        if (reported) return;
        reported = true;
        await client.orders.upsert(order(7, { total: 500 }));
      },
    });
    expect(summary).toMatchObject({ done: 10, skipped: 1, skippedBecause: { sent_live: 1 } });
    expect(privy.orders.find(({ order_id }) => String(order_id) === "7")).toMatchObject({
      total_amount: "500.00",
    });
  });

  it("sends an order all the same when its live call failed", async () => {
    const { client, bodies } = stubClient((count, body) =>
      count === 2
        ? new Response("", { status: 400 })
        : Response.json({ data: { order_id: body.order_id } }, { status: 201 }),
    );
    let reported = false;
    await importOrders(client, orders(3), {
      concurrency: 1,
      async onOutcome() {
        if (reported) return;
        reported = true;
        await client.orders.upsert(order(3)).catch(() => undefined);
      },
    });
    expect(bodies.map(({ order_id }) => order_id)).toEqual(["1", "3", "2", "3"]);
  });

  it("leaves what changed at or after the cut-off to live reporting: by the update time, else the order's date", async () => {
    const { client, bodies } = stubClient();
    const before = new Date("2025-07-01T00:00:00Z");
    const summary = await importOrders(
      client,
      sourceOf(
        { order: order(1), updatedAt: new Date("2025-07-01T00:00:00Z") },
        { order: order(2), updatedAt: new Date("2025-06-30T23:59:59Z") },
        { order: order(3, { order_date: "2025-07-02T00:00:00Z" }) },
        { order: order(4, { order_date: new Date("2025-06-30T00:00:00Z") }) },
      ),
      { before },
    );
    expect(summary.skippedBecause).toEqual({ after_cutoff: 2 });
    expect(bodies.map(({ order_id }) => order_id)).toEqual(["2", "4"]);
  });

  it("keeps the newer of two states, in whichever order the source has them", async () => {
    const { client, bodies } = stubClient();
    const at = (day: number) => new Date(Date.UTC(2025, 5, day));
    const summary = await importOrders(
      client,
      sourceOf(
        { order: order(1, { total: 1 }), updatedAt: at(2) },
        { order: order(1, { total: 2 }), updatedAt: at(1) },
        { order: order(2, { total: 3 }), updatedAt: at(1) },
        { order: order(2, { total: 4 }), updatedAt: at(2) },
      ),
    );
    expect(summary).toMatchObject({ skippedBecause: { newer_state: 1 }, unorderedStates: 0 });
    expect(bodies.map(({ total }) => total)).toEqual([1, 3, 4]);
  });

  it("reports how many states came without a time that shows which is newer", async () => {
    const { client } = stubClient();
    expect(await importOrders(client, [order(1), order(1), order(2)])).toMatchObject({ unorderedStates: 1 });
  });

  it("knows after a crash which states came before it", async () => {
    const { client, bodies } = stubClient();
    const checkpoint = memoryCheckpoint();
    const controller = new AbortController();
    const at = (day: number) => new Date(Date.UTC(2025, 5, day));
    const source = sourceOf(
      { order: order(1, { total: 1 }), updatedAt: at(2) },
      { order: order(1, { total: 2 }), updatedAt: at(1) },
    );
    const options = { checkpoint, fingerprint: "f", concurrency: 1 };
    await importOrders(client, source, {
      ...options,
      signal: controller.signal,
      onOutcome: () => controller.abort(),
    });
    expect(await importOrders(client, source, options)).toMatchObject({ skippedBecause: { newer_state: 1 } });
    expect(bodies.map(({ total }) => total)).toEqual([1]);
  });
});
