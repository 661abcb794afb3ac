import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";

const flows = [
  { name: "thanks", trigger: "order_placed" as const },
  { name: "review", trigger: "order_received" as const },
];
const started = (runs: readonly { readonly flow: string; readonly orderId: string }[]) =>
  runs.map(({ flow, orderId }) => `${flow} ${orderId}`);

describe("flows", () => {
  it("start with a new order, not with its resend", async () => {
    const { place, privy } = createAccount({ flows });
    await place({ order_id: 1 });
    await place({ order_id: 1, total: 5 });
    expect(started(privy.flowRuns)).toEqual(["thanks 1"]);
    expect(privy.flowRuns[0]?.contactId).toBe(privy.contacts[0]?.id);
  });

  it("start Order Received once, when the order becomes delivered", async () => {
    const { place, privy } = createAccount({ flows });
    await place({ order_id: 1, fulfillment_status: "fulfilled" });
    await place({ order_id: 1, fulfillment_status: "delivered" });
    await place({ order_id: 1, fulfillment_status: "delivered" });
    await place({ order_id: 1, financial_status: "refunded" });
    expect(started(privy.flowRuns)).toEqual(["thanks 1", "review 1"]);
  });

  it("start both for an order that is created delivered", async () => {
    const { place, privy } = createAccount({ flows });
    await place({ order_id: 1, fulfillment_status: "delivered" });
    expect(started(privy.flowRuns)).toEqual(["thanks 1", "review 1"]);
  });

  it("count the order that starts them, and no order of another contact", async () => {
    const second = [
      {
        name: "second",
        trigger: "order_placed" as const,
        conditions: [{ type: "order_count" as const, operator: "eq" as const, value: 2 }],
      },
    ];
    const { place, privy } = createAccount({ flows: second });
    await place({ order_id: 1 });
    await place({ order_id: 2, email: "eve@example.com" });
    expect(privy.flowRuns).toEqual([]);
    await place({ order_id: 3 });
    expect(started(privy.flowRuns)).toEqual(["second 3"]);
    expect(privy.flowEvaluations.map(({ orderId, started: has }) => [orderId, has])).toEqual([
      ["1", false],
      ["2", false],
      ["3", true],
    ]);
  });

  it("see ids beyond 2^53 in line items exactly", async () => {
    const { place, privy } = createAccount({
      flows: [
        {
          name: "big",
          trigger: "order_placed",
          conditions: [{ type: "purchased_product", productIds: ["9007199254740993"] }],
        },
      ],
    });
    await place({ order_id: 1, line_items: [{ product_id: 9007199254740992n }] });
    await place({ order_id: 2, line_items: [{ product_id: 9007199254740993n }] });
    expect(started(privy.flowRuns)).toEqual(["big 2"]);
  });
});

describe("initial_sync", () => {
  it("records the order and its contact, but starts no flow, and says why", async () => {
    const { place, privy } = createAccount({ flows });
    const answer = await place({ initial_sync: true, fulfillment_status: "delivered" });
    expect(answer.status).toBe(201);
    expect(answer.data).not.toHaveProperty("initial_sync");
    expect(privy.orders[0]).toMatchObject({ initial_sync: true });
    expect(privy.contacts).toHaveLength(1);
    expect(privy.flowRuns).toEqual([]);
    expect(privy.flowEvaluations.map((one) => [one.flow, one.started || one.reason])).toEqual([
      ["thanks", "initial_sync"],
      ["review", "initial_sync"],
    ]);
  });

  it("is followed by an update when the same order comes live: no Order Placed, but Order Received", async () => {
    const { place, privy } = createAccount({ flows });
    await place({ order_id: 1, initial_sync: true });
    expect((await place({ order_id: 1 })).status).toBe(200);
    await place({ order_id: 1, fulfillment_status: "delivered" });
    expect(started(privy.flowRuns)).toEqual(["review 1"]);
    expect(privy.orders[0]?.initial_sync).toBe(true);
  });

  it("of an update starts no Order Received", async () => {
    const { place, privy } = createAccount({ flows });
    await place({ order_id: 1 });
    await place({ order_id: 1, fulfillment_status: "delivered", initial_sync: true });
    expect(started(privy.flowRuns)).toEqual(["thanks 1"]);
    expect(privy.orders[0]?.initial_sync).toBe(false);
  });

  it("of an update does not take the order out of the statistics that it was in", async () => {
    const { place, privy } = createAccount({ decisions: { initialSyncStats: "suppress" } });
    await place();
    await place({ initial_sync: true });
    expect(privy.orders[0]?.counts_in_statistics).toBe(true);
  });

  it("is never credited to a message, not even after a live update", async () => {
    const { place, privy } = createAccount();
    privy.recordEngagement({
      email: "ada@example.com",
      channel: "email",
      kind: "click",
      message: "spring",
      at: "2026-01-01T00:00:00Z",
    });
    await place({ order_id: 1, initial_sync: true });
    await place({ order_id: 1 });
    await place({ order_id: 2 });
    expect(privy.attributions.map(({ orderId }) => orderId)).toEqual(["2"]);
  });
});

describe("campaign revenue", () => {
  it("is credited for email and SMS separately, with the order's amount as it stands", async () => {
    const { place, privy } = createAccount();
    const engaged = { kind: "open", at: "2025-12-30T00:00:00Z" } as const;
    privy.recordEngagement({ ...engaged, email: "ADA@example.com", channel: "email", message: "letter" });
    privy.recordEngagement({ ...engaged, phone_number: "+14155550123", channel: "sms", message: "text" });
    await place({ phone: "+14155550123" });
    await place({ total: 40 });
    expect(privy.attributions).toMatchObject([
      { orderId: "1001", channel: "email", message: "letter", amount: "40.00", currency: "USD" },
      { orderId: "1001", channel: "sms", message: "text", amount: "40.00" },
    ]);
  });

  it("is none when no contact engaged", async () => {
    const { place, privy } = createAccount();
    await place();
    expect(privy.attributions).toEqual([]);
  });
});
