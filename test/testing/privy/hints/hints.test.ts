import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";
import { failureOf, usageMessage } from "../../../support/fake-errors.js";

const consents = { accepts_email_marketing: false, accepts_sms_marketing: false };
const flow = { name: "Thank you", trigger: "order_placed" } as const;

/** An account, and the hints of its requests as `code: message`, without those that every new order here would have. */
function setUp() {
  const account = createAccount({ flows: [flow] });
  const place = (fields: Readonly<Record<string, unknown>> = {}) => account.place({ ...consents, ...fields });
  const hints = (position: number) =>
    account.privy.request(position)?.hints.map(({ code, message }) => `${code}: ${message}`);
  return { ...account, place, hints };
}

describe("a hint", () => {
  it("is given to no request of a sound integration", async () => {
    const { privy, place } = setUp();
    await place({ financial_status: "pending" });
    await place({ financial_status: "paid", fulfillment_status: "unfulfilled" });
    await place({ financial_status: "paid", fulfillment_status: "fulfilled" });
    await place({ financial_status: "partially_refunded", fulfillment_status: "delivered" });
    await place({ financial_status: "voided", fulfillment_status: "restocked" });
    await place({ order_id: 2, initial_sync: true, order_date: "2020-01-01T00:00:00Z" });
    expect(privy.requests.map(({ hints }) => hints)).toEqual(Array(6).fill([]));
    privy.expect.noHints();
  });

  it("reports that an order went back to an earlier status or state", async () => {
    const { place, hints } = setUp();
    await place({ fulfillment_status: "delivered", total: 90 });
    await place({ fulfillment_status: "fulfilled", total: 90 });
    await place({ fulfillment_status: "fulfilled", total: 95 });
    await place({ fulfillment_status: "fulfilled", total: 90 });
    expect([1, 2, 3, 4].map(hints)).toEqual([
      [],
      ["went-back: went back: delivered → fulfilled"],
      [],
      ["went-back: went back: the order is what an earlier request had made of it"],
    ]);
  });

  it("reports that nothing changed, and suspects a loop when that comes often", async () => {
    const { privy, place, hints } = setUp();
    const items = { line_items: [{ sku: "a", price: 1 }] };
    await place(items);
    await place(items);
    await privy.clock.advance("5s");
    await place(items);
    await privy.clock.advance("5s");
    await place(items);
    expect([2, 3, 4].map(hints)).toEqual([
      ["unchanged: nothing changed"],
      ["unchanged: nothing changed"],
      ["unchanged: nothing changed, 3 times within 10 s: a loop?"],
    ]);
  });

  it("names ignored fields and those that were meant, of orders and contacts", async () => {
    const { place, send, hints } = setUp();
    await place({ fulfilment_status: "fulfilled", mystery: 1 });
    await send("POST", "/contacts", { email: "kim@example.com", first_nam: "Kim" });
    expect([1, 2].map(hints)).toEqual([
      ["ignored-fields: ignored: fulfilment_status (did you mean fulfillment_status?), mystery"],
      ["ignored-fields: ignored: first_nam (did you mean first_name?)"],
    ]);
  });

  it("reports once that a new customer came without a consent flag", async () => {
    const { privy, place, hints } = createAndName();
    await place({});
    await place({ order_id: 2 });
    expect(hints(1)).toEqual(["no-consent-flag"]);
    expect(hints(2)).toEqual([]);
    expect(privy.contacts).toHaveLength(1);
  });

  function createAndName() {
    const account = createAccount();
    const hints = (position: number) => account.privy.request(position)?.hints.map(({ code }) => code);
    return { ...account, hints };
  }

  it("reports that an order is of the future, or old and live", async () => {
    const { place, hints } = setUp();
    await place({ order_id: 1, order_date: "2026-01-04T00:00:00Z" });
    await place({ order_id: 2, order_date: "2026-01-02T23:00:00Z" });
    await place({ order_id: 3, order_date: "2025-11-01T00:00:00Z" });
    expect([1, 2, 3].map(hints)).toEqual([
      ["future-date: order_date is 3 days ahead"],
      [],
      ["old-order-live: 61 days old and sent without initial_sync: it started 1 flow"],
    ]);
  });

  it("reports that a request came before the Retry-After of a 429", async () => {
    const { privy, place, hints } = setUp();
    privy.failNext({ status: 429, retryAfter: 30 });
    await place();
    await privy.clock.advance("10s");
    await place();
    await privy.clock.advance("30s");
    await place({ total: 100 });
    expect(hints(2)).toEqual([
      "after-429: came 20 s before the Retry-After of a 429",
      "retry: repeats req_1, which a fault had struck",
    ]);
    expect(hints(3)).toEqual([]);
  });

  it("says that an order moved to another contact", async () => {
    const { place, hints } = setUp();
    await place();
    await place({ email: "eve@example.com" });
    expect(hints(2)).toMatchObject([
      expect.stringMatching(/^same-id-other-contact: the order moved from cus_/),
    ]);
  });

  it("is the same read late as read at once, and again after a restore", async () => {
    const late = setUp();
    const early = setUp();
    for (const account of [late, early]) {
      for (const total of [1, 2, 2, 1]) {
        await account.place({ total });
        if (account === early) account.privy.requests.at(-1);
      }
    }
    const all = ({ privy }: typeof late) => privy.requests.map(({ hints }) => hints);
    expect(all(late)).toEqual(all(early));
    const snapshot = late.privy.snapshot();
    late.privy.reset();
    expect(all(late)).toEqual([]);
    late.privy.restore(snapshot);
    expect(all(late)).toEqual(all(early));
  });
});

describe("an expectation of no hints", () => {
  it("fails with every hint and its request, but for those that are excepted", async () => {
    const { privy, place } = setUp();
    await place();
    await place();
    const failure = failureOf(() => privy.expect.noHints());
    expect(failure.message).toBe(
      "There is a hint:\n  req_2, POST /v1/orders/placed: nothing changed (unchanged)",
    );
    expect(failure.actual).toEqual(["unchanged"]);
    privy.expect.noHints({ except: ["unchanged"] });
    // What a store without types would write.
    const except = (codes: unknown) => usageMessage(() => privy.expect.noHints({ except: codes as [] }));
    expect(except(["unchaned"])).toContain("did you mean unchanged?");
    expect(except("unchanged")).toContain("must be a list of hints");
  });
});
