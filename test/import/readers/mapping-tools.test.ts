import { readFileSync } from "node:fs";
import { type CsvMapping, readCsv } from "privy-orders/import";
import { describe, expect, it } from "vitest";
import { mappingJsonSchema } from "../../../src/build/json-schemas.js";
import { mappingHelp } from "../../../src/cli/display/mapping-help.js";
import { mappingNames, ruleNames } from "../../../src/import/readers/csv/mapping/mapping-schema.js";
import { proposeMapping } from "../../../src/import/readers/csv/mapping/propose-mapping.js";
import { recordsOf } from "./support.js";

const guide = readFileSync(new URL("../../../src/import/README.md", import.meta.url), "utf8");

describe("what a mapping can hold", () => {
  it.each([...mappingNames, ...ruleNames])(
    "stands in the guide, in --help-mapping and in the JSON schema: %s",
    (name) => {
      expect(guide).toContain(`\`${name}\``);
      expect(mappingHelp).toMatch(new RegExp(`^ {2}${name}\\b|"${name}"`, "m"));
      expect(JSON.stringify(mappingJsonSchema())).toContain(`"${name}":`);
    },
  );

  it("is shown by an example that is a mapping", () => {
    const example = /\n\n( {2}\{\n[\s\S]*?\n {2}\})\n/.exec(mappingHelp)?.[1] ?? "";
    expect(() => readCsv("", JSON.parse(example) as CsvMapping)).not.toThrow();
  });
});

describe("a proposed mapping", () => {
  const propose = (text: string, delimiter = ",") => {
    const [header = [], ...rows] = text.split("\n").map((line) => line.split(delimiter));
    return proposeMapping(header, rows, delimiter);
  };

  it("reads the file that it was proposed for", async () => {
    const text = `Order ID;E-Mail;Gesamtbetrag;Currency;Date;SKU;Qty;Shipping City
B-17;kim@example.com;1.234,50;EUR;31.12.2025 23:15;A;2;Köln
B-17;kim@example.com;1.234,50;EUR;31.12.2025 23:15;B;1;Köln
B-18;lee@example.com;9,50;EUR;01.01.2026 00:10;A;1;Bonn`;
    const { mapping, notes } = propose(text, ";");
    expect(mapping).toMatchObject({
      columns: {
        order_id: { column: "Order ID", orderIdFrom: true },
        email: "E-Mail",
        total: "Gesamtbetrag",
      },
      delimiter: ";",
      groupBy: "Order ID",
      numbers: { decimal: ",", thousands: "." },
      dateFormat: "DD.MM.YYYY HH:mm",
      timeZone: "UTC",
    });
    expect(notes.join("\n")).toMatch(/order_id: these ids have letters[\s\S]*timeZone: the dates name none/);
    // As a person writes the proposal into a file, which has no type.
    const records = await recordsOf(readCsv(text, mapping as unknown as CsvMapping));
    expect(records).toMatchObject([
      { order: { total: "1234.50", line_items: [{ sku: "A" }, { sku: "B" }] } },
      { order: {} },
    ]);
  });

  it("takes the currency from the sign of the amounts where there is no column of it", () => {
    const { mapping } = propose("Order;Total\n1;9,50 €\n2;$5", ";");
    expect(mapping.columns.currency).toEqual({ column: "Total", signs: { "€": "EUR", $: "?" } });
    // A mistake in an amount is no sign.
    expect(propose("Order,Total\n1,x\n2,5").mapping).not.toHaveProperty("numbers");
  });

  it("does not choose between two readings of the dates, and names what it did not find", () => {
    const { mapping, notes } = propose("Order,Total,Date\n1,5,01/02/2026");
    expect(notes.join("\n")).toMatch(
      /currency: no column[\s\S]*email: neither[\s\S]*DD\/MM\/YYYY or MM\/DD\/YYYY or M\/D\/YYYY fit all/,
    );
    expect(mapping.columns).toMatchObject({ order_id: "Order", currency: { value: "EUR" } });
  });
});
