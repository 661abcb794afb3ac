import { writeFile } from "node:fs/promises";
import { createSharedRateBudget, InvalidInputError } from "privy-orders";
import { QueueEngineError } from "privy-orders/queue";
import { createSqliteQueue } from "privy-orders/sqlite";
import { createFakePrivy, createVirtualClock } from "privy-orders/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Destination, orderOf } from "../queue/contract/contract-support.js";
import { createSqliteStore, openSqlite, type SqliteStore } from "./sqlite-store.js";

let store: SqliteStore;
beforeEach(async () => {
  store = await createSqliteStore();
});
afterEach(() => store.dispose());

const waiting = async (): Promise<number> => (await (await store.open()).stats()).waiting;

describe("a queue in an SQLite file", () => {
  it("keeps an order in the shop's own transaction: committed with it, and gone with it", async () => {
    const queue = await store.open();
    const reader = await store.open();
    const shop = store.database();
    shop.exec("CREATE TABLE sale(id INT)");
    for (const end of ["ROLLBACK", "COMMIT"]) {
      shop.exec("BEGIN IMMEDIATE; INSERT INTO sale VALUES (1)");
      await queue.enqueue(orderOf(1), { transaction: shop });
      expect((await reader.stats()).waiting).toBe(0);
      shop.exec(end);
      expect((await reader.stats()).waiting).toBe(end === "COMMIT" ? 1 : 0);
    }
  });

  it("refuses a transaction of another file, and what is not a database", async () => {
    const queue = await store.open();
    const other = await createSqliteStore();
    const transactions = [other.database(), "BEGIN", {}];
    for (const transaction of transactions)
      await expect(queue.enqueue(orderOf(1), { transaction })).rejects.toMatchObject({
        issues: [{ path: ["transaction"] }],
      });
    await other.dispose();
    expect(await waiting()).toBe(0);
  });

  it("writes through to the disk, unless it is told that a power cut may undo orders", async () => {
    const findings = async (durability: "full" | "normal") => {
      const queue = createSqliteQueue({ file: store.file, database: store.database(), durability });
      return (await queue.check()).filter(({ ok }) => !ok).map(({ subject }) => subject);
    };
    expect(await findings("full")).toEqual([]);
    expect(await findings("normal")).toEqual(["durability"]);
  });

  it("reports a full disk as a retryable error, and loses nothing that was accepted before", async () => {
    const database = store.database();
    const queue = createSqliteQueue({ clock: store.clock, database });
    const bound = database.prepare("PRAGMA max_page_count = 40").get();
    expect(bound).toBeDefined();
    const filler = [{ title: "x".repeat(10_000), quantity: 1, price: 1 }];
    let accepted = 0;
    let failure: unknown;
    for (let id = 1; id <= 50 && failure === undefined; id += 1) {
      const kept = queue.enqueue(orderOf(id, { line_items: filler }));
      failure = await kept.then(() => undefined).catch((error: unknown) => error);
      if (failure === undefined) accepted += 1;
    }
    expect(failure).toBeInstanceOf(QueueEngineError);
    expect(failure).toMatchObject({
      retryable: true,
      code: "queue_engine_failed",
      engineCode: "SQLITE_FULL",
    });
    expect(accepted).toBeGreaterThan(3);
    database.prepare("PRAGMA max_page_count = 100000").get();
    const privy = new Destination();
    const worker = queue.work({ client: privy, lingerMs: 0 });
    for (let round = 0; round < 100 && privy.stored.size < accepted; round += 1) await store.pass(1_000);
    await worker.stop();
    expect(privy.stored.size).toBe(accepted);
  });

  it("keeps two queues of different names apart in one file", async () => {
    const [one, two] = [await store.open(), await store.open({ name: "other-shop" })];
    await one.enqueue(orderOf(1));
    expect((await two.stats()).waiting).toBe(0);
  });

  it("refuses options that are wrong, and tables of a later version", async () => {
    const database = store.database();
    const wrong = [{}, { file: "" }, { file: store.file, database: 7 }, { database, durability: "high" }];
    for (const options of wrong)
      expect(() => Reflect.apply(createSqliteQueue, undefined, [options])).toThrow(InvalidInputError);
    createSqliteQueue({ database });
    database.exec("UPDATE po_count SET value = 2 WHERE name = 'tables'");
    expect(() => createSqliteQueue({ database })).toThrow(/another version/);
  });

  it.each([
    [
      "better-sqlite3 without the folder",
      new TypeError("Cannot open database because the directory does not exist"),
    ],
    ["better-sqlite3", Object.assign(new Error("unable to open"), { code: "SQLITE_CANTOPEN" })],
    ["node:sqlite", Object.assign(new Error("unable to open"), { code: "ERR_SQLITE_ERROR", errcode: 14 })],
  ])("names a file that cannot be opened by %s", (_driver, failure) => {
    class Closed {
      constructor() {
        throw failure;
      }
    }
    const options = { file: "nowhere/orders.db", database: Closed };
    expect(() => Reflect.apply(createSqliteQueue, undefined, [options])).toThrow(
      /file: cannot be opened: its folder/,
    );
  });

  it("frees by repair what waits for a time that a wrong clock had set", async () => {
    const ahead = await store.open({ clock: createVirtualClock({ startAt: "2031-01-01T00:00:00Z" }) });
    await ahead.enqueue(orderOf(1));
    const now = createVirtualClock({ startAt: new Date() });
    const queue = await store.open({ clock: now });
    const bad = async () => (await queue.check()).filter(({ ok }) => !ok);
    expect(await bad()).toMatchObject([{ subject: "due times" }]);
    await queue.enqueue(orderOf(2));
    expect(await queue.repair()).toBe(1);
    expect(await bad()).toEqual([]);
    const privy = new Destination();
    const worker = queue.work({ client: privy });
    for (let round = 0; round < 10; round += 1) await now.advance(1_000);
    await worker.stop();
    expect(privy.values("order_id").sort()).toEqual(["1", "2"]);
  });

  it("leaves the error of a driver that cannot be loaded as it is, and names a file that is not a database", async () => {
    class Unbuilt {
      constructor() {
        throw new Error("Could not locate the bindings file");
      }
    }
    const options = { file: store.file, database: Unbuilt };
    expect(() => Reflect.apply(createSqliteQueue, undefined, [options])).toThrow("bindings file");
    await writeFile(`${store.file}.txt`, "This is not a database. ".repeat(100));
    expect(() => createSqliteQueue({ database: openSqlite(`${store.file}.txt`) })).toThrow(QueueEngineError);
  });

  it("opens the file with a class as well, and closes what it has opened", async () => {
    const { constructor: Database } = openSqlite(store.file);
    const queue = Reflect.apply(createSqliteQueue, undefined, [{ file: store.file, database: Database }]);
    await queue.enqueue(orderOf(1));
    await queue.close();
    await expect(queue.enqueue(orderOf(2))).rejects.toBeInstanceOf(QueueEngineError);
    expect(await waiting()).toBe(1);
  });

  it("opens the file with Node's own SQLite, and asks for a database where Node has none", async () => {
    const hasOwn = (process.getBuiltinModule?.("node:sqlite") ?? undefined) !== undefined;
    if (!hasOwn) {
      expect(() => createSqliteQueue({ file: store.file })).toThrow("node:sqlite requires Node 22.13");
      return;
    }
    const queue = createSqliteQueue({ file: store.file });
    await queue.enqueue(orderOf(1));
    await queue.close();
    expect(await waiting()).toBe(1);
  });

  it("keeps the pace that the processes of one machine share", async () => {
    const { clock } = store;
    const privy = createFakePrivy({ clock, rateLimit: { perMinute: 5, perDay: 1_000 } });
    const clientOf = async () => {
      const queue = createSqliteQueue({ clock, file: store.file, database: store.database() });
      const rateBudget = createSharedRateBudget({ store: queue.rateStore("de") });
      return privy.client({ rateBudget });
    };
    const clients = [await clientOf(), await clientOf()];
    const calls = Array.from({ length: 9 }, (_, index) =>
      clients[index % 2]?.orders.upsert(orderOf(index + 1)),
    );
    await Promise.all(calls);
    expect(privy.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(privy.orders).toHaveLength(9);
  });
});
