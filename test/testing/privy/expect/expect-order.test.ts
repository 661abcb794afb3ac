import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";
import { failureOf, usageMessage } from "../../../support/fake-errors.js";

describe("an order that was received", () => {
  it("can be expected under every spelling of its id, and in a chain", async () => {
    const { place, privy } = createAccount({ integrations: [{ token: "i", name: "Main shop" }] });
    await place({ financial_status: "paid" });
    for (const id of [1001, 1001n, "1001", "01001"]) {
      privy.expect
        .order(id)
        .toHaveBeenReceived()
        .toHaveBeenReceived({ times: 1 })
        .toMatch({ financial_status: "paid", total_amount: "95.00" })
        .toBeTiedTo("Main shop")
        .toBelongTo("ADA@example.com");
    }
  });

  it("is counted when its answer got lost, but not when it was refused", async () => {
    const { place, privy } = createAccount();
    privy.failNext("answer-lost");
    await expect(place()).rejects.toThrow("fetch failed");
    privy.failNext({ status: 503, stored: true });
    privy.failNext("503");
    await place();
    await place();
    await place({ total: "x" });
    privy.expect.order(1001).toHaveBeenReceived({ times: 2 });
    const { message, expected, actual } = failureOf(() =>
      privy.expect.order(1001).toHaveBeenReceived({ times: 4 }),
    );
    expect([expected, actual]).toEqual([4, 2]);
    expect(message.split("\n")).toEqual([
      "Order 1001 was received 2 times, not 4.",
      "Its requests were:",
      expect.stringMatching(/^ {2}req_1, .* and created the order, by the fault "answer-lost" of failNext$/),
      expect.stringMatching(/^ {2}req_2, .* got 503 .* and updated the order, by the fault/),
      expect.stringMatching(/^ {2}req_3, POST \/v1\/orders\/placed at \S+, got 503 \w+, by the f/),
      expect.stringMatching(/^ {2}req_4, .* got 422 validation_failed \(total .*\)$/),
    ]);
  });

  it("counts a request once however its id was spelt", async () => {
    const { place, privy } = createAccount();
    await place({ order_id: "1001" });
    await place({ order_id: 1001 });
    await place({ order_id: "0001001" });
    privy.expect.order("1001").toHaveBeenReceived({ times: 3 });
  });

  it("says so when it was not to be, with the request that did it", async () => {
    const { place, privy } = createAccount();
    privy.expect.order(1001).notToHaveBeenReceived();
    await place();
    expect(failureOf(() => privy.expect.order(1001).notToHaveBeenReceived()).message).toBe(
      "Order 1001 was received at 2026-01-01T00:00:00Z.\n" +
        "  req_1, POST /v1/orders/placed at 2026-01-01T00:00:00.000Z, got 201 and created the order",
    );
  });

  it("cannot be counted once the log has dropped requests", async () => {
    const { place, privy } = createAccount({ keepRequests: 2 });
    await place();
    await place();
    privy.expect.order(1001).toHaveBeenReceived({ times: 2 });
    await place();
    privy.expect.order(1001).toHaveBeenReceived();
    expect(usageMessage(() => privy.expect.order(1001).toHaveBeenReceived({ times: 2 }))).toContain(
      "keepRequests",
    );
  });
});

describe("an order that was not received", () => {
  const missing = (privy: ReturnType<typeof createAccount>["privy"], id: string): string =>
    failureOf(() => privy.expect.order(id).toHaveBeenReceived()).message;

  it("is named beside those with a similar id", async () => {
    const { place, privy } = createAccount();
    for (const order_id of [1002, 10010, 777777, 7, 1001888888, 9991001]) await place({ order_id });
    expect(missing(privy, "1001")).toBe(
      "No order 1001 was received.\nOrders with a similar id were:\n  1002\n  10010\n  1001888888\n  9991001",
    );
    expect(missing(privy, "55")).toBe(
      "No order 55 was received.\nOthers were:\n  1002\n  10010\n  777777\n  7\n  1001888888\n  … and 1 more",
    );
  });

  it("is named beside the last digits that a number lost", async () => {
    const { place, privy } = createAccount();
    await place({ order_id: 9007199254740992n });
    expect(missing(privy, "9007199254740993")).toContain("  9007199254740992");
  });

  it("is explained by the requests that were refused, field by field", async () => {
    const { place, privy } = createAccount();
    await place({ total: "x", email: "nobody" });
    expect(missing(privy, "1001")).toMatch(
      /^No order 1001 was received\.\nIt was sent, but not stored:\n {2}req_1, .* 422 validation_failed \(total [^;]+; email [^;]+\)$/,
    );
  });

  it("is explained by an unreadable id", async () => {
    const { place, privy } = createAccount();
    await place({ order_id: "A-1001" });
    await place({}, { text: "{" });
    const message = missing(privy, "1001");
    expect(message).toContain("with an unreadable order_id were refused:\n  req_1");
    expect(message).toContain("(order_id must be an integer)\n  req_2");
  });

  it("is explained by what else came, or by nothing having come at all", async () => {
    const { place, privy } = createAccount();
    expect(missing(privy, "1001")).toContain("No request has reached this fake at all");
    await place({}, { method: "GET", path: "/v1/contacts" });
    expect(missing(privy, "1001")).toContain(
      "The requests that reached this fake are:\n  req_1, GET /v1/contacts",
    );
  });

  it("is not listed endlessly", async () => {
    const { place, privy } = createAccount({ rateLimit: false });
    for (let id = 1; id <= 50; id += 1) await place({ order_id: 1_000_000 + id });
    expect(missing(privy, "1000100").split("\n")).toHaveLength(8);
    expect(missing(privy, "1000100")).toContain("… and ");
  });
});

describe("an order that is otherwise than expected", () => {
  it("is shown by the fields that were asked for, as a diff", async () => {
    const { place, privy } = createAccount();
    await place({
      financial_status: "pending",
      line_items: [{ sku: "a", quantity: 1, price: 5 }],
      shipping_address: { city: "Oslo", country_code: "NO" },
    });
    const { message, expected, actual } = failureOf(() =>
      privy.expect.order(1001).toMatch({
        total_amount: /^\d+\.\d\d$/,
        financial_status: "paid",
        line_items: [{ sku: "a", quantity: 2 }],
        shipping_address: { country_code: "NO" },
        customer_id: "42",
        phone: undefined,
      }),
    );
    expect(message).toBe(
      [
        "Order 1001 is not as expected.",
        "",
        "- expected",
        "+ found",
        "",
        "  {",
        '-   "customer_id": "42",',
        '-   "financial_status": "paid",',
        '+   "financial_status": "pending",',
        '    "line_items": [',
        "      {",
        '-       "quantity": 2,',
        '+       "quantity": 1,',
        '        "sku": "a",',
        "      },",
        "    ],",
        "  …",
      ].join("\n"),
    );
    expect(expected).toMatchObject({ financial_status: "paid" });
    expect(actual).toMatchObject({ financial_status: "pending", line_items: [{ sku: "a", quantity: 1 }] });
  });

  it("takes the matchers of the test framework", async () => {
    const { place, privy } = createAccount();
    await place();
    privy.expect.order(1001).toMatch({ created_at: expect.any(String), email: expect.stringContaining("@") });
    expect(
      failureOf(() => privy.expect.order(1001).toMatch({ email: expect.stringContaining("%") })).message,
    ).toContain('-   "email": StringContaining');
  });

  it("shows a field that was not to be there", async () => {
    const { place, privy } = createAccount();
    await place({ phone: "+14155550123" });
    expect(failureOf(() => privy.expect.order(1001).toMatch({ phone: undefined })).message).toContain(
      '-   "phone": undefined,\n+   "phone": "+14155550123",',
    );
  });

  it("is refused when the field has another name, or there is none", async () => {
    const { place, privy } = createAccount();
    await place();
    // What a store without types would write.
    const match = (fields: object): string => usageMessage(() => privy.expect.order(1001).toMatch(fields));
    expect(match({ total: 95 })).toContain("Did you mean total_amount?");
    expect(match({ currency: "USD" })).toContain("Did you mean currency_code?");
    expect(match({ order_date: "x" })).toContain("Did you mean placed_at?");
    expect(match({ financialStatus: "paid" })).toContain("Did you mean financial_status?");
    expect(match({ constructor: 1 })).toContain("An order has no field");
    expect(match(JSON.parse('{"__proto__": 1}'))).toContain("An order has no field");
    expect(match({})).toContain("the fields to compare");
    expect(match([])).toContain("the fields to compare");
  });
});

describe("the integration of an order", () => {
  it("is named when it is another one, or none, with the reason", async () => {
    const { place, privy } = createAccount({
      integrations: [
        { token: "secret-a", name: "Main shop", id: "int_a" },
        { token: "secret-b", name: "Other shop", id: "int_b" },
      ],
    });
    await place({}, { headers: { "x-privy-integration-token": "secret-b" } });
    await place({ order_id: 2 });
    privy.expect.order(1001).toBeTiedTo("int_b");
    privy.expect.order(2).toBeTiedTo(null);
    const failures = [
      failureOf(() => privy.expect.order(1001).toBeTiedTo("Main shop")),
      failureOf(() => privy.expect.order(1001).toBeTiedTo(null)),
      failureOf(() => privy.expect.order(2).toBeTiedTo("Main shop")),
    ].map(({ message }) => message);
    expect(failures).toEqual([
      'Order 1001 is tied to "Other shop" (int_b); it was expected to be tied to "Main shop".',
      'Order 1001 is tied to "Other shop" (int_b); it was expected to be tied to none.',
      "Order 2 is tied to no Custom Integration (its last request, req_2, had no X-Privy-Integration-Token, and the " +
        'account has 2 active ones); it was expected to be tied to "Main shop".',
    ]);
    expect(usageMessage(() => privy.expect.order(2).toBeTiedTo("Main shpo"))).toContain(
      'Did you mean "Main shop"?',
    );
    const secret = usageMessage(() => privy.expect.order(2).toBeTiedTo("secret-a"));
    expect(secret).toContain("no Custom Integration of that name or id");
    expect(secret).not.toContain("secret-a");
  });
});

describe("the contact of an order", () => {
  it("is named when it is another one", async () => {
    const { place, privy } = createAccount();
    await place();
    const other = failureOf(() => privy.expect.order(1001).toBelongTo("adda@example.com"));
    expect(other.message).toMatch(
      /^Order 1001 belongs to ada@example.com, cus_\w+, not to "adda@example.com"\.\nThere is no contact "adda@example.com"\.\nSimilar ones are:\n {2}ada@example.com/,
    );
    await place({ order_id: 2, email: "eve@example.com" });
    expect(failureOf(() => privy.expect.order(2).toBelongTo("ada@example.com")).message).toMatch(
      /^Order 2 belongs to eve@example.com, cus_\w+, not to "ada@example.com"\.$/,
    );
  });
});

describe("an expectation of an order that cannot be meant", () => {
  it("is refused", async () => {
    const { place, privy } = createAccount();
    await place();
    expect(usageMessage(() => privy.expect.order(2 ** 53))).toContain("as text or bigint");
    expect(usageMessage(() => privy.expect.order("A-1"))).toContain("must be an integer");
    const order = privy.expect.order(1001);
    for (const times of [0, -1, 1.5, Number.NaN]) {
      expect(usageMessage(() => order.toHaveBeenReceived({ times }))).toContain("whole number from 1");
    }
    const typo: object = { time: 2 };
    expect(usageMessage(() => order.toHaveBeenReceived(typo))).toContain("did you mean times?");
  });
});
