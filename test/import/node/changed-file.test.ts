import { appendFile, mkdtemp, rename, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importOrders, memoryCheckpoint } from "privy-orders/import";
import { openOrderFile } from "privy-orders/import/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gzip } from "../readers/support.js";
import { order, stubClient } from "../stub-client.js";

/** Long lines, so that few of them are more than what is read ahead. */
const line = (id: number): string =>
  `${JSON.stringify(order(id, { shipping_address: { note: "n".repeat(3_500) } }))}\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index)).join("");

describe("a file that changes", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "privy-orders-changed-"));
    path = join(folder, "orders.ndjson");
    // Longer than what is read ahead, so that a change at the first record is met.
    await writeFile(path, lines(1, 200));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ["became shorter", () => truncate(path, 100_000), "became shorter while it was read"],
    [
      "was replaced",
      async () => {
        await writeFile(`${path}.new`, lines(1, 200));
        await rename(`${path}.new`, path);
      },
      "is another file than when it was opened",
    ],
    [
      "was written to",
      () => writeFile(path, lines(1, 200).replaceAll("buyer", "BUYER")),
      "was written to since it was opened",
    ],
    [
      "has grown",
      () => appendFile(path, lines(201, 203)),
      "has grown while it was read: run the import again for the rest",
    ],
  ])(
    "while it is read ends the import as source_changed, not as done: it %s",
    async (_what, change, message) => {
      const { client } = stubClient();
      const source = await openOrderFile(path);
      let changed = false;
      const summary = await importOrders(client, source, {
        concurrency: 1,
        async onOutcome() {
          if (changed) return;
          changed = true;
          await change();
          await utimes(path, new Date(), new Date(Date.now() + 5000));
        },
      });
      expect(summary).toMatchObject({ finished: false, stopReason: "source_changed" });
      expect(String(summary.error)).toContain(message);
    },
  );

  it("between its opening and its reading is not read", async () => {
    const source = await openOrderFile(path);
    await truncate(path, 10_000);
    const { client, bodies } = stubClient();
    expect(await importOrders(client, source)).toMatchObject({ stopReason: "source_changed", done: 0 });
    expect(bodies).toEqual([]);
  });

  it("has as many records as were counted, or the import is not done", async () => {
    const source = await openOrderFile(path, { total: 201 });
    expect(await importOrders(stubClient().client, source)).toMatchObject({
      stopReason: "source_changed",
      error: { message: expect.stringContaining("has 200 records, but 201 were counted") },
    });
  });

  describe("between two runs", () => {
    const short = () => writeFile(path, lines(1, 5));
    const run = async (checkpoint = memoryCheckpoint()) => {
      const { client, bodies } = stubClient();
      const summary = await importOrders(client, await openOrderFile(path), { checkpoint });
      return { summary, ids: bodies.map(({ order_id }) => order_id), checkpoint };
    };

    it("by new lines at its end: only those are sent, and the summary counts them", async () => {
      await short();
      const { checkpoint } = await run();
      await appendFile(path, lines(6, 8));
      const { summary, ids } = await run(checkpoint);
      expect(summary).toMatchObject({ finished: true, done: 8, doneBefore: 5, hasGrown: true });
      expect(ids).toEqual(["6", "7", "8"]);
      expect((await run(checkpoint)).summary).toMatchObject({ hasGrown: false, doneBefore: 8 });
    });

    it.each([
      ["in its middle", () => writeFile(path, lines(2, 9))],
      [
        "by a longer last line",
        async () => {
          await writeFile(path, lines(1, 5).trimEnd());
        },
      ],
    ])("in another way is refused: %s", async (_what, change) => {
      await short();
      const { checkpoint } = await run();
      await change();
      await appendFile(path, ` ${lines(6, 6)}`);
      await expect(run(checkpoint)).rejects.toThrow(/belongs to another source/);
    });

    it("in a compressed file, or one with several rows for an order, is refused", async () => {
      const packed = join(folder, "o.ndjson.gz");
      await writeFile(packed, gzip(lines(1, 5)));
      const checkpoint = memoryCheckpoint();
      const { client } = stubClient();
      await importOrders(client, await openOrderFile(packed), { checkpoint });
      await appendFile(packed, gzip(lines(6, 8)));
      await expect(importOrders(client, await openOrderFile(packed), { checkpoint })).rejects.toThrow(
        /another source/,
      );
    });

    it("cannot be shorter than what an earlier run has done", async () => {
      const { client } = stubClient();
      const checkpoint = memoryCheckpoint();
      await importOrders(client, [order(1), order(2), order(3)], { checkpoint, fingerprint: "f" });
      await expect(importOrders(client, [order(1)], { checkpoint, fingerprint: "f" })).rejects.toThrow(
        /has 3 records done, but the source has only 1/,
      );
      const uncounted = (function* () {
        yield order(1);
      })();
      expect(await importOrders(client, uncounted, { checkpoint, fingerprint: "f" })).toMatchObject({
        finished: false,
        stopReason: "source_changed",
      });
    });
  });
});
