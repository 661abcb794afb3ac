import { runInNewContext } from "node:vm";
import { InvalidInputError } from "privy-orders";
import { importOrders, readCsv, readNdjson, startImport } from "privy-orders/import";
import { describe, expect, it } from "vitest";
import { orders, stubClient } from "./stub-client.js";

const { client } = stubClient();

describe("an import with wrong arguments", () => {
  it.each([
    ["a path", "orders.csv", "open it with openOrderFile"],
    ["a Promise of a source", Promise.resolve([]), "is a Promise: await it first"],
    ["a function", () => [], "is a function: call it"],
    ["one order", { order_id: 1 }, "a single order is given as [order]"],
    ["nothing", undefined, "is required"],
  ])("is refused at once by name: %s as source", (_what, source, message) => {
    expect(() => startImport(client, source as never)).toThrow(InvalidInputError);
    expect(() => startImport(client, source as never)).toThrow(/^The import was not started:\n {2}source: /);
    expect(() => startImport(client, source as never)).toThrow(message);
  });

  it.each([
    ["a path", "state.json", "make a checkpoint of a path with fileCheckpoint(path)"],
    ["a Promise", Promise.resolve({}), "is a Promise: await it first"],
    ["an object of another kind", { get() {}, put() {} }, "must have the methods load and save"],
  ])("is refused at once by name: %s as checkpoint", (_what, checkpoint, message) => {
    const options = { checkpoint: checkpoint as never, fingerprint: "f" };
    expect(() => startImport(client, orders(1), options)).toThrow(message);
  });

  it("names everything that is wrong at once", () => {
    const options = { before: "2025", maxOutageMs: -1, signal: new AbortController() } as never;
    expect(() => startImport({} as never, orders(1), options)).toThrow(
      /client: [\s\S]*maxOutageMs: [\s\S]*before: [\s\S]*signal: must be an AbortSignal/,
    );
  });

  it("takes a Date of another realm as before, and refuses an invalid one", async () => {
    const before: Date = runInNewContext("new Date(0)");
    expect(await importOrders(client, orders(2), { before })).toMatchObject({ finished: true });
    expect(() => startImport(client, orders(1), { before: new Date("soon") })).toThrow(
      "must be a valid Date",
    );
  });

  it("rejects, and does not throw, where a promise is given", async () => {
    await expect(importOrders(client, "orders.csv" as never)).rejects.toThrow(InvalidInputError);
  });

  it("is a real promise: catch and finally are there", async () => {
    let settled = false;
    const run = importOrders(client, orders(2)).finally(() => {
      settled = true;
    });
    expect(run).toBeInstanceOf(Promise);
    expect(await run).toMatchObject({ finished: true });
    expect(settled).toBe(true);
  });

  it.each([
    ["orders.csv", readCsv],
    ["/var/exports/orders 2025.csv.gz", readCsv],
    ["C:\\exports\\orders.ndjson", readNdjson],
  ] as const)("takes the path %s for a path, not for a file's text", (path, read) => {
    const map = () => ({}) as never;
    expect(() => read(path, { map })).toThrow(/looks like a file's path.*openOrderFile\(path\)/);
  });
});
