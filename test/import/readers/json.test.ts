import fc from "fast-check";
import { type ImportRecord, readJsonArray, readNdjson, SourceError } from "privy-orders/import";
import { describe, expect, it } from "vitest";
import { gzip, inPieces, readUntilError, recordsOf, shownBy, utf8 } from "./support.js";

const order = (id: number | string) =>
  `{"order_id":${id},"email":"zoë${id}@example.com","note":"a \\"quote\\" , ] } 🎁"}`;
const ndjson = (...lines: string[]) => lines.join("\n");
const idsOf = (records: readonly ImportRecord[]): unknown[] =>
  records.map((record) => ("order" in record ? record.order.order_id : record.issues.map((i) => i.message)));

describe("readNdjson", () => {
  it("reads one order from each line, and names the place of each", async () => {
    const records = await recordsOf(readNdjson(ndjson(order(1), order(2))));
    expect(idsOf(records)).toEqual([1, 2]);
    expect(records.map(({ position }) => position)).toEqual([
      { line: 1, column: 1, record: 1 },
      { line: 2, column: 1, record: 2 },
    ]);
    expect(records[1]?.raw).toBe(order(2));
  });

  it("takes a byte order mark, CRLF, empty lines and a missing last line break as they come", async () => {
    const records = await recordsOf(readNdjson(`\ufeff${order(1)}\r\n\r\n   \n${order(2)}\r\n\n${order(3)}`));
    expect(records.map(({ position }) => position.line)).toEqual([1, 4, 6]);
    expect(idsOf(records)).toEqual([1, 2, 3]);
  });

  it("keeps an id beyond 2^53 exact", async () => {
    const [record] = await recordsOf(readNdjson(order("9007199254740993")));
    expect(record && "order" in record && record.order.order_id).toBe(9007199254740993n);
  });

  it("names line and column of a line that is not JSON, quotes none of it, and reads on", async () => {
    const broken = '{"order_id":2,"email":ada@example.com}';
    const records = await recordsOf(readNdjson(ndjson(order(1), broken, order(3))));
    expect(idsOf(records)).toEqual([1, ["is not valid JSON at line 2, column 23"], 3]);
    expect(records[1]?.position).toEqual({ line: 2, column: 23, record: 2 });
    expect(JSON.stringify(idsOf(records)[1])).not.toContain("ada");
  });

  it("reports a line that is cut off", async () => {
    const records = await recordsOf(readNdjson(ndjson(order(1), '{"order_id":2,"em')));
    expect(idsOf(records)[1]).toEqual([expect.stringContaining("cut off")]);
  });

  it("passes over a line that is longer than allowed, and reads on", async () => {
    const long = `{"order_id":2,"note":"${"x".repeat(5000)}"}`;
    const records = await recordsOf(
      readNdjson(inPieces(utf8(ndjson(order(1), long, order(3))), [700]), { maxRecordLength: 1000 }),
    );
    expect(idsOf(records)).toEqual([1, [expect.stringContaining("longer than 1000 characters")], 3]);
    // Its beginning is kept, so that it can be found.
    expect(records[1]?.raw).toBe(long.slice(0, 1000));
  });

  it("reads the time of the last change from a key that is not a field of the order", async () => {
    const records = await recordsOf(
      readNdjson(
        '{"order_id":1,"changed":"2026-01-01T00:00:00Z"}\n{"order_id":2}\n{"order_id":3,"changed":"soon"}',
        { updatedAt: "changed" },
      ),
    );
    expect(records).toMatchObject([
      { order: { order_id: 1 }, updatedAt: new Date("2026-01-01T00:00:00Z") },
      { order: { order_id: 2 } },
      { issues: [{ path: ["updatedAt"] }] },
    ]);
    expect(JSON.stringify(records[0])).not.toContain('"order":{"order_id":1,"changed"');
    expect(() => readNdjson("{}", { updatedAt: 1 as never })).toThrow("updatedAt: must be the name of a key");
  });

  it("reads a line of 10 MB", async () => {
    const long = `{"order_id":2,"note":"${"x".repeat(10_000_000)}"}`;
    expect(idsOf(await recordsOf(readNdjson(ndjson(order(1), long, order(3)))))).toEqual([1, 2, 3]);
  });

  it("hands each record to the mapper, and its refusal is the record's issue", async () => {
    const map = ({ id }: { id: number }) => {
      if (id === 2) throw new Error("ada@example.com is bad");
      return { order_id: id, total: 1, currency: "USD", order_date: "2026-01-01T00:00:00Z", email: "a@b.co" };
    };
    const records = await recordsOf(readNdjson('{"id":1}\n{"id":2}', { map }));
    expect(idsOf(records)).toEqual([1, [expect.stringContaining("the mapping function failed")]]);
    expect(JSON.stringify(records)).not.toContain("ada@");
  });

  it("does not let a __proto__ key reach a prototype", async () => {
    const [record] = await recordsOf(readNdjson('{"order_id":1,"__proto__":{"polluted":true}}'));
    expect(record && "order" in record && Reflect.get(record.order, "polluted")).toBe(undefined);
    expect(Reflect.get({}, "polluted")).toBe(undefined);
  });

  it.each([
    ["a JSON array", "[{}]", "read it as a JSON array"],
    ["a pretty-printed object", '{\n "order_id": 1\n}', "spreads an object over several lines"],
    ["CSV", "Name,Email\n#1,ada@example.com", "is not NDJSON"],
  ])("names %s for what it is, and ends", async (_what, text, message) => {
    const { records, error } = await readUntilError(readNdjson(text));
    expect(records).toEqual([]);
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ code: "invalid_input", position: { line: 1 } });
    expect(shownBy(error)).toContain(message);
    expect(shownBy(error)).not.toContain("ada@");
  });

  it("can be read again from the beginning", async () => {
    const source = readNdjson(new Blob([order(1)]));
    expect(idsOf(await recordsOf(source))).toEqual(idsOf(await recordsOf(source)));
  });

  it("refuses a stream that could be read only once, and options it does not have", () => {
    const stream: unknown = new Blob([""]).stream();
    // @ts-expect-error a bare stream is not an input
    expect(() => readNdjson(stream)).toThrow("must be a function that opens the stream");
    // @ts-expect-error no such option
    expect(() => readNdjson("", { maxLineLength: 3 })).toThrow("maxLineLength");
  });

  it("closes the file when the reading is left", async () => {
    let closed = false;
    const source = readNdjson(async function* () {
      try {
        for (let id = 1; ; id++) yield utf8(`${order(id)}\n`);
      } finally {
        closed = true;
      }
    });
    for await (const _record of source) break;
    expect(closed).toBe(true);
  });
});

describe("readJsonArray", () => {
  it("reads each element, with line and column, however it is laid out", async () => {
    const records = await recordsOf(readJsonArray(`[\n  ${order(1)},\n\n ${order(2)} ,{"order_id"\n:3}]\n`));
    expect(idsOf(records)).toEqual([1, 2, 3]);
    expect(records.map(({ position: { line, column } }) => [line, column])).toEqual([
      [2, 3],
      [4, 2],
      [4, order(2).length + 4],
    ]);
    expect(records[1]?.raw).toBe(order(2));
  });

  it("keeps an id beyond 2^53 exact", async () => {
    const [record] = await recordsOf(readJsonArray(`[${order("9007199254740993")}]`));
    expect(record && "order" in record && record.order.order_id).toBe(9007199254740993n);
  });

  it("names the place of a bad element and reads the next", async () => {
    const records = await recordsOf(
      readJsonArray(`[${order(1)},\n{"order_id":2,\n "email":ada@x},\n7,${order(3)}]`),
    );
    expect(idsOf(records)).toEqual([
      1,
      ["is not valid JSON at line 3, column 10"],
      ["must be a JSON object: one order"],
      3,
    ]);
  });

  it("passes over an element that is longer than allowed", async () => {
    const text = `[${order(1)},{"a":"${"x".repeat(5000)}"},${order(3)}]`;
    const records = await recordsOf(readJsonArray(inPieces(utf8(text), [999]), { maxRecordLength: 1000 }));
    expect(idsOf(records)).toEqual([1, [expect.stringContaining("longer than 1000")], 3]);
  });

  it.each([
    ["nothing", "", "is empty"],
    ["an object", '{"orders":[]}', "begins with an object"],
    ["text", "hello", "it must begin with ["],
    ["an array without an end", `[${order(1)}`, "cut off"],
    ["an array that ends within an element", `[${order(1)},{"a":"`, "cut off"],
    ["something after the array", `[${order(1)}] x`, "goes on after the end"],
    ["a comma too many", `[${order(1)},]`, "has a comma"],
  ])("ends with one error for %s", async (_what, text, message) => {
    const { error } = await readUntilError(readJsonArray(text));
    expect(error).toBeInstanceOf(SourceError);
    expect(shownBy(error)).toContain(message);
  });

  it("is not misled by one escaped quote, or by a backslash before the end of a text", async () => {
    const texts = ['{"order_id":1,"note":"5\\" ,]}"}', '{"order_id":2,"note":"\\\\"}', '{"order_id":3}'];
    expect(idsOf(await recordsOf(readJsonArray(`[${texts.join()}]`)))).toEqual([1, 2, 3]);
  });

  it("reads an empty array as no orders", async () => {
    expect(await recordsOf(readJsonArray(" [ ] "))).toEqual([]);
  });
});

describe("a file in any pieces", () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
  const lines = [order(1), '{"bad":', order(2), "", order("9223372036854775807")];

  it.each([
    ["NDJSON", readNdjson, utf8(`\ufeff${lines.join("\r\n")}`)],
    ["NDJSON in gzip", readNdjson, gzip(lines.join("\n"))],
    ["a JSON array", readJsonArray, utf8(`\ufeff[${order(1)},\n{"bad": x},${order(2)}\r\n]`)],
    [
      "NDJSON with a broken byte",
      readNdjson,
      new Uint8Array([...utf8(`${order(1)}\n{"é":"`), 0xe9, 0x22, 0x7d]),
    ],
  ])("gives the same records: %s", async (_what, read, bytes) => {
    const whole = await readUntilError(read(bytes));
    expect(whole.records.length).toBeGreaterThan(0);
    await fc.assert(
      fc.asyncProperty(lengths, async (pieces) => {
        const { records, error } = await readUntilError(read(inPieces(bytes, pieces)));
        expect(records).toEqual(whole.records);
        expect(String(error)).toBe(String(whole.error));
      }),
      { numRuns: 60 },
    );
  });
});

describe("a file that is broken", () => {
  const many = Array.from({ length: 3000 }, (_, index) => `${order(index + 1)}${Math.sin(index)}`)
    .join("\n")
    .replace(/\}[-.\d e]+$/gm, "}");

  it.each([
    ["gzip that is cut off", gzip(many).slice(0, -200), "gzip that is cut off or damaged"],
    [
      "gzip with a wrong byte",
      gzip(many).map((byte, index) => (index === 900 ? byte ^ 0xff : byte)),
      "gzip that is cut off or damaged",
    ],
    ["a ZIP archive", new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), "ZIP archive or an Excel workbook"],
    ["binary", new Uint8Array([0x7b, 0, 1, 2, 0, 9]), "contains a zero byte"],
    ["invalid UTF-8", new Uint8Array([...utf8("{}\n{"), 0xff, 0xff, 0x7d]), "line 2, column 2"],
    ["a cut character", new Uint8Array([...utf8("{}\n{"), 0xf0, 0x9f]), "in the middle of a character"],
  ])("ends with one clear error: %s", async (_what, bytes, message) => {
    const { error } = await readUntilError(readNdjson(inPieces(bytes, [4096])));
    expect(error).toBeInstanceOf(SourceError);
    expect(shownBy(error)).toContain(message);
    expect(shownBy(error)).not.toContain("example.com");
  });

  it("hands on what reading a compressed file failed with", async () => {
    const failure = new Error("EIO");
    const source = readNdjson(async function* () {
      yield gzip(many).slice(0, 1000);
      throw failure;
    });
    expect((await readUntilError(source)).error).toBe(failure);
  });

  it("hands on what opening the file failed with", async () => {
    const failure = new Error("ENOENT");
    const { error } = await readUntilError(
      readNdjson(() => {
        throw failure;
      }),
    );
    expect(error).toBe(failure);
  });
});
