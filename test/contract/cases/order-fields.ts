import { expect } from "vitest";
import { type ContractCase, leavesTraces, type PrivyUnderTest } from "../contract-case.js";
import { refusedFields } from "../refused-fields.js";

const financialStatuses =
  "authorized expired paid partially_paid partially_refunded pending refunded voided".split(" ");
const fulfillmentStatuses =
  "delivered fulfilled in_progress on_hold open partially_fulfilled pending pending_fulfillment request_declined restocked scheduled unfulfilled".split(
    " ",
  );

const refusalOf = async (privy: PrivyUnderTest, fields: Readonly<Record<string, unknown>>) =>
  refusedFields(await privy.send({ body: privy.newOrder(fields) }));

/** `POST /orders/placed`: which orders it refuses, and how it says so. */
export const orderFields: readonly ContractCase[] = [
  {
    title: "refuses an order without a required field, and names the field",
    page: "ORD",
    run: async (privy) => {
      for (const field of ["order_id", "total", "currency", "order_date"]) {
        expect(await refusalOf(privy, { [field]: undefined })).toEqual([field]);
      }
    },
  },
  {
    title: "names all fields that are wrong at once",
    page: "ERR",
    run: async (privy) => {
      const fields = { order_id: -1, total: "much", currency: "dollars", financial_status: "unpaid" };
      expect(await refusalOf(privy, fields)).toEqual(Object.keys(fields).sort());
    },
  },
  {
    title: "refuses an id that is not a positive int64",
    page: "ORD",
    run: async (privy) => {
      for (const order_id of ["9223372036854775808", 0, -1, 1.5, "#1001", ""]) {
        expect(await refusalOf(privy, { order_id })).toEqual(["order_id"]);
      }
    },
  },
  {
    title: "refuses an order with neither email nor phone, as a problem across fields",
    page: "ORD, ERR",
    run: async (privy) => {
      const fields = { email: undefined, phone: undefined, accepts_sms_marketing: false };
      expect(await refusalOf(privy, fields)).toEqual(["base"]);
    },
  },
  {
    title: "refuses an SMS opt-in without a phone",
    page: "ORD",
    run: async (privy) => {
      const fields = await refusalOf(privy, { phone: undefined, accepts_sms_marketing: true });
      // Which of the two the page calls the wrong one is not said.
      expect(["base", "phone"]).toContain(fields.join());
    },
  },
  {
    title: "refuses an email that is none",
    page: "ORD",
    run: async (privy) => expect(await refusalOf(privy, { email: "jane at example" })).toEqual(["email"]),
  },
  {
    title: "refuses a status that is not in its list",
    page: "ORD",
    run: async (privy) => {
      const fields = { financial_status: "delivered", fulfillment_status: "paid" };
      expect(await refusalOf(privy, fields)).toEqual(["financial_status", "fulfillment_status"]);
    },
  },
  {
    title: "takes every status of its lists and answers with it",
    page: "ORD",
    notOnRealAccount: "it would use up a third of the minute's requests",
    run: async (privy) => {
      const order = privy.newOrder();
      const lists = { financial_status: financialStatuses, fulfillment_status: fulfillmentStatuses };
      for (const [field, statuses] of Object.entries(lists)) {
        for (const status of statuses) {
          const answer = await privy.send({ body: { ...order, [field]: status } });
          expect(answer.body).toMatchObject({ data: { [field]: status } });
        }
      }
    },
  },
  {
    title: "stores nothing of an order that it refuses",
    page: "ORD",
    notOnRealAccount: leavesTraces,
    run: async (privy) => {
      const order = privy.newOrder();
      expect(await privy.send({ body: { ...order, currency: "dollars" } })).toMatchObject({ status: 422 });
      expect(await privy.send({ body: order })).toMatchObject({ status: 201 });
      const update = { ...order, customer_id: "cust_43", currency: "dollars" };
      expect(await privy.send({ body: update })).toMatchObject({ status: 422 });
      expect(await privy.send({ body: { ...order, customer_id: undefined } })).toMatchObject({
        status: 200,
        body: { data: { customer_id: "cust_42" } },
      });
    },
  },
];
