import type { StandardSchemaV1 } from "@standard-schema/spec";
import * as schemas from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { least } from "./support.js";

async function validate(schema: StandardSchemaV1, value: unknown): Promise<StandardSchemaV1.Result<unknown>> {
  return schema["~standard"].validate(value);
}

describe("a Standard Schema of this package", () => {
  it.each([
    ["orderSchema", { ...least, order_id: 1001 }, least],
    ["orderIdSchema", 7n, "7"],
    ["moneySchema", "95.00", 95],
    ["currencySchema", "usd", "USD"],
    ["timestampSchema", new Date(0), "1970-01-01T00:00:00Z"],
    ["emailSchema", " ada@example.com ", "ada@example.com"],
    ["phoneSchema", "0049 30 901820", "+4930901820"],
    ["addressSchema", { city: "London", x: 1n }, { city: "London", x: "1" }],
    ["lineItemSchema", { sku: 1, price: "2.50" }, { sku: "1", price: 2.5 }],
    ["financialStatusSchema", "paid", "paid"],
    ["fulfillmentStatusSchema", "open", "open"],
  ] as const)("%s answers with the value as it is sent", async (name, value, output) => {
    expect(schemas[name]["~standard"]).toMatchObject({ version: 1, vendor: "privy-orders" });
    expect(await validate(schemas[name], value)).toEqual({ value: output });
  });

  it.each([
    ["orderIdSchema", "#1"],
    ["moneySchema", "9,50"],
    ["moneySchema", undefined],
    ["currencySchema", "$"],
    ["timestampSchema", "2026-02-28"],
    ["emailSchema", ""],
    ["emailSchema", "ada@"],
    ["phoneSchema", "212 555 1234"],
    ["phoneSchema", 2125551234],
    ["addressSchema", null],
    ["lineItemSchema", []],
    ["financialStatusSchema", "cancelled"],
    ["fulfillmentStatusSchema", 1],
  ] as const)(
    "%s answers %j with an issue that has a message and a path, and nothing more",
    async (name, value) => {
      const { issues } = await validate(schemas[name], value);
      expect(issues).toEqual([{ message: expect.any(String), path: [] }]);
    },
  );

  it("names each field of an order that has a problem", async () => {
    const { issues } = await validate(schemas.orderSchema, {
      ...least,
      total: "x",
      line_items: [{ price: "y" }],
    });
    expect(issues?.map((issue) => issue.path)).toEqual([["total"], ["line_items", 0, "price"]]);
  });
});
