import { expect } from "vitest";
import { documentedAnswer, documentedRequest } from "../../fixtures/documented-order.js";
import { type ContractCase, leavesTraces } from "../contract-case.js";

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const largeIds = ["820982911946154508", "9007199254740993", "9223372036854775807"];

/** `POST /orders/placed`: what it stores and what it answers. */
export const orders: readonly ContractCase[] = [
  {
    title: "answers the documented order with the documented answer: 201 first, 200 after",
    page: "ORD",
    notOnRealAccount: leavesTraces,
    run: async (privy) => {
      const { orders } = privy.client();
      const times = {
        created_at: expect.stringMatching(instant),
        updated_at: expect.stringMatching(instant),
      };
      for (const [status, outcome] of [[201, "created"] as const, [200, "updated"] as const]) {
        const result = await orders.upsert(documentedRequest);
        expect(result).toMatchObject({ outcome, warnings: [], response: { status, attempts: 1 } });
        expect(result.order).toEqual({ ...documentedAnswer, ...times });
      }
    },
  },
  {
    title: "creates an order under an id that it does not know, and updates it after that",
    page: "ORD",
    run: async (privy) => {
      const order = privy.newOrder();
      const first = await privy.send({ body: order });
      const second = await privy.send({ body: { ...order, financial_status: "refunded" } });
      expect([first.status, second.status]).toEqual([201, 200]);
      expect(first.body).toMatchObject({ data: { order_id: order.order_id, financial_status: "paid" } });
      expect(second.body).toMatchObject({ data: { order_id: order.order_id, financial_status: "refunded" } });
    },
  },
  {
    title: "takes an id as an integer or as digits, and means the same order",
    page: "ORD",
    notOnRealAccount: leavesTraces,
    run: async (privy) => {
      const order = privy.newOrder();
      expect(await privy.send({ body: order })).toMatchObject({ status: 201 });
      expect(await privy.send({ body: { ...order, order_id: String(order.order_id) } })).toMatchObject({
        status: 200,
      });
    },
  },
  {
    title: "keeps every digit of an int64 id, as an integer and as text",
    page: "ORD",
    notOnRealAccount: leavesTraces,
    run: async (privy) => {
      for (const id of largeIds) {
        const text = await privy.send({ body: privy.newOrder({ order_id: id }) });
        expect(text).toMatchObject({ status: 201, body: { data: { order_id: BigInt(id) } } });
        const body = JSON.stringify(privy.newOrder({ order_id: "ID" })).replace('"ID"', id);
        const integer = await privy.send({ body });
        expect(integer).toMatchObject({ status: 200, body: { data: { order_id: BigInt(id) } } });
      }
    },
  },
  {
    title: "gives every digit of an int64 id back through the client",
    page: "ORD",
    notOnRealAccount: leavesTraces,
    run: async (privy) => {
      for (const id of largeIds) {
        for (const order_id of [BigInt(id), id]) {
          const { order } = await privy.client().orders.upsert({ ...documentedRequest, order_id });
          expect(order.order_id).toBe(id);
        }
      }
    },
  },
  {
    title: "keeps the stored value of what an update leaves out",
    page: "ORD",
    notOnRealAccount: leavesTraces,
    run: async (privy) => {
      const order = privy.newOrder();
      await privy.send({ body: order });
      const { order_id, total, currency, order_date, email } = documentedRequest;
      const answer = await privy.send({
        body: { order_id, total, currency, order_date, email, fulfillment_status: "delivered" },
      });
      const { data } = Object(answer.body);
      expect(data).toMatchObject({ ...documentedAnswer, order_id, fulfillment_status: "delivered" });
    },
  },
  {
    title: "leaves empty values out of its answer",
    page: "ORD",
    notOnRealAccount: leavesTraces,
    run: async (privy) => {
      const { order_id, total, currency, order_date, email } = privy.newOrder();
      const answer = await privy.send({ body: { order_id, total, currency, order_date, email } });
      expect(Object.keys(Object(answer.body).data).sort()).toEqual([
        "created_at",
        "currency_code",
        "email",
        "order_id",
        "placed_at",
        "source",
        "total_amount",
        "updated_at",
      ]);
    },
  },
  {
    title: "answers an amount as decimal text",
    page: "ORD",
    notOnRealAccount: leavesTraces,
    run: async (privy) => {
      const answer = await privy.send({ body: privy.newOrder({ total: 95.5 }) });
      expect(answer).toMatchObject({ status: 201, body: { data: { total_amount: "95.50" } } });
    },
  },
  {
    title: "brings a phone into E.164, and finds the contact by it when there is no email",
    page: "ORD",
    notOnRealAccount: leavesTraces,
    run: async (privy) => {
      const answer = await privy.send({
        body: privy.newOrder({ email: undefined, phone: "(212) 736-5000" }),
      });
      expect(answer).toMatchObject({ status: 201, body: { data: { phone: "+12127365000" } } });
      expect(Object(answer.body).data).not.toHaveProperty("email");
    },
  },
  {
    title: "takes an order that does not add up, like the documented one",
    page: "ORD",
    notOnRealAccount: leavesTraces,
    run: async (privy) => {
      const answer = await privy.send({ body: privy.newOrder({ total: 1, subtotal: 1000 }) });
      expect(answer).toMatchObject({ status: 201, body: { data: { total_amount: "1.00" } } });
    },
  },
  {
    title: "stores a past order (initial_sync) as any other",
    page: "ORD",
    notOnRealAccount: leavesTraces,
    run: async (privy) => {
      const order = privy.newOrder({ initial_sync: true });
      expect(await privy.send({ body: order })).toMatchObject({ status: 201 });
      expect(await privy.send({ body: { ...order, initial_sync: false } })).toMatchObject({ status: 200 });
    },
  },
];
