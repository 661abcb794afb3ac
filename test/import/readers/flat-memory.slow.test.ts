import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readCsv, readJsonArray, readNdjson } from "privy-orders/import";
import { describe, expect, it } from "vitest";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const megabyte = 2 ** 20;

const piecesOf = (text: string, megabytes: number, head = "", tail = "") =>
  async function* () {
    const piece = new TextEncoder().encode(text.repeat(Math.ceil(65_536 / text.length)));
    yield head;
    for (let sent = 0; sent < megabytes * megabyte; sent += piece.length) yield piece;
    yield tail;
  };

const note = "x".repeat(900);
const json = `{"order_id":1,"email":"ada@example.com","note":"${note}"}`;
const columns = { order_id: "Id", email: "Mail", total: "T", currency: "C", order_date: "D" } as const;

describe("a long file", () => {
  it.each([
    ["NDJSON", 60, readNdjson(piecesOf(`${json}\n`, 60))],
    ["a JSON array", 60, readJsonArray(piecesOf(`${json},`, 60, "[", `${json}]`))],
    ["CSV", 20, readCsv(piecesOf(`1,a@b.co,1,USD,D,"${note}"\n`, 20, "Id,Mail,T,C,D,Note\n"), { columns })],
  ])("is read in constant memory: %s", { timeout: 60_000 }, async (_what, megabytes, source) => {
    const heaps: number[] = [];
    let records = 0;
    for await (const _record of source) {
      records += 1;
      if (records % 5000 !== 0) continue;
      collect();
      heaps.push(process.memoryUsage().heapUsed);
    }
    expect(records).toBeGreaterThan(megabytes * 900);
    const [first = 0] = heaps;
    expect(Math.max(...heaps) - first).toBeLessThan(4 * megabyte);
  });

  it("does not fill the memory when its line never ends", async () => {
    const piece = new TextEncoder().encode("x".repeat(megabyte));
    let most = 0;
    collect();
    const before = process.memoryUsage().heapUsed;
    const source = readNdjson(
      async function* () {
        for (let sent = 0; sent < 50; sent++) {
          yield piece;
          collect();
          most = Math.max(most, process.memoryUsage().heapUsed - before);
        }
      },
      { maxRecordLength: 4 * megabyte },
    );
    for await (const record of source) expect(record).toHaveProperty("issues");
    expect(most).toBeLessThan(12 * megabyte);
  });
});
