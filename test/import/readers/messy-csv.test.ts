import { safeParseOrder } from "privy-orders";
import { readCsv } from "privy-orders/import";
import { describe, expect, it } from "vitest";
import { messyCsv, messyMapping } from "./messy-csv.js";

describe("20,000 rows as real exports have them", () => {
  it("arrive whole, with a mapping and no code", { timeout: 60_000 }, async () => {
    const { bytes, expected, skipped } = messyCsv(20_000, 7);
    expect(expected.length).toBeGreaterThan(9_000);
    let skippedThere = 0;
    let at = 0;
    for await (const record of readCsv(bytes, messyMapping)) {
      if ("issues" in record) {
        expect(record.issues).toMatchObject([{ code: "not_an_order" }]);
        skippedThere += 1;
        continue;
      }
      const { order, error } = safeParseOrder(record.order);
      if (error !== undefined) throw error;
      const { items, city, ...fields } = expected[at] ?? { items: 0, city: "" };
      at += 1;
      const {
        order_id,
        total,
        currency,
        order_date,
        email,
        phone,
        total_items,
        line_items,
        shipping_address,
      } = order;
      const got = { order_id, total, currency, order_date, ...(email !== undefined && { email }), phone };
      if (JSON.stringify(got) !== JSON.stringify(fields)) expect(got).toEqual(fields);
      const sum = line_items?.reduce((count, { quantity }) => count + Number(quantity), 0);
      if (total_items !== items || sum !== items || shipping_address?.city !== city)
        expect({ total_items, sum, city: shipping_address?.city }).toEqual({
          total_items: items,
          sum: items,
          city,
        });
    }
    expect(at).toBe(expected.length);
    expect(skippedThere).toBe(skipped);
  });
});
