import type { StandardSchemaV1 } from "@standard-schema/spec";
import {
  addressSchema,
  currencySchema,
  emailSchema,
  financialStatusSchema,
  fulfillmentStatusSchema,
  lineItemSchema,
  moneySchema,
  orderIdSchema,
  orderSchema,
  phoneSchema,
  timestampSchema,
} from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { least } from "./support.js";

async function validate(schema: StandardSchemaV1, value: unknown): Promise<StandardSchemaV1.Result<unknown>> {
  return schema["~standard"].validate(value);
}

describe("a Standard Schema of this package", () => {
  it.each([
    ["orderSchema", orderSchema, { ...least, order_id: 1001 }, least],
    ["orderIdSchema", orderIdSchema, 7n, "7"],
    ["moneySchema", moneySchema, "95.00", 95],
    ["currencySchema", currencySchema, "usd", "USD"],
    ["timestampSchema", timestampSchema, new Date(0), "1970-01-01T00:00:00Z"],
    ["emailSchema", emailSchema, " ada@example.com ", "ada@example.com"],
    ["phoneSchema", phoneSchema, "0049 30 901820", "+4930901820"],
    ["addressSchema", addressSchema, { city: "London", x: 1n }, { city: "London", x: "1" }],
    ["lineItemSchema", lineItemSchema, { sku: 1, price: "2.50" }, { sku: "1", price: 2.5 }],
    ["financialStatusSchema", financialStatusSchema, "paid", "paid"],
    ["fulfillmentStatusSchema", fulfillmentStatusSchema, "open", "open"],
  ])("%s answers with the value as it is sent", async (_, schema, value, output) => {
    expect(schema["~standard"]).toMatchObject({ version: 1, vendor: "privy-orders" });
    expect(await validate(schema, value)).toEqual({ value: output });
  });

  it.each([
    ["orderIdSchema", orderIdSchema, "#1"],
    ["moneySchema", moneySchema, "9,50"],
    ["moneySchema", moneySchema, undefined, "missing"],
    ["currencySchema", currencySchema, "$"],
    ["timestampSchema", timestampSchema, "2026-02-28", "ambiguous"],
    ["emailSchema", emailSchema, "", "missing"],
    ["emailSchema", emailSchema, "ada@"],
    ["phoneSchema", phoneSchema, "212 555 1234", "ambiguous"],
    ["phoneSchema", phoneSchema, 2125551234],
    ["addressSchema", addressSchema, null],
    ["lineItemSchema", lineItemSchema, []],
    ["financialStatusSchema", financialStatusSchema, "cancelled", "unknown_status"],
    ["fulfillmentStatusSchema", fulfillmentStatusSchema, 1, "unknown_status"],
  ])(
    "%s, given what is wrong, answers with an issue that has a code, a message and a path, and nothing more",
    async (_, schema, value, code = "invalid") => {
      const { issues } = await validate(schema, value);
      expect(issues).toEqual([{ code, message: expect.any(String), path: [] }]);
    },
  );

  it("names each field of an order that has a problem", async () => {
    const { issues } = await validate(orderSchema, {
      ...least,
      total: "x",
      line_items: [{ price: "y" }],
    });
    expect(issues?.map((issue) => issue.path)).toEqual([["total"], ["line_items", 0, "price"]]);
  });

  it("stops after a hundred problems of one value", async () => {
    const functions = Array.from({ length: 1000 }, () => () => 1);
    const { issues } = await validate(addressSchema, { functions });
    expect(issues).toHaveLength(101);
    expect(issues?.[100]?.message).toContain("more problems");
  });
});
