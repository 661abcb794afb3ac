import * as forJest from "privy-orders/testing/jest";
import { type PrivyMatchers, privyMatchers } from "privy-orders/testing/vitest";
import { describe, expect, expectTypeOf, it } from "vitest";
import { createAccount } from "../../../support/fake.js";
import { refusalOf } from "../../../support/fake-errors.js";

expect.extend(privyMatchers);

const flows = [
  { name: "Thank you", trigger: "order_placed" },
  { name: "Review", trigger: "order_received" },
] as const;

/** How a matcher fails: the message that a developer reads. */
function messageOf(assertion: () => unknown): string {
  try {
    assertion();
  } catch (error) {
    if (error instanceof Error && error.name !== "FakeUsageError") return error.message;
    throw error;
  }
  throw new Error("The assertion holds");
}

async function createShop(): Promise<ReturnType<typeof createAccount>> {
  const account = createAccount({ flows, integrations: [{ name: "Main shop", token: "secret" }] });
  await account.place({ financial_status: "paid", accepts_email_marketing: true });
  return account;
}

describe("the matchers in Vitest", () => {
  it("hold for what is there", async () => {
    const { privy } = await createShop();
    const [first] = privy.requests;
    expect(privy).toHaveReceivedOrder("1001");
    expect(privy).toHaveReceivedOrder(1001n, { financial_status: "paid" });
    expect(privy).toHaveReceivedOrderTimes("1001", 1);
    expect(privy).toHaveTiedOrder("1001", "Main shop");
    expect(privy).toHaveStartedFlow("Thank you");
    expect(privy).toHaveStartedFlow("Thank you", { times: 1, for: { contact: "ada@example.com" } });
    expect(privy).toHaveContact("ada@example.com");
    expect(privy).toHaveContact("ada@example.com", { email_consent: "subscribed" });
    expect(privy).toHaveConsentHistory("ada@example.com", [{ channel: "email", to: "subscribed" }]);
    const mark = privy.mark();
    expect(privy).not.toHaveReceivedRequestAfter(mark);
    if (first !== undefined) expect(privy).not.toHaveReceivedRequestAfter(first);
  });

  it("hold with not for what is otherwise", async () => {
    const { place, privy } = await createShop();
    const mark = privy.mark();
    await place();
    expect(privy).not.toHaveReceivedOrder("1002");
    expect(privy).not.toHaveReceivedOrder("1001", { financial_status: "refunded" });
    expect(privy).not.toHaveReceivedOrderTimes("1001", 1);
    expect(privy).not.toHaveTiedOrder("1001", null);
    expect(privy).not.toHaveStartedFlow("Review", { for: { order: "1001" } });
    expect(privy).not.toHaveContact("eve@example.com");
    expect(privy).not.toHaveContact("ada@example.com", { email_consent: "unsubscribed" });
    expect(privy).not.toHaveConsentHistory("ada@example.com", []);
    expect(privy).toHaveReceivedRequestAfter(mark);
  });

  it("fail in the words of privy.expect", async () => {
    const { privy } = await createShop();
    expect(messageOf(() => expect(privy).toHaveReceivedOrder("1002"))).toContain(
      "No order 1002 was received.\nOrders with a similar id were:\n  1001",
    );
    expect(
      messageOf(() => expect(privy).toHaveReceivedOrder("1001", { financial_status: "voided" })),
    ).toContain('+   "financial_status": "paid",');
    expect(messageOf(() => expect(privy).toHaveReceivedOrderTimes("1001", 2))).toContain("1 times, not 2");
    expect(messageOf(() => expect(privy).toHaveTiedOrder("1001", null))).toContain('tied to "Main shop"');
    expect(messageOf(() => expect(privy).toHaveStartedFlow("Review", { for: { order: 1001 } }))).toContain(
      "that of order 1001 is not set",
    );
    expect(messageOf(() => expect(privy).toHaveContact("adda@example.com"))).toContain("Similar ones are");
    expect(messageOf(() => expect(privy).toHaveContact("ada@example.com", { tags: ["vip"] }))).toContain(
      '+   "tags": []',
    );
    expect(messageOf(() => expect(privy).toHaveConsentHistory("ada@example.com", []))).toContain(
      '"to": "subscribed"',
    );
    expect(messageOf(() => expect(privy).toHaveReceivedRequestAfter(privy.mark()))).toBe(
      "No request has come.",
    );
  });

  it("fail with not in words that say what happened after all", async () => {
    const { place, privy } = await createShop();
    const mark = privy.mark();
    await place();
    expect(messageOf(() => expect(privy).not.toHaveReceivedOrder("1001"))).toContain(
      "Order 1001 was received at 2026-01-01T00:00:00Z.\n  req_1",
    );
    expect(
      messageOf(() => expect(privy).not.toHaveReceivedOrder("1001", { financial_status: "paid" })),
    ).toContain('and matches, although it must not:\n\n{\n  "financial_status": "paid",\n}');
    expect(messageOf(() => expect(privy).not.toHaveReceivedOrderTimes("1001", 2))).toContain(
      "exactly 2 times",
    );
    expect(messageOf(() => expect(privy).not.toHaveTiedOrder("1001", "Main shop"))).toBe(
      'Order 1001 is tied to "Main shop".',
    );
    expect(
      messageOf(() => expect(privy).not.toHaveStartedFlow("Thank you", { for: { order: "1001" } })),
    ).toContain('Flow "Thank you" started once for order 1001:\n  order 1001 of cus_');
    expect(
      messageOf(() =>
        expect(privy).not.toHaveStartedFlow("Review", { for: { order: "1001" }, because: "initial_sync" }),
      ),
    ).toContain("but not because of initial_sync");
    expect(messageOf(() => expect(privy).not.toHaveContact("ada@example.com"))).toContain(
      "There is a contact",
    );
    expect(
      messageOf(() => expect(privy).not.toHaveContact("ada@example.com", { email_consent: "subscribed" })),
    ).toContain("matches, although it must not");
    expect(
      messageOf(() => expect(privy).not.toHaveConsentHistory("ada@example.com", [{ to: "subscribed" }])),
    ).toContain("matches, although it must not");
    expect(messageOf(() => expect(privy).not.toHaveReceivedRequestAfter(mark))).toContain("1 request came");
  });

  it("never hold with not because the contact is missing", async () => {
    const { privy } = await createShop();
    for (const assertion of [
      () => expect(privy).not.toHaveReceivedOrder("1002", { financial_status: "paid" }),
      () => expect(privy).not.toHaveReceivedOrderTimes("1002", 2),
      () => expect(privy).not.toHaveTiedOrder("1002", "Main shop"),
      () => expect(privy).not.toHaveStartedFlow("Review", { for: { order: "1002" } }),
    ]) {
      expect(messageOf(assertion)).toContain("No order 1002 was received");
    }
    for (const assertion of [
      () => expect(privy).not.toHaveContact("eve@example.com", { email_consent: "subscribed" }),
      () => expect(privy).not.toHaveConsentHistory("eve@example.com", []),
    ]) {
      expect(messageOf(assertion)).toContain('There is no contact "eve@example.com"');
    }
  });

  it("are refused where they cannot be meant, with not as without", async () => {
    const { privy } = await createShop();
    expect(refusalOf(() => expect(privy).toHaveStartedFlow("Thanks")).message).toContain("no flow");
    expect(refusalOf(() => expect(privy).not.toHaveStartedFlow("Thanks")).message).toContain("no flow");
    expect(refusalOf(() => expect(privy).not.toHaveStartedFlow("Review", { times: 2 })).message).toContain(
      "unknown option",
    );
    expect(refusalOf(() => expect(privy).not.toHaveTiedOrder("1001", "secret")).message).not.toContain(
      "secret",
    );
    for (const wrong of [undefined, null, privy.orders, {}, "privy"]) {
      expect(refusalOf(() => expect(wrong).toHaveReceivedOrder("1001")).message).toContain("the fake itself");
      expect(refusalOf(() => expect(wrong).not.toHaveReceivedOrder("1001")).message).toContain(
        "the fake itself",
      );
    }
  });
});

describe("the matchers in Jest", () => {
  it("are the same, and can be called as Jest calls them", async () => {
    expect(forJest.privyMatchers).toBe(privyMatchers);
    const { privy } = await createShop();
    const { toHaveReceivedOrder } = forJest.privyMatchers;
    const call = (isNot: boolean, orderId: string) => toHaveReceivedOrder.call({ isNot }, privy, orderId);
    // Jest turns the verdict round for `not`: with it, a pass is a failure.
    expect([call(false, "1001").pass, call(false, "1002").pass]).toEqual([true, false]);
    expect([call(true, "1001").pass, call(true, "1002").pass]).toEqual([true, false]);
    expect(call(false, "1002").message()).toContain("No order 1002");
    expect(call(true, "1001").message()).toContain("Order 1001 was received at");
  });

  it("understand the failures of another copy of the package", () => {
    const failure = Object.assign(new Error("No order 7"), { name: "FakeAssertionError" });
    const fail = (): never => {
      throw failure;
    };
    const other = { mark: () => undefined, expect: { order: () => ({ toHaveBeenReceived: fail }) } };
    const verdict = privyMatchers.toHaveReceivedOrder.call({ isNot: false }, other, "7");
    expect([verdict.pass, verdict.message()]).toEqual([false, "No order 7"]);
  });
});

describe("the types of the matchers", () => {
  it("reach expect of Vitest and of Jest", () => {
    const { privy } = createAccount();
    expectTypeOf(expect(privy).toHaveReceivedOrder).toEqualTypeOf<PrivyMatchers["toHaveReceivedOrder"]>();
    expectTypeOf<jest.Matchers<Promise<void>>["toHaveContact"]>().toEqualTypeOf<
      PrivyMatchers<Promise<void>>["toHaveContact"]
    >();
    expectTypeOf<{ financial_status: "paid"; order_id: string }>().toExtend<
      NonNullable<Parameters<PrivyMatchers["toHaveReceivedOrder"]>[1]>
    >();
    // @ts-expect-error the order's answer has no such field
    const wrong = () => expect(privy).toHaveReceivedOrder("1001", { total: 95 });
    expect(wrong).toThrow("Did you mean total_amount?");
  });
});
