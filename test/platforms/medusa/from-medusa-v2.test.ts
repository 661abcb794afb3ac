import { readFileSync } from "node:fs";
import { orderIdFrom } from "privy-orders";
import { fromMedusaV2, MEDUSA_ORDER_FIELDS, type MedusaOrder, medusaV2Version } from "privy-orders/platforms";
import { describe, expect, it } from "vitest";
import { payload, problemOf, refusal } from "../support.js";

describe("fromMedusaV2", () => {
  const order: MedusaOrder = {
    id: "order_01JMEDUSA0000000000000001",
    email: "ada.quill@example.com",
    currency_code: "eur",
    created_at: "2026-02-03T04:05:06.789Z",
    total: 54.5,
    item_subtotal: { value: "45.8" },
    discount_total: 0,
    tax_total: 8.7,
    payment_status: "captured",
    fulfillment_status: "delivered",
    items: [
      {
        title: "Mug",
        quantity: 2,
        unit_price: 22.9,
        variant_sku: "MUG",
        product_id: "prod_1",
        variant_id: "variant_1",
      },
    ],
    shipping_address: { first_name: "Ada", country_code: "de", postal_code: "10115", phone: "030 123456" },
  };

  it("maps an order, with its amounts as they are", () => {
    expect(payload(fromMedusaV2(order))).toEqual({
      order_id: orderIdFrom(order.id),
      email: "ada.quill@example.com",
      total: 54.5,
      subtotal: 45.8,
      currency: "EUR",
      order_date: "2026-02-03T04:05:06.789Z",
      financial_status: "paid",
      fulfillment_status: "delivered",
      tax_lines: [{ title: "Tax", amount: 8.7 }],
      line_items: [
        { sku: "MUG", title: "Mug", quantity: 2, price: 22.9, product_id: "prod_1", variant_id: "variant_1" },
      ],
      total_items: 2,
      shipping_address: { first_name: "Ada", country_code: "DE", postal_code: "10115" },
    });
  });

  it.each([
    ["not_paid", "pending"],
    ["awaiting", "pending"],
    ["authorized", "authorized"],
    ["partially_authorized", "pending"],
    ["captured", "paid"],
    ["partially_captured", "partially_paid"],
    ["partially_refunded", "partially_refunded"],
    ["refunded", "refunded"],
    ["canceled", "voided"],
    ["requires_action", "pending"],
  ])("maps the payment_status %s to %s", (payment_status, expected) => {
    expect(fromMedusaV2({ ...order, payment_status }).financial_status).toBe(expected);
  });

  it.each([
    ["not_fulfilled", "unfulfilled"],
    ["partially_fulfilled", "partially_fulfilled"],
    ["fulfilled", "fulfilled"],
    ["partially_shipped", "partially_fulfilled"],
    ["shipped", "fulfilled"],
    ["partially_delivered", "partially_fulfilled"],
    ["delivered", "delivered"],
    ["canceled", undefined],
  ])("maps the fulfillment_status %s to %s", (fulfillment_status, expected) => {
    expect(fromMedusaV2({ ...order, fulfillment_status }).fulfillment_status).toBe(expected);
  });

  it("refuses a status that it does not know", () => {
    expect(problemOf(() => fromMedusaV2({ ...order, payment_status: "x" }))).toMatchObject(
      refusal("payment_status", "unknown_status"),
    );
  });

  /** What the module hands out in process: getters on a class, which a copy loses. */
  class BigNumber {
    readonly #amount: number;
    constructor(amount: number) {
      this.#amount = amount;
    }
    get numeric() {
      return this.#amount;
    }
    get raw() {
      return { value: String(this.#amount), precision: 20 };
    }
    valueOf() {
      return this.#amount;
    }
  }

  it.each([
    ["a BigNumber", new BigNumber(54.5)],
    ["its raw form", { value: "54.5", precision: 20 }],
    ["decimal text", "54.5"],
    ["a number", 54.5],
  ])("reads an amount that is %s", (_, total) => {
    const items = [{ title: "Mug", quantity: new BigNumber(2), unit_price: total }];
    expect(payload(fromMedusaV2({ ...order, total, items }))).toMatchObject({
      total: 54.5,
      total_items: 2,
      line_items: [{ quantity: 2, price: 54.5 }],
    });
  });

  it.each([{}, [], { value: {} }, { numeric: "x" }, { value: "much" }])(
    "refuses an amount that is %j by its name",
    (amount) => {
      const broken = amount as { value: string }; // what no type allows
      expect(problemOf(() => fromMedusaV2({ ...order, total: broken }))).toMatchObject(
        refusal("total", "invalid"),
      );
      const items = [{ quantity: broken, unit_price: broken }];
      expect(problemOf(() => fromMedusaV2({ ...order, items }))).toMatchObject({
        issues: [{ path: ["items", 0, "quantity"] }, { path: ["items", 0, "unit_price"] }],
      });
    },
  );

  const { payment_status: _payment, fulfillment_status: _fulfillment, ...graph } = order;
  const money = (status: string, amount = 0, captured_amount = 0, refunded_amount = 0) => ({
    status,
    amount,
    captured_amount: { value: String(captured_amount) },
    refunded_amount,
  });
  it.each([
    ["nothing is known", undefined, undefined],
    ["there is no payment", [], "pending"],
    ["nothing is paid", [money("not_paid", 50)], "pending"],
    ["everything is authorized", [money("authorized", 50)], "authorized"],
    ["a part is authorized", [money("authorized", 20), money("not_paid", 30)], "pending"],
    ["everything is captured", [money("completed", 50, 50)], "paid"],
    ["a part is captured", [money("authorized", 50, 20)], "partially_paid"],
    ["one of two is captured", [money("completed", 20, 20), money("authorized", 30)], "partially_paid"],
    ["a part is refunded", [money("completed", 50, 50, 20)], "partially_refunded"],
    ["everything is refunded", [money("completed", 50, 50, 50)], "refunded"],
    [
      "one of two is refunded",
      [money("completed", 20, 20, 20), money("completed", 30, 30)],
      "partially_refunded",
    ],
    ["one of two was canceled", [money("canceled", 50), money("completed", 50, 50)], "paid"],
    ["everything was canceled", [money("canceled", 50)], "voided"],
    ["the payment failed", [money("failed", 50)], "voided"],
  ])("derives where the money stands when %s", (_, payment_collections, expected) => {
    expect(fromMedusaV2({ ...graph, payment_collections }).financial_status).toBe(expected);
  });

  const at = "2026-02-04T00:00:00Z";
  const [packed, shipped, delivered] = [
    { packed_at: at },
    { packed_at: at, shipped_at: at },
    { packed_at: at, shipped_at: at, delivered_at: new Date(at) },
  ];
  const canceled = { packed_at: at, canceled_at: at };
  it.each([
    ["nothing is known", undefined, undefined],
    ["nothing is packed", [], "unfulfilled"],
    ["everything is packed", [packed], "fulfilled"],
    ["everything is shipped", [shipped, shipped], "fulfilled"],
    ["one of two is shipped", [shipped, packed], "partially_fulfilled"],
    ["everything is delivered", [delivered, canceled], "delivered"],
    ["one of two is delivered", [delivered, shipped], "partially_fulfilled"],
    ["everything was canceled", [canceled], undefined],
  ])("derives where the goods stand when %s", (_, fulfillments, expected) => {
    expect(fromMedusaV2({ ...graph, fulfillments }).fulfillment_status).toBe(expected);
  });

  it("does not call an order delivered while some of it is not sent", () => {
    const items = [{ quantity: 2, unit_price: 5, detail: { fulfilled_quantity: { value: "1" } } }];
    expect(fromMedusaV2({ ...graph, items, fulfillments: [delivered] }).fulfillment_status).toBe(
      "partially_fulfilled",
    );
  });

  it.each([
    ["captured", "paid"],
    ["authorized", "voided"],
    ["not_paid", "voided"],
  ])("maps a canceled order whose money is %s to %s", (payment_status, expected) => {
    expect(fromMedusaV2({ ...order, status: "canceled", payment_status }).financial_status).toBe(expected);
  });

  it.each([
    ["status", { status: "draft" }],
    ["is_draft_order", { is_draft_order: true }],
  ])("refuses a draft by its %s, unless Privy has the order already", (path, draft) => {
    expect(problemOf(() => fromMedusaV2({ ...order, ...draft }))).toMatchObject(
      refusal(path, "not_an_order"),
    );
    expect(fromMedusaV2({ ...order, ...draft }, { wasReported: true }).total).toBe(54.5);
  });

  it("is found by the customer's own phone when that was asked for", () => {
    const buyer = { ...order, email: null, customer: { phone: "+4930123456" } };
    expect(payload(fromMedusaV2(buyer)).phone).toBe("+4930123456");
    expect(payload(fromMedusaV2({ ...buyer, customer: null })).phone).toBe("+4930123456");
  });

  it("offers the time of the last change as the version", () => {
    expect(medusaV2Version({ ...order, updated_at: new Date(at) })).toEqual(new Date(at));
  });

  it("is asked for with a list that names every field of the type", () => {
    const asked: ReadonlySet<string> = new Set(MEDUSA_ORDER_FIELDS.map((field) => field.split(".")[0] ?? ""));
    const ofHttp = new Set(["payment_status", "fulfillment_status"]);
    const source = readFileSync(
      new URL("../../../src/platforms/medusa/medusa-order.ts", import.meta.url),
      "utf8",
    );
    const [, body = ""] = /export interface MedusaOrder \{([\s\S]*?)\n\}/.exec(source) ?? [];
    const fields = [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name = ""]) => name);
    expect(fields.length).toBeGreaterThan(15);
    expect(fields.filter((name) => !asked.has(name) && !ofHttp.has(name))).toEqual([]);
  });
});
