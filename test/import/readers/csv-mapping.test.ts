import { InvalidInputError, orderIdFrom, safeParseOrder } from "privy-orders";
import {
  type CsvColumns,
  type CsvMapping,
  type CsvReaderOptions,
  type ImportRecord,
  readCsv,
  skip,
} from "privy-orders/import";
import { describe, expect, it } from "vitest";
import { recordsOf, utf8 } from "./support.js";

const columns: CsvColumns = {
  order_id: "Order",
  email: "Mail",
  total: "Total",
  currency: { value: "EUR" },
  order_date: "Date",
};
const day = "2026-01-02T03:04:05Z";

const read = (text: string | Uint8Array, mapping: Partial<CsvMapping> = {}) =>
  recordsOf(readCsv(text, { columns, ...mapping }));
const orderOf = (record: ImportRecord | undefined): Record<string, unknown> => {
  if (record === undefined || !("order" in record)) throw new Error(JSON.stringify(record?.issues));
  return { ...record.order };
};
const problemsOf = (records: readonly ImportRecord[]): string[] =>
  records.flatMap((record) => ("issues" in record ? record.issues.map(({ message }) => message) : []));

/** Reads one row with one special column. */
async function readOne(name: string, cell: string, mapping: Partial<CsvMapping>): Promise<ImportRecord> {
  const quoted = `"${cell.replaceAll('"', '""')}"`;
  const [record] = await read(`Order,Mail,Total,Date,${name}\n1,a@b.co,9.50,${day},${quoted}`, mapping);
  if (record === undefined) throw new Error("no record");
  return record;
}

describe("a mapping of columns", () => {
  const latin = (text: string): Buffer => Buffer.from(text, "latin1");
  const wide = (text: string): Buffer => Buffer.from(text, "utf16le");

  it.each([
    ["UTF-16 by its mark", wide, "\ufeff", undefined],
    ["UTF-16, big end first, by its mark", (text: string) => wide(text).swap16(), "\ufeff", undefined],
    ["UTF-16 without a mark", wide, "", "utf-16le"],
    ["Windows-1252", latin, "", "windows-1252"],
    ["ISO-8859-1", latin, "", "iso-8859-1"],
    ["UTF-8 by its mark, under every option", utf8, "\ufeff", "windows-1252"],
  ] as const)("reads %s", async (_what, encode, mark, encoding) => {
    const text = `${mark}Order,Mail,Total,Date,Name\n1,a@b.co,1,${day},Grüße\n`;
    const shipping_address = { name: "Name" };
    const [record] = await read(new Uint8Array(encode(text)), {
      columns: { ...columns, shipping_address },
      encoding,
    });
    expect(orderOf(record)).toMatchObject({ shipping_address: { name: "Grüße" } });
  });

  it("does not guess an encoding: bytes that are not UTF-8 end the reading with what to set", async () => {
    const bytes = new Uint8Array(Buffer.from(`Order,Mail,Total,Date\n1,ü@b.co,1,${day}`, "latin1"));
    await expect(read(bytes)).rejects.toThrow(/line 2, column 3[\s\S]*windows-1252/);
  });

  it("skips a report's lines before the header, and keeps counting them", async () => {
    const text = `Orders of "2025\nprinted by hand\nOrder,Mail,Total,Date\n1,a@b.co,x,${day}`;
    const records = await read(text, { skipLines: 2 });
    expect(records[0]?.position).toEqual({ line: 4, record: 1 });
    expect(records[0]?.raw).toMatchObject({
      header: 'Orders of "2025\nprinted by hand\nOrder,Mail,Total,Date',
    });
  });

  it.each([
    "sep=;\nOrder;Mail;Total;Date",
    "SEP=;\r\nOrder;Mail;Total;Date",
    "sep=;\r\nOrder;Mail;Total;Date",
  ])("takes the delimiter from a spreadsheet's first line: %j", async (head) => {
    const records = await read(`${head}\n1;a@b.co;9;${day}`);
    expect(orderOf(records[0])).toMatchObject({ order_id: "1", total: "9" });
    expect(records[0]?.position.line).toBe(3);
  });

  it.each(["n/a", "-", "NULL", "\\N"])("takes %s for an empty cell when an option names it", async (cell) => {
    const mapping = { columns: { ...columns, phone: "Phone" }, empty: ["n/a", "-", "NULL", "\\N"] };
    expect(orderOf(await readOne("Phone", cell, mapping))).not.toHaveProperty("phone");
  });

  it("joins a date and a time from two columns, in the zone of a third", async () => {
    const text = `Order,Mail,Total,Day,Time,Zone
1,a@b.co,1,31.12.2025,23:15,CET
2,a@b.co,1,31.12.2025,23:15,-05:00
3,a@b.co,1,31.12.2025,23:15,Mars`;
    const records = await read(text, {
      columns: { ...columns, order_date: { columns: ["Day", "Time"] } },
      dateFormat: "DD.MM.YYYY HH:mm",
      timeZone: { column: "Zone", zones: { CET: "Europe/Berlin" } },
    });
    expect(orderOf(records[0])).toMatchObject({ order_date: new Date("2025-12-31T22:15:00Z") });
    expect(orderOf(records[1])).toMatchObject({ order_date: new Date("2026-01-01T04:15:00Z") });
    expect(problemsOf(records)).toEqual([expect.stringContaining('"Zone" of its row must name one')]);
  });

  it("takes the currency from the sign of an amount, by a table", async () => {
    const text = `Order,Mail,Total,Date
1,a@b.co,€9.50,${day}
2,a@b.co,US$9.50,${day}
3,a@b.co,A$ 9.50,${day}
4,a@b.co,9.50,${day}`;
    const records = await read(text, {
      columns: {
        ...columns,
        currency: { column: "Total", signs: { "€": "EUR", US$: "USD", A$: "AUD", $: "CAD" } },
      },
    });
    expect(records.slice(0, 3).map(orderOf)).toMatchObject([
      { currency: "EUR", total: "9.50" },
      { currency: "USD", total: "9.50" },
      { currency: "AUD", total: "9.50" },
    ]);
    expect(problemsOf(records)).toEqual([expect.stringContaining("has none of the signs")]);
  });

  it("chooses between two ways to write amounts by a column", async () => {
    const text = `Order,Mail,Total,Date,Shop
1,a@b.co,"1.234,50",${day},DE
2,a@b.co,"1,234.50",${day},US
3,a@b.co,1,${day},FR`;
    const numbers = {
      column: "Shop",
      formats: { DE: { decimal: ",", thousands: "." }, US: { thousands: "," } },
    } as const;
    const records = await read(text, { numbers });
    expect(records.slice(0, 2).map((record) => orderOf(record).total)).toEqual(["1234.50", "1234.50"]);
    expect(problemsOf(records)).toEqual([expect.stringContaining('"Shop" of its row')]);
  });

  it.each([
    ["B-000123", { prefix: "B-" }, "000123"],
    ["INV/123/2025", { pattern: "INV/(\\d+)/\\d{4}" }, "123"],
    ["#1001", { pattern: "#\\d+", orderIdFrom: true }, orderIdFrom("#1001")],
    ["42.0", {}, "42"],
    ["'0012", {}, "0012"],
    ['="0012"', {}, "0012"],
  ])("reads the id %s", async (cell, rules, id) => {
    const mapping = { columns: { ...columns, order_id: { column: "Id", ...rules } } };
    expect(orderOf(await readOne("Id", cell, mapping)).order_id).toBe(id);
  });

  it.each([
    ["C-000123", { prefix: "B-" }, 'does not begin with "B-"'],
    ["INV/x", { pattern: "INV/(\\d+)" }, 'does not match "pattern"'],
    ["1.2E+12", {}, "has lost digits"],
    ["A-17", {}, '"orderIdFrom": true'],
  ])("refuses the id %s with what to do", async (cell, rules, message) => {
    const mapping = { columns: { ...columns, order_id: { column: "Id", ...rules } } };
    expect(problemsOf([await readOne("Id", cell, mapping)])).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['="+12127365000"', "+12127365000"],
    ["'+12127365000", "+12127365000"],
    ["12127365000.0", "12127365000"],
  ])("takes off what a spreadsheet left around the phone %s", async (cell, phone) => {
    expect(orderOf(await readOne("Phone", cell, { columns: { ...columns, phone: "Phone" } })).phone).toBe(
      phone,
    );
  });

  it("reads a formula that is only a text, written without CSV's own quotes", async () => {
    const text = `Order,Mail,Total,Date\n="0017",a@b.co,="9.50",${day}\n18,a@b.co,1,${day}`;
    const records = await read(text);
    expect(records.map(orderOf)).toMatchObject([{ order_id: "0017", total: "9.50" }, { order_id: "18" }]);
  });

  it("keeps an apostrophe that belongs to the text", async () => {
    const mapping = { columns: { ...columns, shipping_address: { city: "City" } } };
    expect(orderOf(await readOne("City", "'s-Hertogenbosch", mapping))).toMatchObject({
      shipping_address: { city: "'s-Hertogenbosch" },
    });
  });

  it.each([
    ["46023.5", "excel", "2026-01-01T12:00:00Z"],
    ["46023,25", "excel", "2026-01-01T06:00:00Z"],
    ["1767225600", "unix", "2026-01-01T00:00:00Z"],
    ["1767225600000", "unix-ms", "2026-01-01T00:00:00Z"],
    ["2026-01-01T00:00:00+01:00", ["excel", "iso"], "2025-12-31T23:00:00Z"],
    ["01.02.2026", ["DD.MM.YYYY", "excel"], "2026-02-01T00:00:00Z"],
  ])("reads the date %s written as %s", async (cell, dateFormat, moment) => {
    const mapping = { columns: { ...columns, order_date: "When" }, dateFormat, timeZone: "UTC" };
    const { order_date } = orderOf(await readOne("When", cell, mapping));
    expect(new Date(String(order_date)).toISOString()).toBe(new Date(moment).toISOString());
  });

  it("does not choose between two formats of a date that disagree", async () => {
    const mapping = {
      columns: { ...columns, order_date: "When" },
      dateFormat: ["MM/DD/YYYY", "DD/MM/YYYY"],
      timeZone: "UTC",
    };
    expect(problemsOf([await readOne("When", "01/02/2026", mapping)])).toEqual([
      expect.stringContaining("fits two formats"),
    ]);
    expect(orderOf(await readOne("When", "31/01/2026", mapping))).toMatchObject({
      order_date: new Date("2026-01-31T00:00:00Z"),
    });
  });

  it("adds up the lines of an order, to the cent", async () => {
    const text = `Order,Mail,Total,Date,Qty\n1,a@b.co,0.1,${day},1\n1,,0.2,,2.0\n1,,-0.05,,`;
    const [record] = await read(text, {
      columns: {
        ...columns,
        total: { column: "Total", sum: true },
        total_items: { column: "Qty", sum: true },
      },
      groupBy: "Order",
    });
    expect(orderOf(record)).toMatchObject({ total: "0.25", total_items: "3" });
  });

  it("skips rows that are not orders to be sent, and marks them by a code", async () => {
    const text = `Order,Mail,Total,Date,Status\n1,a@b.co,1,${day},Draft\n2,a@b.co,1,${day},Paid`;
    const records = await read(text, { skip: { Status: ["Draft", "Test"] } });
    expect(records[0]).toMatchObject({ issues: [{ code: "not_an_order" }] });
    expect(orderOf(records[1])).toMatchObject({ order_id: "2" });
  });

  it("gives the moment of the last change, so that the newer of two states is kept", async () => {
    const text = `Order,Mail,Total,Date,Changed\n1,a@b.co,1,${day},2026-03-01T00:00:00Z\n1,a@b.co,2,${day},2026-02-01T00:00:00Z`;
    const records = await read(text, { updatedAt: "Changed" });
    expect(records).toMatchObject([
      { updatedAt: new Date("2026-03-01T00:00:00Z") },
      { updatedAt: new Date("2026-02-01T00:00:00Z") },
    ]);
  });

  it.each([
    ["groupBy", { groupBy: 5 }, "groupBy: must be text"],
    [
      "columns.total",
      { columns: { ...columns, total: { colum: "Total" } } },
      "columns.total.colum: unknown name; did you mean column?",
    ],
    [
      "two sources",
      { columns: { ...columns, total: { column: "A", value: 1 } } },
      "columns.total: must have exactly one of",
    ],
    ["a list", { columns: { ...columns, line_items: { sku: "S" } } }, "columns.line_items: must be a list"],
    [
      "deep inside",
      { columns: { ...columns, line_items: [{ sku: { column: "S", sum: "yes" } }] } },
      "columns.line_items[0].sku.sum: must be true or false",
    ],
    ["a missing field", { columns: { order_id: "A" } }, "columns.total: is required"],
    ["a zone", { timeZone: { column: "Z", zones: { X: "Mars" } } }, "timeZone.zones.X: must be UTC"],
    [
      "numbers",
      { numbers: { column: "Z", formats: { DE: { decimal: ".", thousands: "." } } } },
      "numbers.formats.DE.thousands: must differ",
    ],
    [
      "a pattern",
      { columns: { ...columns, order_id: { column: "A", pattern: "(" } } },
      "columns.order_id.pattern: must be a regular expression",
    ],
    ["an option", { delimeter: ";" }, "delimeter: unknown name; did you mean delimiter?"],
  ])("names a mistake with its path: %s", (_what, mapping, message) => {
    // What a mapping file holds has no type.
    const options = { columns, ...mapping } as unknown as CsvReaderOptions;
    expect(() => readCsv("", options)).toThrow(InvalidInputError);
    expect(() => readCsv("", options)).toThrow(message);
  });
});

describe("rows of one order that do not follow one another", () => {
  const text = `Order,Mail,Total,Date,Sku
7,a@b.co,30,${day},A
8,c@b.co,10,${day},B
7,,,,C
8,,,,D`;
  const mapping = { columns: { ...columns, line_items: [{ sku: "Sku" }] }, groupBy: "Order" };

  it("are read together", async () => {
    const records = await read(text, mapping);
    expect(records.map(orderOf)).toMatchObject([
      { order_id: "7", line_items: [{ sku: "A" }, { sku: "C" }] },
      { order_id: "8", line_items: [{ sku: "B" }, { sku: "D" }] },
    ]);
    expect(records.map(({ position }) => position.line)).toEqual([2, 3]);
  });

  it("are a problem with both lines when they lie too far apart: no item is lost in silence", async () => {
    for (const windowRows of [0, 1]) {
      const records = await read(text, { ...mapping, windowRows });
      expect(records.filter((record) => "order" in record)).toHaveLength(2);
      expect(problemsOf(records)).toEqual([
        expect.stringMatching(/order of line 2 .*sort the file by "Order"/),
        expect.stringContaining("order of line 3"),
      ]);
    }
  });

  it("are a problem without groupBy: their items would replace one another", async () => {
    const records = await read(
      text.replaceAll("7,,,,C", `7,a@b.co,30,${day},C`).split("\n").slice(0, 4).join("\n"),
    );
    expect(problemsOf(records)).toEqual([expect.stringMatching(/order_id of line 2 as well.*"groupBy"/)]);
  });
});

describe("rows mapped by code", () => {
  const text = `Order,Mail,Total,Date\n1,a@b.co,1,${day}\n2,,0,${day}\n3,a@b.co,1,${day}\n4,a@b.co,1,${day}\n`;

  it("become an order, are skipped, or keep their own problem", async () => {
    const records = await recordsOf(
      readCsv(text, {
        map([row]) {
          if (row?.Total === "0") return skip;
          if (row?.Order === "3") {
            throw new InvalidInputError("No", [{ code: "invalid", path: ["email"], message: "is bad" }]);
          }
          if (row?.Order === "4") throw new TypeError("a@b.co");
          return {
            order_id: Number(row?.Order),
            email: row?.Mail ?? "",
            total: 1,
            currency: "EUR",
            order_date: day,
          };
        },
      }),
    );
    expect(safeParseOrder(orderOf(records[0])).success).toBe(true);
    expect(records.slice(1)).toMatchObject([
      { issues: [{ code: "not_an_order" }], position: { line: 3 } },
      { issues: [{ path: ["email"] }], position: { line: 4 } },
      { issues: [{ message: expect.stringContaining("failed with a TypeError") }] },
    ]);
    expect(JSON.stringify(records[3])).not.toContain('"a@b.co"');
  });

  it("must give an order or skip", async () => {
    const forgetful = (() => undefined) as never;
    const [record] = await recordsOf(readCsv(text, { map: forgetful }));
    expect(record).toMatchObject({ issues: [{ message: expect.stringContaining("returned nothing") }] });
  });
});
