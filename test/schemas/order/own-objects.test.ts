import { runInNewContext } from "node:vm";
import Big from "big.js";
import { ObjectId } from "bson";
import dayjs from "dayjs";
import { Decimal } from "decimal.js";
import { DateTime } from "luxon";
import moment from "moment";
import { orderIdFrom, parseOrder, safeParseOrder } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { least, said, sent } from "../support.js";

const moscow = "2026-02-28T12:30:00+03:00";

describe("a decimal of a library", () => {
  it.each([
    ["Decimal.js, which Prisma uses", new Decimal("95.50"), new Decimal("0.1").plus("0.2")],
    ["big.js", new Big("95.50"), new Big("0.1").plus("0.2")],
  ])("of %s is read as an amount and as a quantity", (_, total, price) => {
    const order = sent({ total, subtotal: price, line_items: [{ price, quantity: total, weight: price }] });
    expect(order).toMatchObject({ total: 95.5, subtotal: 0.3 });
    expect(order.line_items).toEqual([{ price: 0.3, quantity: 95.5, weight: "0.3" }]);
  });

  it.each([
    ["not a number", new Decimal(Number.NaN)],
    ["infinite", new Decimal(Number.POSITIVE_INFINITY)],
    ["with an exponent in its text", new Decimal("1e-9")],
    ["larger than an amount can be", new Decimal("12345678901234567.89")],
    ["no decimal, but with a method of one", { toFixed: () => "95" }],
  ])("is refused when it is %s", (_, total) => {
    expect(said({ total }, "total")).toBeDefined();
  });
});

describe("a date of a library", () => {
  it.each([
    ["Luxon", DateTime.fromISO(moscow, { setZone: true })],
    ["Day.js", dayjs(moscow)],
    ["Moment", moment(moscow)],
  ])("of %s is read as the moment it is", (_, order_date) => {
    expect(sent({ order_date }).order_date).toBe(least.order_date);
  });

  it.each([
    ["Luxon", DateTime.invalid("because")],
    ["Day.js", dayjs("nonsense")],
    ["Moment", moment.invalid()],
  ])("of %s that is invalid is refused", (_, order_date) => {
    expect(said({ order_date }, "order_date")).toContain("invalid Date");
  });
});

describe("an id of MongoDB", () => {
  it("is refused with the way to make an order id of it", () => {
    const id = new ObjectId("65e0f0c2a1b2c3d4e5f60718");
    expect(said({ order_id: id }, "order_id")).toContain("orderIdFrom(String(id))");
    expect(sent({ order_id: orderIdFrom(String(id)) }).order_id).toMatch(/^\d+$/);
  });
});

describe("an instance of a store's own class", () => {
  class Entity {
    constructor(fields: object) {
      Object.assign(this, fields);
    }
    save(): void {}
  }
  class Line {
    readonly #cents = 250;
    sku = "A-1";
    get price(): number {
      return this.#cents / 100;
    }
    get quantity(): number {
      return 2;
    }
  }

  it("is read like a plain object, as the order and within it", () => {
    const order = new Entity({
      ...least,
      line_items: [new Line(), new Entity({ sku: "B-2", options: new Entity({ color: "red" }) })],
      shipping_address: new Entity({ city: "London" }),
    });
    expect(parseOrder(order).order).toEqual({
      ...least,
      line_items: [
        { sku: "A-1", price: 2.5, quantity: 2 },
        { sku: "B-2", options: { color: "red" } },
      ],
      shipping_address: { city: "London" },
    });
  });

  it("is read by its getters and by its toJSON", () => {
    class Model {
      readonly dataValues = least;
      toJSON(): object {
        return this.dataValues;
      }
    }
    class Accessors {
      readonly #data = least;
      get order_id(): string {
        return this.#data.order_id;
      }
      get total(): number {
        return this.#data.total;
      }
      get currency(): string {
        return this.#data.currency;
      }
      get order_date(): string {
        return this.#data.order_date;
      }
      get email(): string {
        return this.#data.email;
      }
    }
    expect(parseOrder(new Model()).order).toEqual(least);
    expect(parseOrder(new Accessors()).order).toEqual(least);
  });

  it("that holds nothing is refused within an order: it would be sent as nothing", () => {
    class Secret {
      readonly #sku = "A-1";
      sku(): string {
        return this.#sku;
      }
    }
    expect(said({ line_items: [{ detail: new Secret() }] }, "line_items.0.detail")).toContain(
      "such as a plain object",
    );
  });
});

describe("an order that throws while it is read", () => {
  const boom = (): never => {
    throw new Error("ada@example.com");
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();

  it.each([
    ["a getter of the order", Object.defineProperty({ ...least }, "total", { get: boom, enumerable: true })],
    [
      "a getter of a line",
      { ...least, line_items: [Object.defineProperty({}, "sku", { get: boom, enumerable: true })] },
    ],
    ["a Proxy", new Proxy(least, { get: boom })],
    ["a Proxy without keys", new Proxy(least, { ownKeys: boom })],
    ["a Proxy without a prototype", new Proxy(least, { getPrototypeOf: boom })],
    ["a revoked Proxy", revoked.proxy],
    ["a revoked Proxy within it", { ...least, shipping_address: revoked.proxy }],
    ["a decimal", { ...least, total: { toFixed: boom, toString: boom } }],
    ["a date", { ...least, order_date: { toDate: boom } }],
    ["its toJSON", { ...least, toJSON: boom }],
    ["another realm's getter", runInNewContext("({ get order_id() { throw 1 } })")],
  ])("is refused without a word of what was thrown: %s", (_, order) => {
    const { error } = safeParseOrder(order);
    expect(error?.code).toBe("invalid_input");
    expect(error?.message).not.toContain("ada@example.com");
    expect(() => parseOrder(order)).toThrow("The order was not sent");
  });
});
