import { runInNewContext } from "node:vm";
import { parseOrder, safeParseOrder } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { least, said, sent } from "../support.js";

const firstItem = (item: object): unknown =>
  parseOrder({ ...least, line_items: [item] }).order.line_items?.[0];
const chain = (levels: number): object => (levels === 0 ? {} : { next: chain(levels - 1) });

describe("line items, discounts, tax lines and addresses", () => {
  it("are sent with the keys they have, known or not", () => {
    const fields = {
      line_items: [
        { sku: "A-1", quantity: 2, price: 3, title: "Mug", properties: [{ name: "Ink", value: null }] },
      ],
      discounts: [{ code: "TEN", amount: 10, type: "percentage" }],
      tax_lines: [{ title: "VAT", amount: 5, rate: 0.19 }],
      billing_address: { name: "Ada Lovelace", company: "" },
      shipping_address: { first_name: "Ada", geo: { lat: 51.5, lon: -0.12 } },
    };
    expect(sent(fields)).toMatchObject(fields);
    expect(sent({ line_items: [], shipping_address: {} })).toMatchObject({
      line_items: [],
      shipping_address: {},
    });
  });

  it("are copies: what happens to the original later changes nothing", () => {
    const properties = [{ text: "for Ada" }];
    const item = { sku: "A-1", properties };
    const address = { city: "London" };
    const { order } = parseOrder({ ...least, line_items: [item], shipping_address: address });
    item.sku = "B-2";
    properties.push({ text: "for Bob" });
    address.city = "Paris";
    expect(order).toMatchObject({
      line_items: [{ sku: "A-1", properties: [{ text: "for Ada" }] }],
      shipping_address: { city: "London" },
    });
  });

  it("are not changed while they are read", () => {
    const order = { ...least, line_items: [Object.freeze({ price: "9.50", gone: undefined, id: 12n })] };
    parseOrder(Object.freeze(order));
    expect(order.line_items[0]).toEqual({ price: "9.50", gone: undefined, id: 12n });
  });

  it("have their known keys read", () => {
    expect(
      firstItem({ sku: 4711, quantity: "2", price: "9.50", product_id: 820982911946154508n, variant_id: 22 }),
    ).toEqual({ sku: "4711", quantity: 2, price: 9.5, product_id: "820982911946154508", variant_id: 22 });
    expect(firstItem({ sku: null, quantity: null, price: null, product_id: null })).toEqual({
      sku: null,
      quantity: null,
      price: null,
      product_id: null,
    });
    expect(firstItem({ sku: undefined })).toEqual({});
    expect(firstItem({ quantity: -0 })).toEqual({ quantity: 0 });
  });

  it.each([
    ["price", "9,50", "plain decimal"],
    ["amount", "free", "plain decimal"],
    ["quantity", "two", "number"],
    ["quantity", Number.NaN, "number"],
    ["sku", {}, "text"],
    ["sku", 2 ** 53, "must be text"],
    ["product_id", 2 ** 60, "already rounded"],
    ["variant_id", Number.NaN, "already rounded"],
    ["variant_id", true, "text"],
  ])("are refused when %s is %s", (key, value, advice) => {
    expect(said({ line_items: [{}, { [key]: value }] }, `line_items.1.${key}`)).toContain(advice);
  });

  it("keep null, leave out undefined, and put null for an undefined element, as JSON does", () => {
    expect(firstItem({ a: null, b: undefined, c: [undefined, null, 1] })).toStrictEqual({
      a: null,
      c: [null, null, 1],
    });
  });

  it("send bigints as digits, dates as ISO text and objects by their toJSON", () => {
    class Decimal {
      toJSON(): string {
        return "9.50";
      }
    }
    expect(
      firstItem({
        id: 866550311766439020n,
        at: new Date(0),
        elsewhere: runInNewContext("new Date(0)"),
        url: new URL("https://example.com/a"),
        cost: new Decimal(),
        plain: { toJSON: () => ({ deep: 1n }) },
      }),
    ).toEqual({
      id: "866550311766439020",
      at: "1970-01-01T00:00:00.000Z",
      elsewhere: "1970-01-01T00:00:00.000Z",
      url: "https://example.com/a",
      cost: "9.50",
      plain: { deep: "1" },
    });
  });

  it.each([
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["a Map", new Map()],
    ["a Set", new Set()],
    ["a class instance", new (class Money {})()],
    ["an invalid Date", new Date(Number.NaN)],
    ["a regular expression", /x/],
    ["boxed text", Object("text")],
    [
      "a toJSON that throws",
      {
        toJSON: () => {
          throw new Error("ada@example.com");
        },
      },
    ],
  ])("are refused with the path when they hold %s", (_, value) => {
    const message = said({ shipping_address: { a: [{ b: value }] } }, "shipping_address.a.0.b");
    expect(message).toBeDefined();
    expect(message).not.toContain("ada");
  });

  it("are refused when they contain themselves, but may name one object twice", () => {
    const item: Record<string, unknown> = { sku: "A-1" };
    item.parent = { item };
    expect(said({ line_items: [item] }, "line_items.0.parent.item")).toContain("contain itself");
    const shared = { text: "for Ada" };
    expect(firstItem({ a: shared, b: shared })).toEqual({ a: shared, b: shared });
  });

  it("are refused when they are nested deeper than 32 levels, however deep", () => {
    expect(safeParseOrder({ ...least, shipping_address: chain(31) }).success).toBe(true);
    for (const levels of [32, 5000]) {
      const { error } = safeParseOrder({ ...least, shipping_address: chain(levels) });
      expect(error?.issues[0]?.message).toContain("at most 32 levels");
    }
    const endless = (): object => ({ toJSON: endless });
    expect(safeParseOrder({ ...least, shipping_address: { a: endless() } }).success).toBe(false);
  });

  it("are refused when a few objects unfold into millions", () => {
    let node: object = { leaf: 1 };
    for (let level = 0; level < 30; level++) node = { left: node, right: node };
    const { error } = safeParseOrder({ ...least, shipping_address: node });
    expect(error?.issues[0]?.message).toContain("at most 2000000 values");
    expect(said({ line_items: Array(2 ** 32 - 1) }, "line_items")).toContain("at most 2000000 values");
    expect(said({ shipping_address: { list: Array(2 ** 32 - 1) } }, "shipping_address.list")).toContain(
      "at most 2000000 values",
    );
  });

  it("repair torn characters instead of keeping the order from arriving", () => {
    expect(firstItem({ sku: "torn \ud83d", title: "mug \udf7a and \u{1f37a}", tags: ["\ud800"] })).toEqual({
      sku: "torn \ufffd",
      title: "mug \ufffd and \u{1f37a}",
      tags: ["\ufffd"],
    });
  });

  it("keep an own key named __proto__ and pollute nothing", () => {
    const item: object = JSON.parse(
      '{"__proto__": {"polluted": true}, "a": {"__proto__": 1, "constructor": 2}}',
    );
    const copy = firstItem(item);
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":true},"a":{"__proto__":1,"constructor":2}}');
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(copy).not.toHaveProperty("polluted");
    expect({}).not.toHaveProperty("polluted");
    const changed: object = JSON.parse('{"__proto__": {"text": "\\ud800"}}');
    expect(JSON.stringify(firstItem(changed))).toBe('{"__proto__":{"text":"\ufffd"}}');
  });

  it("do not quote a key that could be a customer's value", () => {
    const { error } = safeParseOrder({ ...least, shipping_address: { "ada@example.com": { x: () => 1 } } });
    expect(error?.issues).toHaveLength(1);
    expect(error?.message).not.toContain("ada@");
    expect(error?.issues[0]?.path).toHaveLength(3);
  });

  it.each([
    ["line_items", "array of objects"],
    ["discounts", "array of objects"],
    ["tax_lines", "array of objects"],
    ["shipping_address", "must be an object"],
    ["billing_address", "must be an object"],
  ])("%s of another type is refused", (field, advice) => {
    for (const value of ["text", 1, true, new Map(), field.endsWith("address") ? [] : {}]) {
      expect(said({ [field]: value }, field)).toContain(advice);
    }
    expect(sent({ [field]: null })).not.toHaveProperty(field);
  });

  it.each([null, undefined, "text", 1, [], new Date()])("an item %s is refused at its place", (item) => {
    expect(said({ line_items: [{}, item] }, "line_items.1")).toContain("must be an object");
  });

  it("can be 50,000, and are all read", () => {
    const line_items = Array.from({ length: 50_000 }, (_, index) => ({
      sku: `A-${index}`,
      quantity: 1,
      price: "0.10",
    }));
    const { order } = parseOrder({ ...least, line_items });
    expect(order.line_items).toHaveLength(50_000);
    expect(order.line_items?.at(-1)).toEqual({ sku: "A-49999", quantity: 1, price: 0.1 });
  });

  it("of one mistake made 50,000 times are reported a hundred times at most", () => {
    const line_items = Array.from({ length: 50_000 }, () => ({ price: "free" }));
    const { error } = safeParseOrder({ ...least, line_items, initial_sync: 1, orderId: 1 });
    const told = error?.issues.filter(({ path }) => path[0] === "line_items") ?? [];
    expect(told).toHaveLength(101);
    expect(told.at(-1)).toEqual({
      code: "invalid",
      path: ["line_items"],
      message: expect.stringContaining("more problems"),
    });
    // And they hide no other problem.
    expect(error?.issues.slice(101).map(({ path }) => path)).toEqual([["initial_sync"], ["orderId"]]);
  });
});
