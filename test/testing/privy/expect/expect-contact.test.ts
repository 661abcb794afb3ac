import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";
import { failureOf, usageMessage } from "../../../support/fake-errors.js";

describe("a contact", () => {
  it("can be expected by email, phone and id", async () => {
    const { place, privy } = createAccount();
    await place({ phone: "+14155550123", shipping_address: { name: "Ada Lovelace" } });
    for (const key of ["ADA@example.com", "(415) 555-0123", privy.contacts[0]?.id ?? ""]) {
      privy.expect.contact(key).toExist().toMatch({ first_name: "Ada", email_consent: "never_subscribed" });
    }
    expect(failureOf(() => privy.expect.contact("ada@example.com").toMatch({ tags: ["vip"] })).message).toBe(
      'Contact "ada@example.com" is not as expected.\n\n- expected\n+ found\n\n  {\n-   "tags": [\n-     "vip",\n-   ],\n+   "tags": [],\n  }',
    );
  });

  it("that was not to be there is named", async () => {
    const { place, privy } = createAccount();
    privy.expect.contact("ada@example.com").notToExist();
    await place();
    expect(failureOf(() => privy.expect.contact("ada@example.com").notToExist()).message).toMatch(
      /^There is a contact "ada@example.com": cus_\w+, since 2026-01-01T00:00:00Z\.$/,
    );
  });
});

describe("a contact that is not there", () => {
  const missing = (account: ReturnType<typeof createAccount>, key: string): string =>
    failureOf(() => account.privy.expect.contact(key).toExist()).message;

  it("is named beside those with a similar email, also one that differs in its letters' case", async () => {
    const account = createAccount({ decisions: { emailMatch: "exact" } });
    await account.place({ email: "Ada@example.com" });
    await account.place({ order_id: 2, email: "zoe@shop.test" });
    expect(missing(account, "ada@example.com")).toMatch(
      /^There is no contact "ada@example.com"\.\nSimilar ones are:\n {2}Ada@example.com, cus_\w+$/,
    );
    expect(missing(account, "somebody.else@example.org")).toContain("Others are:\n  Ada@example.com");
  });

  it("is explained by its having been deleted", async () => {
    const account = createAccount();
    await account.place({ phone: "+14155550123" });
    const { id = "" } = account.privy.contacts[0] ?? {};
    await account.privy.client().contacts.delete(id);
    for (const key of ["ada@example.com", "ADA@example.com", "(415) 555-0123", id]) {
      expect(missing(account, key)).toContain(
        `There was one, ${id}; it was deleted at 2026-01-01T00:00:00Z.`,
      );
    }
    account.privy.expect.contact(id).notToExist();
  });

  it("is explained by a request that was refused", async () => {
    const account = createAccount();
    await account.place({ total: "x" });
    expect(missing(account, "ADA@example.com")).toMatch(
      /^There is no contact "ADA@example.com"\.\nIt was sent, but refused:\n {2}req_1, POST .* \(total /,
    );
    expect(missing(account, "eve@example.com")).toBe(
      'There is no contact "eve@example.com".\nThe account has no contacts.',
    );
  });
});

describe("a contact's consent history", () => {
  it("is expected step by step, as far as one likes, and of a deleted contact too", async () => {
    const { place, privy } = createAccount();
    await place({ accepts_email_marketing: true });
    const client = privy.client();
    const { id = "" } = privy.contacts[0] ?? {};
    await client.contacts.update(id, { email_consent: "unsubscribed" });
    await client.contacts.delete(id);
    privy.expect.contact("ada@example.com").toHaveConsentHistory([
      { channel: "email", from: null, to: "subscribed", because: { operation: "POST /v1/orders/placed" } },
      { from: "subscribed", to: "unsubscribed", because: { requestId: "req_2" } },
    ]);
    const { message } = failureOf(() =>
      privy.expect.contact(id).toHaveConsentHistory([{ to: "subscribed" }, { to: "suppressed" }]),
    );
    expect(message).toContain('-     "to": "suppressed",\n+     "to": "unsubscribed",');
    expect(
      failureOf(() => privy.expect.contact(id).toHaveConsentHistory([{ to: "subscribed" }])).message,
    ).toContain('+     "from": "subscribed",');
    expect(failureOf(() => privy.expect.contact(id).toHaveConsentHistory([])).message).toContain("is not as");
  });

  it("can be expected to be empty, but not of a missing contact", async () => {
    const { place, privy } = createAccount();
    await place();
    privy.expect.contact("ada@example.com").toHaveConsentHistory([]);
    expect(
      failureOf(() => privy.expect.contact("eve@example.com").toHaveConsentHistory([])).message,
    ).toContain("There is no contact");
  });
});

describe("an expectation of a contact that cannot be meant", () => {
  it("is refused", async () => {
    const { place, privy } = createAccount();
    await place();
    // What a store without types would write.
    const anything = (value: unknown): never => value as never;
    const contact = privy.expect.contact("ada@example.com");
    expect(usageMessage(() => privy.expect.contact(""))).toContain("its email, its phone or its id");
    expect(usageMessage(() => privy.expect.contact(anything(undefined)))).toContain("its email");
    expect(usageMessage(() => contact.toMatch(anything({ phone: "x" })))).toContain(
      "Did you mean phone_number?",
    );
    expect(usageMessage(() => contact.toMatch({}))).toContain("the fields to compare");
    expect(usageMessage(() => contact.toHaveConsentHistory(anything({ to: "x" })))).toContain(
      "a list of changes",
    );
    expect(usageMessage(() => contact.toHaveConsentHistory(anything([{ consent: "x" }])))).toContain(
      "A change of consent has no field",
    );
    expect(usageMessage(() => contact.toHaveConsentHistory([{}]))).toContain("the fields to compare");
  });
});
