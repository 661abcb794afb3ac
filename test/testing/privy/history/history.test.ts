import { createFakePrivy, type FakePrivyEvent } from "privy-orders/testing";
import { describe, expect, it, vi } from "vitest";
import { createAccount, order } from "../../../support/fake.js";
import { usageMessage } from "../../../support/fake-errors.js";

const flows = [{ name: "Thank you", trigger: "order_placed", exitWhenContactBuys: true }] as const;

describe("what a request changed", () => {
  it("stands with the request: order, contact, consents and flows, as the stored records themselves", async () => {
    const { privy, place } = createAccount({ flows });
    await place({ accepts_email_marketing: true });
    await place({ total: 100 });
    await place({ order_id: 2 });
    const [created, updated, bought] = [1, 2, 3].map((position) => privy.request(position)?.effects);
    expect(created).toMatchObject({
      order: { before: undefined, after: { total_amount: "95.00" } },
      contact: { before: undefined, after: { email: "ada@example.com" } },
      consents: [{ channel: "email", from: null, to: "subscribed", because: { requestId: "req_1" } }],
      evaluations: [{ flow: "Thank you", started: true, requestId: "req_1" }],
      exits: [],
    });
    expect(updated?.order?.before).toBe(created?.order?.after);
    expect(updated?.order?.after.total_amount).toBe("100.00");
    expect(updated).toMatchObject({ contact: undefined, consents: [], evaluations: [] });
    expect(bought).toMatchObject({ exits: [{ requestId: "req_1", status: "exited" }] });
    expect(bought?.order?.after).toBe(privy.order(2));
    expect(privy.flowRuns.map(({ requestId }) => requestId)).toEqual(["req_1", "req_3"]);
  });

  it("is nothing for a request that was refused or only read, and all for one whose answer got lost", async () => {
    const { privy, place, send } = createAccount();
    await place({ total: "x" });
    await send("GET", "/contacts");
    privy.failNext("answer-lost");
    await place().catch(() => undefined);
    expect([1, 2, 3].map((position) => privy.request(position)?.effects?.order?.after.order_id)).toEqual([
      undefined,
      undefined,
      "1001",
    ]);
    expect(privy.request(1)?.effects).toBeUndefined();
    expect([0, 4, 1.5, Number.NaN].map((position) => privy.request(position))).toEqual(
      Array(4).fill(undefined),
    );
  });

  it("names contacts and welcome messages too, and nothing that the test did itself", async () => {
    const { privy, send } = createAccount();
    privy.addContact({ email: "eve@example.com", email_consent: "subscribed" });
    await send("POST", "/contacts", { phone_number: "+14155550123", sms_consent: "subscribed" });
    expect(privy.request(1)?.effects).toMatchObject({
      order: undefined,
      contact: { before: undefined, after: { phone_number: "+14155550123" } },
      consents: [{ channel: "sms" }],
      welcomeSms: { phone_number: "+14155550123" },
    });
  });
});

describe("the history of an order", () => {
  it("has each version with its request, as far as the log goes back", async () => {
    const { privy, place } = createAccount({ flows, keepRequests: 3 });
    await place({ order_id: 7 });
    await place();
    await place({ total: 100 });
    await place({ total: "x" });
    expect(privy.orderHistory("1001")).toMatchObject([
      { position: 2, requestId: "req_2", before: undefined, order: { total_amount: "95.00" } },
      {
        position: 3,
        requestId: "req_3",
        before: { total_amount: "95.00" },
        order: { total_amount: "100.00" },
      },
    ]);
    expect(privy.orderHistory(1001)[0]?.evaluations).toMatchObject([{ flow: "Thank you" }]);
    expect(privy.orderHistory(7)).toEqual([]);
    expect(usageMessage(() => privy.orderHistory("#1001"))).toContain("No order can have this id");
  });
});

describe("the timeline of a contact", () => {
  it("has everything that happened to it, with its cause, in order", async () => {
    const { privy, place, send } = createAccount({ flows });
    await place({ accepts_email_marketing: true });
    await privy.clock.advance("1h");
    privy.recordEngagement({ email: "ADA@example.com", channel: "email", kind: "open", message: "sale" });
    await privy.clock.advance("1h");
    await place({ order_id: 2 });
    await place({ order_id: 3, email: "eve@example.com" });
    const id = privy.contact("ada@example.com")?.id ?? "";
    await privy.clock.advance("1h");
    await send("DELETE", `/contacts/${id}`);
    const timeline = privy.contactTimeline(id);
    expect(timeline.map(({ kind, requestId }) => [kind, requestId])).toEqual([
      ["created", "req_1"],
      ["order", "req_1"],
      ["consent", "req_1"],
      ["flow_started", "req_1"],
      ["engagement", undefined],
      ["order", "req_2"],
      ["flow_left", undefined],
      ["flow_started", "req_2"],
      ["deleted", "req_4"],
    ]);
    expect(privy.contactTimeline("ada@example.com")).toEqual(timeline);
  });

  it("keeps what one request did together, also within one second", async () => {
    const { privy, place } = createAccount({ flows });
    await place({ accepts_email_marketing: true });
    await place({ order_id: 2 });
    const kinds = privy.contactTimeline("ada@example.com").map(({ kind, requestId }) => [kind, requestId]);
    expect(kinds).toEqual([
      ["created", "req_1"],
      ["order", "req_1"],
      ["consent", "req_1"],
      ["flow_started", "req_1"],
      ["order", "req_2"],
      ["flow_left", undefined],
      ["flow_started", "req_2"],
    ]);
  });

  it("begins with the contact also where the test added it, and has no other contact's", () => {
    const { privy } = createAccount();
    privy.addContact({ email: "kim@example.com" });
    expect(privy.contactTimeline("kim@example.com")).toMatchObject([{ kind: "created" }]);
    expect(usageMessage(() => privy.contactTimeline("eve@example.com"))).toContain("Unknown contact");
  });
});

describe("a listener", () => {
  it("is told of each request, fault, move of the clock and other change, after it happened", async () => {
    const { privy, place } = createAccount();
    const events: (FakePrivyEvent | number)[] = [];
    const leave = privy.subscribe((event) => {
      events.push(event, privy.requests.length);
    });
    await place();
    expect(events.splice(0)).toEqual([{ type: "request", position: 1 }, 1]);
    privy.failNext("503");
    await place();
    expect(events.splice(0).filter((event) => typeof event === "object")).toEqual([
      { type: "faults" },
      { type: "faults" },
      { type: "request", position: 2 },
    ]);
    await privy.clock.advance("1m");
    privy.clock.set("2030-01-01T00:00:00Z");
    privy.addContact({ email: "kim@example.com" });
    const snapshot = privy.snapshot();
    privy.restore(snapshot, { clock: "keep" });
    privy.reset();
    expect(events.splice(0).filter((event) => typeof event === "object")).toEqual([
      { type: "clock" },
      { type: "clock" },
      { type: "account", because: "change" },
      { type: "faults" },
      { type: "account", because: "restore" },
      { type: "faults" },
      { type: "account", because: "reset" },
    ]);
    leave();
    await place();
    expect(events).toEqual([]);
  });

  it("that throws changes nothing, and its error is the process's", async () => {
    const { privy, place } = createAccount();
    const thrown: unknown[] = [];
    const queue = vi.spyOn(globalThis, "queueMicrotask").mockImplementation((task) => {
      try {
        task();
      } catch (error) {
        thrown.push(error);
      }
    });
    const told: string[] = [];
    privy.subscribe(() => {
      throw new Error("mine");
    });
    privy.subscribe(({ type }) => told.push(type));
    const { status } = await place();
    queue.mockRestore();
    expect([status, told, thrown.map(String)]).toEqual([201, ["request"], ["Error: mine"]]);
  });

  it("of one fake is not told of another's requests on the same clock", async () => {
    const { privy, place } = createAccount();
    const other = createFakePrivy({ clock: privy.clock });
    const told: string[] = [];
    other.subscribe(({ type }) => told.push(type));
    await place({ ...order });
    await privy.clock.advance("1m");
    expect(told).toEqual(["clock"]);
  });
});
