import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";
import { failureOf, usageMessage } from "../../../support/fake-errors.js";

const flows = [
  {
    name: "Thank you",
    trigger: "order_placed",
    conditions: [
      { type: "order_count", operator: "gte", value: 1 },
      { type: "order_value", operator: "gte", value: 100 },
    ],
    entry: { frequency: "delayed", after: "30d" },
  },
  { name: "Review", trigger: "order_received", exitWhenContactBuys: true },
  { name: "Off", trigger: "order_placed", active: false },
] as const;

describe("a flow that started", () => {
  it("can be expected for all contacts, an order, or one contact", async () => {
    const { place, privy } = createAccount({ flows });
    await place({ total: 100 });
    await place({ order_id: 2, total: 100, email: "eve@example.com" });
    const flow = privy.expect.flow("Thank you");
    flow.toHaveStarted().toHaveStarted({ times: 2 });
    for (const order of ["1001", 1001, 1001n]) flow.toHaveStarted({ times: 1, for: { order } });
    for (const contact of ["ada@example.com", privy.orders[0]?.contact_id ?? ""]) {
      flow.toHaveStarted({ times: 1, for: { contact } });
    }
  });

  it("says when and for which contact, when it was not to", async () => {
    const { place, privy } = createAccount({ flows });
    await place({ fulfillment_status: "delivered" });
    await privy.clock.advance("1d");
    await place({ order_id: 2 });
    const [contact] = privy.contacts;
    expect(failureOf(() => privy.expect.flow("Review").notToHaveStarted()).message).toBe(
      'Flow "Review" started once:\n' +
        `  order 1001 of ${contact?.id} at 2026-01-01T00:00:00.000Z, left at 2026-01-02T00:00:00.000Z when the contact bought again`,
    );
    expect(
      failureOf(() => privy.expect.flow("Review").notToHaveStarted({ for: { contact: "ada@example.com" } }))
        .message,
    ).toContain('started once for "ada@example.com"');
    privy.expect.flow("Review").notToHaveStarted({ for: { order: 2 } });
  });

  it("says how often, when it was to start more or less often", async () => {
    const { place, privy } = createAccount({ flows });
    await place({ total: 100 });
    await place({ order_id: 2, total: 100, email: "eve@example.com" });
    const flow = privy.expect.flow("Thank you");
    const often = failureOf(() => flow.toHaveStarted({ times: 1 }));
    expect(often.message).toMatch(
      /^Flow "Thank you" started 2 times, not once:\n {2}order 1001 .*\n {2}order 2 /,
    );
    expect(often.message).not.toContain("Why not");
    expect([often.expected, often.actual]).toMatchObject([{ started: 1 }, { started: 2 }]);
    await place({ order_id: 3, total: 100 });
    const seldom = failureOf(() => flow.toHaveStarted({ times: 3 }));
    expect(seldom.message).toContain("started 2 times, not 3 times:");
    expect(seldom.message).toContain("Why not:\n  order 3 at");
  });
});

describe("a flow that did not start", () => {
  const whyNot = (account: ReturnType<typeof createAccount>, flow: string, order?: number): string =>
    failureOf(() =>
      account.privy.expect.flow(flow).toHaveStarted(order === undefined ? {} : { for: { order } }),
    ).message;

  it("says which condition does not hold", async () => {
    const account = createAccount({ flows });
    await account.place();
    expect(whyNot(account, "Thank you", 1001)).toBe(
      'Flow "Thank you" did not start for order 1001.\nWhy not:\n' +
        "  order 1001 at 2026-01-01T00:00:00.000Z: condition 2 of 2 does not hold (condition_failed): " +
        "order_value gte 100: this order's total is 95",
    );
    account.privy.expect
      .flow("Thank you")
      .notToHaveStarted({ for: { order: 1001 }, because: "condition_failed" })
      .notToHaveStarted({ for: { order: 1001 }, because: "condition_failed", conditionIndex: 1 });
  });

  it("says that the order was a bulk import", async () => {
    const account = createAccount({ flows });
    await account.place({ total: 100, initial_sync: true });
    expect(whyNot(account, "Thank you", 1001)).toContain("initial_sync (initial_sync): orders sent with");
    account.privy.expect
      .flow("Thank you")
      .notToHaveStarted({ for: { order: 1001 }, because: "initial_sync" });
  });

  it("says from when the contact may enter again", async () => {
    const account = createAccount({ flows });
    await account.place({ total: 100 });
    await account.place({ order_id: 2, total: 100 });
    expect(whyNot(account, "Thank you", 2)).toContain(
      "no re-entry yet (re_entry): this contact entered at 2026-01-01T00:00:00.000Z and may enter again from 2026-01-31T00:00:00.000Z",
    );
    expect(whyNot(account, "Thank you", 2)).toContain("It started for others:\n  order 1001 of cus_");
    account.privy.expect.flow("Thank you").notToHaveStarted({ for: { order: 2 }, because: "re_entry" });
  });

  it("says that it is switched off", async () => {
    const account = createAccount({ flows });
    await account.place();
    expect(whyNot(account, "Off")).toContain("switched off (inactive): this flow is switched off");
    account.privy.expect.flow("Off").notToHaveStarted({ because: "inactive" });
  });

  it("says what its trigger waits for", async () => {
    const account = createAccount({ flows });
    expect(whyNot(account, "Thank you")).toBe(
      'Flow "Thank you" did not start.\nNo order was received at all.',
    );
    await account.place({ fulfillment_status: "fulfilled" });
    expect(whyNot(account, "Review", 1001)).toContain("becomes delivered; that of order 1001 is fulfilled.");
    await account.place({ order_id: 2 });
    expect(whyNot(account, "Review", 2)).toContain("that of order 2 is not set.");
    expect(whyNot(account, "Review")).toMatch(/becomes delivered\.$/);
    expect(
      failureOf(() => account.privy.expect.flow("Review").notToHaveStarted({ because: "re_entry" })).message,
    ).toMatch(/^Flow "Review" did not start, but not because of re_entry\.\nIt was never evaluated/);
  });

  it("says that an order from before this flow was there will not start it", async () => {
    const before = createAccount();
    await before.place();
    const { privy } = createAccount({ flows });
    privy.restore(before.privy.snapshot());
    expect(
      failureOf(() => privy.expect.flow("Thank you").toHaveStarted({ for: { order: 1001 } })).message,
    ).toContain("fires for a new order only, not for an update");
  });

  it("must have been looked at, and for that reason alone, when a reason is expected", async () => {
    const { place, privy } = createAccount({ flows });
    await place();
    await place({ order_id: 2, initial_sync: true });
    const flow = privy.expect.flow("Thank you");
    const both = failureOf(() => flow.notToHaveStarted({ because: "initial_sync" }));
    expect(both.message).toMatch(
      /but not because of initial_sync\.\nWhy not:\n {2}order 2 .*\n {2}order 1001 /,
    );
    const other = failureOf(() =>
      flow.notToHaveStarted({ for: { order: 1001 }, because: "condition_failed", conditionIndex: 0 }),
    );
    expect(other.message).toContain("not because of condition_failed of condition 1.");
    expect(other.expected).toEqual({ started: 0, because: "condition_failed", conditionIndex: 0 });
  });

  it("cannot be shown by an order or a contact that never arrived", async () => {
    const { place, privy } = createAccount({ flows });
    await place({ order_id: 1002 });
    const flow = privy.expect.flow("Review");
    for (const expectation of ["toHaveStarted", "notToHaveStarted"] as const) {
      expect(failureOf(() => flow[expectation]({ for: { order: "1001" } })).message).toContain(
        "No order 1001 was received.\nOrders with a similar id were:\n  1002",
      );
      expect(failureOf(() => flow[expectation]({ for: { contact: "eva@example.com" } })).message).toContain(
        'There is no contact "eva@example.com".',
      );
    }
    flow
      .notToHaveStarted()
      .notToHaveStarted({ for: { order: 1002 } })
      .notToHaveStarted({ for: { contact: "ada@example.com" } });
  });

  it("still can be shown of a contact that was deleted", async () => {
    const { place, privy } = createAccount({ flows });
    await place({ total: 100 });
    await privy.client().contacts.delete(privy.contacts[0]?.id ?? "");
    privy.expect.flow("Thank you").toHaveStarted({ for: { contact: "Ada@example.com" } });
    privy.expect.flow("Review").notToHaveStarted({ for: { contact: "ada@example.com" } });
  });
});

describe("an expectation of a flow that cannot be meant", () => {
  it("is refused", () => {
    const { privy } = createAccount({ flows });
    expect(usageMessage(() => privy.expect.flow("Thank yuo"))).toBe(
      'The fake has no flow "Thank yuo". Did you mean "Thank you"? It has: "Thank you", "Review", "Off".',
    );
    expect(usageMessage(() => createAccount().privy.expect.flow("x"))).toContain("none; give it `flows`");
    const flow = privy.expect.flow("Off");
    // What a store without types would write.
    const start = (options: object): string => usageMessage(() => flow.toHaveStarted(options));
    const noStart = (options: object): string => usageMessage(() => flow.notToHaveStarted(options));
    expect(start({ times: 0 })).toContain("from 1");
    expect(start({ because: "re_entry" })).toContain("unknown option");
    expect(start({ for: { order: 2 ** 53 } })).toContain("as text or bigint");
    const form = '`for` takes { order: 1001 } or { contact: "kim@example.com" }';
    for (const bare of [1001, "1001", "kim@example.com", null]) expect(start({ for: bare })).toBe(`${form}.`);
    for (const both of [{}, { order: 1001, contact: "kim@example.com" }, { contact: 1001 }]) {
      expect(noStart({ for: both })).toBe(`${form}: exactly one of the two.`);
    }
    expect(start({ for: { ordr: 1001 } })).toContain("did you mean order?");
    expect(noStart({ times: 1 })).toContain("unknown option");
    expect(noStart({ because: "reentry" })).toContain("did you mean re_entry?");
    expect(noStart({ because: "re_entry", conditionIndex: 0 })).toContain('"condition_failed" only');
  });
});
