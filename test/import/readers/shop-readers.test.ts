import { safeParseOrder } from "privy-orders";
import { type ImportRecord, readShopifyBulk, readWooCommerceCsv } from "privy-orders/import";
import { describe, expect, it } from "vitest";
import { recordsOf } from "./support.js";

const orderOf = (record: ImportRecord | undefined): Record<string, unknown> => {
  if (record === undefined || !("order" in record)) throw new Error(JSON.stringify(record?.issues));
  return { ...record.order };
};
const money = (amount: string) => ({ shopMoney: { amount, currencyCode: "EUR" } });
const shopifyOrder = (id: number, more: object = {}) => ({
  id: `gid://shopify/Order/${id}`,
  email: "kim@example.com",
  createdAt: "2026-01-02T03:04:05Z",
  updatedAt: "2026-02-02T03:04:05Z",
  totalPriceSet: money("9.50"),
  ...more,
});
const item = (order: number, sku: string, more: object = {}) => ({
  id: `gid://shopify/LineItem/${order}${sku.length}`,
  sku,
  title: sku,
  quantity: 2,
  originalUnitPriceSet: money("4.75"),
  __parentId: `gid://shopify/Order/${order}`,
  ...more,
});
const jsonl = (...lines: object[]): string => lines.map((line) => JSON.stringify(line)).join("\n");

describe("readShopifyBulk", () => {
  it("puts the items of a bulk operation under their orders", async () => {
    const fulfillment = { id: "gid://shopify/Fulfillment/1", __parentId: "gid://shopify/Order/1" };
    const records = await recordsOf(
      readShopifyBulk(
        jsonl(shopifyOrder(1), item(1, "A"), fulfillment, item(1, "BB"), shopifyOrder(2), item(2, "C")),
      ),
    );
    expect(records.map(orderOf)).toMatchObject([
      { order_id: "1", line_items: [{ sku: "A" }, { sku: "BB" }], total_items: 4 },
      { order_id: "2", line_items: [{ sku: "C" }] },
    ]);
    expect(records).toMatchObject([
      { position: { line: 1, record: 1 }, updatedAt: new Date("2026-02-02T03:04:05Z") },
      { position: { line: 5, record: 2 } },
    ]);
    expect(safeParseOrder(orderOf(records[0])).error).toBeUndefined();
  });

  it("finds items that do not follow their order, and keeps all lines of a record", async () => {
    const [first] = await recordsOf(
      readShopifyBulk(jsonl(shopifyOrder(1), shopifyOrder(2), item(2, "C"), item(1, "A"))),
    );
    expect(orderOf(first)).toMatchObject({ line_items: [{ sku: "A" }] });
    expect(first?.raw).toBe(jsonl(shopifyOrder(1), item(1, "A")));
  });

  it("loses no item in silence: one that comes too late is a problem with its line", async () => {
    const text = jsonl(shopifyOrder(1), shopifyOrder(2), item(1, "A"));
    const records = await recordsOf(readShopifyBulk(text, { windowOrders: 1 }));
    expect(records).toMatchObject([
      { order: {} },
      {
        issues: [{ code: "unreadable", message: expect.stringContaining("raise windowOrders") }],
        position: { line: 3 },
      },
      { order: {} },
    ]);
  });

  it("gives a test order, and a line that is not JSON, as what they are", async () => {
    const records = await recordsOf(readShopifyBulk(`${jsonl(shopifyOrder(1, { test: true }))}\n{broken`));
    const codes = records.map((record) => ("issues" in record ? record.issues[0]?.code : undefined));
    expect(codes.sort()).toEqual(["is_test", "unreadable"]);
  });
});

describe("readWooCommerceCsv", () => {
  const table =
    "id,status,currency,type,total_amount,customer_id,billing_email,date_created_gmt,date_updated_gmt,payment_method";

  it("reads rows of the table wc_orders, in UTC, with the time of the last change", async () => {
    const text = `${table}
7,wc-completed,EUR,shop_order,19.90000000,3,kim@example.com,2026-01-02 03:04:05,2026-01-05 00:00:00,stripe
8,wc-refunded,EUR,shop_order_refund,-5,NULL,NULL,2026-01-03 03:04:05,2026-01-05 00:00:00,NULL
9,wc-checkout-draft,EUR,shop_order,5,0,NULL,2026-01-03 03:04:05,NULL,NULL
10,wc-processing,EUR,shop_order,5,0,lee@example.com,2026-01-03 03:04:05,NULL,cod`;
    const records = await recordsOf(readWooCommerceCsv(text));
    expect(orderOf(records[0])).toMatchObject({
      order_id: "7",
      customer_id: "3",
      email: "kim@example.com",
      financial_status: "paid",
      fulfillment_status: "fulfilled",
    });
    expect(safeParseOrder(orderOf(records[0])).order).toMatchObject({
      total: 19.9,
      order_date: "2026-01-02T03:04:05Z",
    });
    expect(records[0]).toMatchObject({ updatedAt: new Date("2026-01-05T00:00:00Z") });
    expect(records[1]).toMatchObject({ issues: [{ code: "not_an_order" }] });
    expect(records[2]).toMatchObject({ issues: [{ code: "not_an_order" }] });
    expect(orderOf(records[3])).toMatchObject({ financial_status: "pending" });
  });

  const head =
    "order_id,order_date,status,order_total,order_currency,billing_email,billing_country,billing_phone,shipping_city";

  it("reads the order export, whose dates are in the shop's zone", async () => {
    const text = `${head}\n5,2026-07-01 12:00:00,processing,9.5,EUR,kim@example.com,DE,0151 12345678,Köln\n6,7/1/2026 6:29:00,shipped,9.5,EUR,kim@example.com,DE,,Köln`;
    const statuses = { shipped: { fulfillment_status: "fulfilled" } } as const;
    const records = await recordsOf(readWooCommerceCsv(text, { timeZone: "Europe/Berlin", statuses }));
    expect(orderOf(records[0])).toMatchObject({
      order_id: "5",
      financial_status: "paid",
      shipping_address: { city: "Köln" },
    });
    expect(safeParseOrder(orderOf(records[0])).order).toMatchObject({ order_date: "2026-07-01T10:00:00Z" });
    expect(orderOf(records[1])).toMatchObject({ fulfillment_status: "fulfilled" });
  });

  it("does not guess the shop's zone, nor a date", async () => {
    const text = (date: string) => `${head}\n5,${date},processing,9.5,EUR,kim@example.com,DE,,`;
    await expect(recordsOf(readWooCommerceCsv(text("2026-07-01 12:00:00")))).rejects.toThrow(
      /timeZone: is needed/,
    );
    const [record] = await recordsOf(readWooCommerceCsv(text("yesterday"), { timeZone: "UTC" }));
    expect(record).toMatchObject({ issues: [{ path: ["order_date"] }] });
  });
});
