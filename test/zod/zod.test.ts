import fc from "fast-check";
import { parseOrder } from "privy-orders";
import {
  addressField,
  contactShape,
  currencyField,
  emailField,
  lineItemField,
  moneyField,
  orderIdField,
  orderShape,
  phoneField,
  timestampField,
} from "privy-orders/zod";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { contactFieldNames } from "../../src/schemas/contact/contact-fields.js";
import { orderFieldNames } from "../../src/schemas/order/order-fields.js";
import { least } from "../schemas/support.js";

const Order = z.object(orderShape);

describe("an order as a Zod object", () => {
  it("has every field of an order, and every field of a contact", () => {
    expect(Object.keys(orderShape)).toEqual(orderFieldNames);
    expect(Object.keys(contactShape).sort()).toEqual([...contactFieldNames].sort());
  });

  it("reads each field as parseOrder does", () => {
    const input = {
      order_id: 1001n,
      total: "95.00",
      currency: "usd",
      order_date: new Date("2026-02-28T09:30:00Z"),
      email: " ada@example.com ",
      phone: "+1 (212) 555-1234",
      customer_id: 42,
      financial_status: null,
      line_items: [{ sku: 7, quantity: "2", price: "19.90", colour: "red" }],
      shipping_address: { city: "London", geo: { lat: 51.5 } },
      accepts_email_marketing: true,
    };
    const read = Order.parse(input);
    expect(JSON.parse(JSON.stringify(read))).toEqual(parseOrder(input).order);
    expect(parseOrder(read).order).toEqual(parseOrder(input).order);
  });

  it("can be extended, picked from and made partial by its user", () => {
    const Own = z.object({ ...orderShape, gift: z.boolean() }).extend({ note: z.string().optional() });
    expect(Own.parse({ ...least, gift: true })).toMatchObject({ order_id: "1001", gift: true });
    expect(Own.safeParse(least).error?.issues).toMatchObject([{ path: ["gift"] }]);
    expect(Order.pick({ total: true }).parse({ total: "5" })).toEqual({ total: 5 });
    expect(Order.partial().parse({})).toEqual({});
    expect(z.array(Order).parse([least])).toHaveLength(1);
  });

  it("reports every problem at once, each with its path and code, and none with the value", () => {
    const secret = "ada@secret";
    const { error } = Order.safeParse({
      order_id: secret,
      email: secret,
      line_items: [{}, { price: secret }],
    });
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual([
      "order_id",
      "total",
      "currency",
      "order_date",
      "email",
      "line_items.1.price",
    ]);
    expect(error?.issues).toMatchObject([
      { code: "custom", params: { code: "invalid" } },
      { params: { code: "missing" } },
      { params: { code: "missing" } },
      { params: { code: "missing" } },
      { params: { code: "invalid" } },
      { params: { code: "invalid" } },
    ]);
    expect(JSON.stringify(error)).not.toContain(secret);
  });

  it("leaves a national phone as it is, for the client to read by its country", () => {
    const country_code = "US";
    const read = Order.parse({ ...least, phone: " 212 555 1234 ", billing_address: { country_code } });
    expect(read.phone).toBe("212 555 1234");
    expect(parseOrder(read).order.phone).toBe("+12125551234");
    expect(Order.safeParse({ ...least, phone: 5 }).error?.issues).toMatchObject([{ path: ["phone"] }]);
  });

  it("describes its input as JSON Schema", () => {
    const schema = z.toJSONSchema(Order, { io: "input" });
    expect(schema.required).toEqual(["order_id", "total", "currency", "order_date"]);
    expect(schema.properties).toMatchObject({
      order_id: { type: ["string", "integer"] },
      total: { type: ["number", "string"] },
      order_date: { type: "string", format: "date-time" },
      email: { type: ["string", "null"], format: "email" },
      financial_status: { enum: expect.arrayContaining(["paid", null]) },
      line_items: { type: ["array", "null"], items: { type: "object", additionalProperties: true } },
    });
    expect(z.toJSONSchema(z.object(contactShape), { io: "input" }).properties).toMatchObject({
      email_consent: { enum: ["subscribed", "unsubscribed", "never_subscribed", "suppressed", null] },
      custom_fields: { type: ["object", "null"] },
    });
  });

  it("never throws but for what Zod itself throws", () => {
    fc.assert(
      fc.property(
        fc.record({ order_id: fc.anything(), total: fc.anything(), line_items: fc.anything() }),
        (order) => {
          expect(typeof Order.safeParse(order).success).toBe("boolean");
        },
      ),
    );
  });
});

describe("a contact as a Zod object", () => {
  it("reads each field as contacts.update does", () => {
    const Contact = z.object(contactShape);
    expect(
      Contact.parse({
        email: "ada@example.com",
        phone_number: "0044 20 7946 0018",
        first_name: " Ada ",
        tags: [" vip "],
      }),
    ).toEqual({ email: "ada@example.com", phone_number: "+442079460018", first_name: "Ada", tags: ["vip"] });
    expect(Contact.safeParse({ email_consent: "compliance_suppressed" }).success).toBe(false);
  });
});

describe("a single Zod field", () => {
  it.each([
    ["orderIdField", orderIdField, 7n, "7", "#1"],
    ["moneyField", moneyField, "95.00", 95, "9,50"],
    ["currencyField", currencyField, "usd", "USD", "$"],
    ["timestampField", timestampField, new Date(0), "1970-01-01T00:00:00Z", "2026-02-28"],
    ["emailField", emailField, " ada@example.com ", "ada@example.com", ""],
    ["phoneField", phoneField, "0049 30 901820", "+4930901820", "212 555 1234"],
    ["addressField", addressField, { city: "London", x: 1n }, { city: "London", x: "1" }, null],
    ["lineItemField", lineItemField, { sku: 1, price: "2.50" }, { sku: "1", price: 2.5 }, []],
  ])("%s reads and refuses as its Standard Schema does", (_, field, value, output, wrong) => {
    expect(field.parse(value)).toEqual(output);
    expect(field.safeParse(wrong).success).toBe(false);
    expect(field.optional().parse(undefined)).toBeUndefined();
  });
});
