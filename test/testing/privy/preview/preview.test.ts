import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAccount, order } from "../../../support/fake.js";
import { usageMessage } from "../../../support/fake-errors.js";

const flows = [
  { name: "Every order", trigger: "order_placed", exitWhenContactBuys: true },
  { name: "Once", trigger: "order_placed", entry: { frequency: "never" } },
  {
    name: "Second",
    trigger: "order_placed",
    conditions: [{ type: "order_count", operator: "eq", value: 2 }],
  },
  { name: "Received", trigger: "order_received" },
] as const;

const orders = fc.record(
  {
    order_id: fc.integer({ min: 1, max: 4 }),
    total: fc.constantFrom<unknown>(95, 10.5, "x"),
    email: fc.constantFrom("ada@example.com", "ADA@example.com", "eve@example.com"),
    phone: fc.constantFrom("+14155550123", "+14155550124"),
    fulfillment_status: fc.constantFrom("delivered", "fulfilled"),
    accepts_email_marketing: fc.boolean(),
    accepts_sms_marketing: fc.boolean(),
    initial_sync: fc.boolean(),
    unknown: fc.constant(1),
  },
  { requiredKeys: ["order_id", "total", "email"] },
);

/** Everything that a test can see. */
function seen({ privy }: ReturnType<typeof createAccount>) {
  const { contacts, deletedContacts, flowRuns, flowEvaluations, requests, welcomeSms, rateLimit } = privy;
  return structuredClone({
    orders: privy.orders,
    contacts,
    deletedContacts,
    flowRuns,
    flowEvaluations,
    requests: requests.map(({ id }) => id),
    welcomeSms,
    rateLimit,
    consents: contacts.map(({ id }) => privy.consentHistory(id)),
  });
}

describe("a preview of an order", () => {
  it("is what then happens, and changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(orders, { minLength: 1, maxLength: 8 }), async (sequence) => {
        const account = createAccount({ flows, rateLimit: false });
        for (const fields of sequence) {
          const body = { ...order, ...fields };
          const before = seen(account);
          const preview = account.privy.preview(body);
          expect(account.privy.preview(body)).toEqual(preview);
          expect(seen(account)).toEqual(before);
          const answer = await account.place(fields);
          const request = account.privy.request(account.privy.requests.length);
          expect(preview).toEqual({
            status: answer.status,
            outcome: request?.outcome,
            errorCode: request?.errorCode,
            errorDetails: request?.errorDetails ?? [],
            ignoredFields: request?.ignoredFields ?? [],
            effects: request?.effects,
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("says which fields are wrong, and ties the order as the header would", () => {
    const { privy } = createAccount({ integrations: [{ id: "int_a", token: "a" }, { token: "b" }] });
    expect(privy.preview({ ...order, total: "x" })).toMatchObject({
      status: 422,
      errorCode: "validation_failed",
      errorDetails: [{ field: "total", message: "is not a number" }],
      effects: undefined,
    });
    expect(privy.preview(order, { integrationToken: "a" }).effects?.order?.after.integration_id).toBe(
      "int_a",
    );
    expect(privy.preview(order, { integrationToken: "c" }).status).toBe(422);
    expect(privy.preview({ ...order, order_id: 9007199254740993n }).effects?.order?.after.order_id).toBe(
      "9007199254740993",
    );
  });

  it("refuses what is not an order at all", () => {
    const { privy } = createAccount();
    // What a store without types would write.
    // What a test without types may pass.
    for (const wrong of [[], null, "1001"] as unknown as object[]) {
      expect(usageMessage(() => privy.preview(wrong))).toContain("as a plain object");
    }
    expect(usageMessage(() => privy.preview(order, { integration: "a" } as object))).toContain(
      "integrationToken",
    );
  });
});
