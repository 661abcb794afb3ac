import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOrderFile } from "privy-orders/import/node";
import { afterAll, describe, expect, it } from "vitest";
import { gzip, recordsOf } from "../readers/support.js";

const folder = mkdtempSync(join(tmpdir(), "order-file-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const lines = '{"order_id":1}\n\n{"order_id":2}\n{"order_id":3}';

describe("openOrderFile", () => {
  it("knows NDJSON and JSON by the name, gzip by its bytes, and counts NDJSON's orders", async () => {
    for (const path of [
      file("a.ndjson", lines),
      file("a.jsonl.gz", gzip(lines)),
      file("b.json", '[{"order_id":1},{"order_id":2},{"order_id":3}]'),
    ]) {
      const source = await openOrderFile(path);
      expect(source.total).toBe(path.endsWith(".json") ? undefined : 3);
      expect(await recordsOf(source)).toHaveLength(3);
      expect(await recordsOf(source)).toHaveLength(3);
    }
  });

  it("counts other formats when asked to, and does not count when asked not to", async () => {
    expect((await openOrderFile(file("c.json", "[{},{}]"), { count: true })).total).toBe(2);
    expect((await openOrderFile(file("c.ndjson", "{}\n{}"), { count: false })).total).toBeUndefined();
  });

  it("gives a fingerprint that changes with the content and with how it is read, and else does not", async () => {
    const path = file("d.ndjson", lines);
    const of = async (...given: Parameters<typeof openOrderFile>) =>
      (await openOrderFile(...given)).fingerprint;
    const first = await of(path);
    expect(await of(path, { count: false })).toBe(first);
    expect(await of(file("copy.ndjson", lines))).toBe(first);
    expect(await of(file("e.ndjson", lines.replace("3", "4")))).not.toBe(first);
    expect(await of(path, { maxRecordLength: 100 })).not.toBe(first);
    expect(await of(path, { format: "json" })).not.toBe(first);
  });

  it("asks for the format of a CSV file, and of one whose name does not show it", async () => {
    await expect(openOrderFile(file("f.csv", ""))).rejects.toMatchObject({
      issues: [{ path: ["format"], message: expect.stringContaining("shopify-csv") }],
    });
    await expect(openOrderFile(file("f.txt", ""))).rejects.toMatchObject({ issues: [{ path: ["format"] }] });
  });

  it("names what is not a file, and passes on the file system's error for one that is missing", async () => {
    await expect(openOrderFile(folder, { format: "json" })).rejects.toMatchObject({
      issues: [{ path: ["path"] }],
    });
    await expect(openOrderFile(join(folder, "none.json"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("opens a broken file all the same: the reading reports it, when it comes there", async () => {
    const source = await openOrderFile(file("g.ndjson.gz", gzip(lines).slice(0, -9)));
    expect(source.total).toBeUndefined();
    await expect(recordsOf(source)).rejects.toMatchObject({ code: "invalid_input" });
  });
});
