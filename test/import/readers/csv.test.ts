import { readFileSync } from "node:fs";
import fc from "fast-check";
import { orderIdFrom, safeParseOrder } from "privy-orders";
import {
  type CsvReaderOptions,
  type ImportRecord,
  readCsv,
  readShopifyCsv,
  SourceError,
} from "privy-orders/import";
import { describe, expect, it } from "vitest";
import { gzip, inPieces, readUntilError, recordsOf, shownBy, utf8 } from "./support.js";

const columns = {
  order_id: "Order",
  email: "Mail",
  total: "Total",
  currency: { value: "EUR" },
  order_date: "Date",
} as const;
const header = "Order,Mail,Total,Date";
const row = (id: number | string) => `${id},buyer${id}@example.com,9.50,2026-01-02T03:04:05Z`;
const read = (text: string, more: Partial<CsvReaderOptions> = {}) =>
  recordsOf(readCsv(text, { columns, ...more }));
const orderOf = (record: ImportRecord | undefined): unknown =>
  record !== undefined && "order" in record ? record.order : record?.issues;
const messages = (records: readonly ImportRecord[]): string[] =>
  records.flatMap((record) => ("issues" in record ? record.issues.map(({ message }) => message) : []));

describe("readCsv", () => {
  it("maps columns to fields, one order for each row, each with its line", async () => {
    const records = await read(`${header}\n${row(1)}\n\n${row(2)}\n`);
    expect(orderOf(records[0])).toEqual({
      order_id: "1",
      email: "buyer1@example.com",
      total: "9.50",
      currency: "EUR",
      order_date: "2026-01-02T03:04:05Z",
    });
    expect(records.map(({ position }) => position)).toEqual([
      { line: 2, record: 1 },
      { line: 4, record: 2 },
    ]);
    expect(safeParseOrder(orderOf(records[0])).success).toBe(true);
  });

  it("keeps line numbers right after line breaks in quotes, whatever the system they come from", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = [
        "Note,Order,Mail,Total,Date",
        `"a${end}b${end}${end}c",${row(1)}`,
        ",,,,",
        `,${row(2)}`,
      ].join(end);
      const records = await read(`\ufeff${text}${end}`);
      expect(records.map(({ position }) => position.line)).toEqual([2, 7]);
    }
  });

  it("keeps the row, so that it can be fed back in", async () => {
    const text = `${header}\n1,"a ""b"", c@example.com",x,y`;
    const [record] = await read(text);
    expect(record?.raw).toMatchObject({ header, rows: '1,"a ""b"", c@example.com",x,y' });
  });

  it("puts the rows of one order together", async () => {
    const text =
      "Order,Mail,Total,Date,Sku,Price\n7,a@b.co,30,2026-01-01T00:00:00Z,A,10\n7,,,,B,20\n,,,,C,5\n8,a@b.co,1,2026-01-01T00:00:00Z,,";
    const records = await read(text, {
      columns: { ...columns, line_items: [{ sku: "Sku", price: "Price", quantity: { value: 1 } }] },
      groupBy: "Order",
    });
    expect(orderOf(records[0])).toMatchObject({
      order_id: "7",
      total: "30",
      line_items: [
        { sku: "A", price: "10", quantity: 1 },
        { sku: "B", price: "20", quantity: 1 },
        { sku: "C", price: "5", quantity: 1 },
      ],
    });
    expect(orderOf(records[1])).not.toHaveProperty("line_items");
  });

  it("does not send an order of which a row is out of place", async () => {
    const text =
      "Order,Mail,Total,Date\n7,a@b.co,30,2026-01-01T00:00:00Z\n7,too,few\n8,a@b.co,1,2026-01-01T00:00:00Z";
    const records = await read(text, { groupBy: "Order" });
    expect(messages(records)).toEqual([expect.stringContaining("3 cells in the row of line 3")]);
    expect(orderOf(records[1])).toMatchObject({ order_id: "8" });
  });

  it("names line and column of what it cannot read, and quotes none of it", async () => {
    const records = await read(`${header}\n1,a@b.co,12 Pounds,2026-01-01T00:00:00Z`);
    expect(messages(records)).toEqual([
      expect.stringMatching(/must be an amount.*\(line 2, column "Total"\)/),
    ]);
    expect(JSON.stringify(messages(records))).not.toContain("Pounds");
  });

  it.each([
    ["1.234,50 €", { decimal: ",", thousands: ".", signs: ["€"] }, "1234.50"],
    ["€ 1 234 567,5", { decimal: ",", thousands: " ", signs: ["€"] }, "1234567.5"],
    ["$1,234.50", { thousands: ",", signs: ["$"] }, "1234.50"],
    ["-$5", { signs: ["$"] }, "-5"],
    ["1.50", { decimal: ",", thousands: "." }, undefined],
    ["1,50", {}, undefined],
    ["1,23,456", { thousands: "," }, undefined],
  ] as const)("reads %s by the option numbers, or refuses it", async (text, numbers, amount) => {
    const [record] = await read(
      `${header}\n1;a@b.co;${text};2026-01-01T00:00:00Z`.replaceAll(header, header.replaceAll(",", ";")),
      {
        numbers,
        delimiter: ";",
      },
    );
    if (amount === undefined) expect(messages(record ? [record] : [])).toHaveLength(1);
    else expect(orderOf(record)).toMatchObject({ total: amount });
  });

  it.each([
    ["2026-07-01 12:00:00", { timeZone: "Europe/Berlin" }, "2026-07-01T10:00:00.000Z"],
    ["2026-01-01", { timeZone: "+05:30" }, "2025-12-31T18:30:00.000Z"],
    ["31.12.2025 23:15", { timeZone: "UTC", dateFormat: "DD.MM.YYYY HH:mm" }, "2025-12-31T23:15:00.000Z"],
    [
      "1/2/2026 12:30 am",
      { timeZone: "America/New_York", dateFormat: "M/D/YYYY h:mm A" },
      "2026-01-02T05:30:00.000Z",
    ],
    // Shown twice on the night the clocks go back: the first time. Skipped when they go forward: an hour later.
    ["2026-10-25 02:30:00", { timeZone: "Europe/Berlin" }, "2026-10-25T00:30:00.000Z"],
    ["2026-03-29 02:30:00", { timeZone: "Europe/Berlin" }, "2026-03-29T01:30:00.000Z"],
    ["2026-02-30", { timeZone: "UTC" }, undefined],
    ["12/31/2025", { timeZone: "UTC", dateFormat: "DD/MM/YYYY" }, undefined],
  ])("reads the date %s in the zone of the option", async (text, options, moment) => {
    const [record] = await read(`${header}\n1,a@b.co,1,${text}`, options);
    if (moment === undefined) expect(messages(record ? [record] : [])).toHaveLength(1);
    else expect(orderOf(record)).toMatchObject({ order_date: new Date(moment) });
  });

  it("does not guess a zone: without one the order is refused", async () => {
    const [record] = await read(`${header}\n1,a@b.co,1,2026-07-01 12:00:00`);
    expect(orderOf(record)).toMatchObject([{ code: "ambiguous", path: ["order_date"] }]);
  });

  const day = "2026-01-02T03:04:05Z";

  it("reads words by the mapping, and refuses one that it does not list", async () => {
    const mapping = {
      ...columns,
      order_id: { column: "Order", orderIdFrom: true },
      financial_status: { column: "Mail", values: { Complete: "paid", Gone: null } },
      accepts_email_marketing: { column: "Optin", optional: true },
    } as const;
    const records = await read(
      `${header}\nA-1,Complete,1,${day}\nA-2,Gone,1,${day}\nA-3,constructor,1,${day}`,
      {
        columns: mapping,
      },
    );
    expect(orderOf(records[0])).toMatchObject({
      financial_status: "paid",
      order_id: expect.stringMatching(/^\d+$/),
    });
    expect(orderOf(records[1])).not.toHaveProperty("financial_status");
    expect(messages(records)).toEqual([
      expect.stringContaining('a word that "values" in the mapping does not list'),
    ]);
  });

  it.each([
    [
      "a missing column",
      "Order,mail,Date\n1,2,3",
      'no column "Total", "Mail" (it has "mail": spell it exactly so)',
    ],
    ["another delimiter", "Order;Mail;Total;Date\n1;2;3;4", 'separated by ";"'],
    ["no header", `${row(1)}\n${row(2)}`, "which must name the columns"],
    ["a column twice", "Order,Mail,Mail,Total,Date", '"Mail" more than once'],
    ["an open quote", `${header}\n1,"a@example.com`, "a quote is not closed"],
    ["text after a quote", `${header}\n1,"a@example.com"x,1,2`, "must be doubled"],
    ["a quote within a cell", `${header}\n1,5" a@example.com,1,2`, "put the cell in quotes"],
    ["an empty file", "", "is empty"],
  ])("ends with one clear error for %s, and quotes no customer", async (_what, text, message) => {
    const { error } = await readUntilError(readCsv(text, { columns }));
    expect(error).toBeInstanceOf(SourceError);
    expect((error as SourceError).message).toContain(message);
    expect(shownBy(error)).not.toContain("example.com");
  });

  it("ends when an open quote swallows the rest of a long file", async () => {
    const text = `${header}\n1,"a@b.co\n${`${row(2)}\n`.repeat(1000)}`;
    const { error } = await readUntilError(readCsv(text, { columns, maxRecordLength: 2000 }));
    expect(error).toBeInstanceOf(SourceError);
    expect((error as SourceError).message).toContain("longer than maxRecordLength");
  });

  it("refuses a mapping and options that cannot be meant", () => {
    const bad = {
      columns: { ...columns, totl: "Total" },
      delimiter: "ab",
      timeZone: "Mars",
      dateFormat: "DD.MM",
    };
    expect(() => readCsv("", bad)).toThrow(/columns\.totl[\s\S]*delimiter[\s\S]*timeZone[\s\S]*dateFormat/);
  });

  it("gives the same records for any pieces of the file", async () => {
    const text = `\ufeff${header}\r\n1,"é\r\n""🎁""",9,x\r\n\r\n${row(2)}\r\n3,too few\r\n${row(4)}`;
    for (const bytes of [utf8(text), gzip(text)]) {
      const whole = JSON.stringify(await recordsOf(readCsv(bytes, { columns })));
      expect(whole).toContain("🎁");
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (pieces) => {
          expect(JSON.stringify(await recordsOf(readCsv(inPieces(bytes, pieces), { columns })))).toBe(whole);
        }),
        { numRuns: 40 },
      );
    }
  });

  it("closes the file when the reading is left", async () => {
    let closed = false;
    const source = readCsv(
      async function* () {
        try {
          yield `${header}\n`;
          for (let id = 1; ; id++) yield `${row(id)}\n`.repeat(100);
        } finally {
          closed = true;
        }
      },
      { columns },
    );
    for await (const _record of source) break;
    expect(closed).toBe(true);
  });
});

describe("readShopifyCsv", () => {
  const file = new Uint8Array(
    readFileSync(new URL("../../fixtures/shopify-orders-export.csv", import.meta.url)),
  );

  it("reads the export as the admin makes it", async () => {
    const records = await recordsOf(readShopifyCsv(file));
    expect(records.map(({ position }) => position.line)).toEqual([2, 6, 7]);
    expect(orderOf(records[0])).toEqual({
      order_id: "7410991464714",
      email: "ada.quill@example.com",
      phone: "+12025550143",
      total: "69.80",
      subtotal: "70.00",
      total_items: 3,
      currency: "USD",
      order_date: "2025-10-07 09:50:26 +0200",
      financial_status: "paid",
      fulfillment_status: "fulfilled",
      accepts_email_marketing: true,
      discounts: [{ code: "WELCOME10", amount: "10.00" }],
      tax_lines: [{ title: "State Tax 8%", amount: "4.80" }],
      line_items: [
        { sku: "MUG-L", title: 'Mug "Blue", large', quantity: "2", price: "20.00" },
        { sku: "SAU-1", title: "Saucer", quantity: "1", price: "20.00" },
      ],
      billing_address: {
        name: "Ada Quill",
        city: "Springfield",
        state_code: "MA",
        country_code: "US",
        postal_code: "01101",
      },
      shipping_address: expect.objectContaining({ name: "Ben Quill" }),
    });
    expect(orderOf(records[1])).toMatchObject({
      order_id: "7410991464713",
      phone: "+493012345678",
      financial_status: "partially_refunded",
      fulfillment_status: "partially_fulfilled",
    });
    expect(orderOf(records[1])).not.toHaveProperty("discounts");
    // The consent is for an e-mail address, and this order has none.
    expect(orderOf(records[1])).not.toHaveProperty("accepts_email_marketing");
    expect(messages(records)).toEqual([expect.stringContaining('(line 7, column "Financial Status")')]);
    for (const record of records.slice(0, 2)) expect(safeParseOrder(orderOf(record)).error).toBeUndefined();
  });

  const shopifyRow = (cells: Record<string, string>): string => {
    const columns = {
      Name: "#1",
      Id: "1",
      Email: "a@b.co",
      Total: "10.00",
      Currency: "EUR",
      "Created at": "2025-10-07 09:50:26 +0200",
      "Lineitem quantity": "1",
      "Financial Status": "paid",
      ...cells,
    };
    return `${Object.keys(columns).join(",")}\n${Object.values(columns).join(",")}`;
  };

  it.each([
    [
      "cancelled before it was paid",
      { "Cancelled at": "2025-10-08 00:00:00 +0200", "Financial Status": "pending" },
      "voided",
    ],
    [
      "cancelled after it was authorized",
      { "Cancelled at": "x", "Financial Status": "authorized" },
      "voided",
    ],
    ["cancelled after it was paid", { "Cancelled at": "x" }, "paid"],
    ["refunded in part", { "Refunded Amount": "4.00" }, "partially_refunded"],
    ["refunded whole", { "Refunded Amount": "10.00" }, "refunded"],
    ["not refunded", { "Refunded Amount": "0.00" }, "paid"],
    [
      "cancelled and refunded",
      { "Cancelled at": "x", "Financial Status": "refunded", "Refunded Amount": "10.00" },
      "refunded",
    ],
  ])("knows what became of the money of an order that was %s", async (_what, cells, status) => {
    const [record] = await recordsOf(readShopifyCsv(shopifyRow(cells)));
    expect(orderOf(record)).toMatchObject({ financial_status: status });
  });

  it("takes the time of processing for the order's date where the export has it", async () => {
    const [record] = await recordsOf(
      readShopifyCsv(shopifyRow({ "Processed at": "2024-01-01 00:00:00 +0000" })),
    );
    expect(orderOf(record)).toMatchObject({ order_date: "2024-01-01 00:00:00 +0000" });
  });

  it.each([
    ["1.5", undefined],
    ["", undefined],
    ["3", 3],
  ])("sends a total of items only where quantities are whole: %j", async (quantity, total) => {
    const [record] = await recordsOf(readShopifyCsv(shopifyRow({ "Lineitem quantity": quantity })));
    expect(orderOf(record)).toMatchObject({ order_id: "1" });
    expect((orderOf(record) as { total_items?: number }).total_items).toBe(total); // an order has it or not
  });

  it("takes the order's name for its id when an option asks for it", async () => {
    const [record] = await recordsOf(readShopifyCsv(file, { orderId: "Name" }));
    expect(orderOf(record)).toMatchObject({ order_id: orderIdFrom("#1003") });
    expect(orderOf(record)).not.toMatchObject({ order_id: "7410991464714" });
  });

  it("takes no phone from an address when there is an e-mail address: it may be a gift's receiver's", async () => {
    const text = new TextDecoder().decode(file);
    const without = text.replace(/4\.80,{9}'\+12025550143/, "4.80,,,,,,,,,");
    expect(without).not.toBe(text);
    expect(orderOf((await recordsOf(readShopifyCsv(without)))[0])).not.toHaveProperty("phone");
  });

  it("refuses an id that a spreadsheet has shortened", async () => {
    const spoilt = new TextDecoder().decode(file).replace("7410991464714", "7.41099E+12");
    const [record] = await recordsOf(readShopifyCsv(spoilt));
    expect(messages(record ? [record] : [])).toEqual([expect.stringContaining("has lost digits")]);
  });

  it("ends with one error when the file is not such an export", async () => {
    const { error } = await readUntilError(readShopifyCsv("Order,Total\n1,2"));
    expect(error).toBeInstanceOf(SourceError);
    expect((error as SourceError).message).toContain('has no column "Name", "Id"');
  });
});
