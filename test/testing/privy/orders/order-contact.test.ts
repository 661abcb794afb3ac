import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";

describe("the contact of an order", () => {
  it("is created as the contact pages show one", async () => {
    const { place, privy } = createAccount();
    await place({ phone: "415 555 0123", shipping_address: { first_name: "Ada", last_name: "Lovelace" } });
    expect(privy.contacts).toEqual([
      {
        id: expect.stringMatching(/^cus_[a-z0-9]{16}$/),
        first_name: "Ada",
        last_name: "Lovelace",
        email: "ada@example.com",
        email_consent: "never_subscribed",
        phone_number: "+14155550123",
        sms_consent: "never_subscribed",
        tags: [],
        custom_fields: {},
        created_at: "2026-01-01T00:00:00Z",
        updated_at: "2026-01-01T00:00:00Z",
        deleted_at: null,
      },
    ]);
    expect(privy.orders[0]?.contact_id).toBe(privy.contacts[0]?.id);
  });

  it("is found by its email, whatever the case and the phone", async () => {
    const { place, privy } = createAccount();
    await place({ order_id: 1, phone: "+14155550123" });
    await place({ order_id: 2, email: "ADA@Example.com", phone: "+14155550199" });
    expect(privy.contacts).toHaveLength(1);
    expect(privy.orders.map(({ contact_id }) => contact_id)).toEqual([
      privy.contacts[0]?.id,
      privy.contacts[0]?.id,
    ]);
  });

  it("is found by phone only when no email is sent", async () => {
    const { place, privy } = createAccount();
    await place({ order_id: 1, phone: "+14155550123" });
    await place({ order_id: 2, email: undefined, phone: "(415) 555-0123" });
    expect(privy.contacts).toHaveLength(1);
    await place({ order_id: 3, email: "eve@example.com", phone: "+14155550123" });
    expect(privy.contacts.map(({ email }) => email)).toEqual(["ada@example.com", "eve@example.com"]);
    expect(privy.order(3)?.contact_id).toBe(privy.contacts[1]?.id);
  });

  const names: readonly (readonly [
    string,
    Readonly<Record<string, unknown>>,
    string | null,
    string | null,
  ])[] = [
    [
      "the shipping address",
      { shipping_address: { first_name: "Ada" }, billing_address: { first_name: "Eve" } },
      "Ada",
      null,
    ],
    [
      "billing when shipping has none",
      { shipping_address: { city: "Rome" }, billing_address: { last_name: "Byron" } },
      null,
      "Byron",
    ],
    [
      "one name, split on white space",
      { shipping_address: { name: "  Ada  King   Lovelace " } },
      "Ada",
      "King Lovelace",
    ],
    ["one word", { billing_address: { name: "Ada" } }, "Ada", null],
    [
      "separate names before one name",
      { shipping_address: { name: "Eve X", first_name: "Ada", last_name: "" } },
      "Ada",
      null,
    ],
    ["no name that is not text", { shipping_address: { first_name: 5, name: { a: 1 } } }, null, null],
    ["no address", {}, null, null],
  ];
  for (const [why, fields, first, last] of names) {
    it(`is named after ${why}`, async () => {
      const { place, privy } = createAccount();
      await place(fields);
      expect(privy.contacts[0]).toMatchObject({ first_name: first, last_name: last });
    });
  }

  it("keeps its own name and number when it exists already", async () => {
    const { place, privy } = createAccount();
    await place({ order_id: 1 });
    const before = privy.contacts[0];
    await privy.clock.advance("1d");
    await place({ order_id: 2, phone: "+14155550123", shipping_address: { name: "Ada L" } });
    expect(privy.contacts[0]).toBe(before);
  });

  it("gets no phone that another contact has", async () => {
    const { place, privy } = createAccount();
    await place({ order_id: 1, email: "ada@example.com", phone: "+14155550123" });
    await place({
      order_id: 2,
      email: "eve@example.com",
      phone: "+14155550123",
      accepts_sms_marketing: true,
    });
    expect(privy.contact("eve@example.com")).toMatchObject({
      phone_number: null,
      sms_consent: "never_subscribed",
    });
    expect(privy.contact("+14155550123")?.email).toBe("ada@example.com");
    expect(privy.order(2)?.phone).toBe("+14155550123");
  });
});

describe("opt-ins", () => {
  it("count when the order creates the contact", async () => {
    const { place, privy } = createAccount();
    await place({ accepts_email_marketing: true, accepts_sms_marketing: true, phone: "+14155550123" });
    expect(privy.contacts[0]).toMatchObject({ email_consent: "subscribed", sms_consent: "single_opt_in" });
  });

  it("leave an existing contact alone, in both directions", async () => {
    const { place, privy } = createAccount();
    await place({ order_id: 1, email: "in@example.com", accepts_email_marketing: true });
    await place({ order_id: 2, email: "in@example.com", accepts_email_marketing: false });
    await place({ order_id: 3, email: "out@example.com", phone: "+14155550123" });
    await place({
      order_id: 4,
      email: "out@example.com",
      phone: "+14155550123",
      accepts_email_marketing: true,
      accepts_sms_marketing: true,
    });
    expect(privy.contact("in@example.com")?.email_consent).toBe("subscribed");
    expect(privy.contact("out@example.com")).toMatchObject({
      email_consent: "never_subscribed",
      sms_consent: "never_subscribed",
    });
  });

  it("of an earlier call do not subscribe the contact that a later call relinks the order to", async () => {
    const { place, privy } = createAccount();
    await place({ accepts_email_marketing: true });
    await place({ email: "eve@example.com" });
    expect(privy.contact("eve@example.com")?.email_consent).toBe("never_subscribed");
  });

  it("do not touch a contact who is suppressed for compliance, though the order is stored", async () => {
    for (const existingEmailConsent of ["leave", "subscribe"] as const) {
      const { privy, place } = createAccount({ decisions: { existingEmailConsent } });
      const planted = privy.addContact({ email: "ada@example.com", email_consent: "compliance_suppressed" });
      expect((await place({ accepts_email_marketing: true })).status).toBe(201);
      expect(privy.contact(planted.id)).toBe(planted);
      expect(privy.order(1001)?.contact_id).toBe(planted.id);
    }
  });
});

describe("a deleted contact that an order matches", () => {
  it("is restored under its old id with the order's data", async () => {
    const { privy, place, deleted } = createAccount();
    const id = await deleted({ first_name: "Planted", email_consent: "unsubscribed" });
    await privy.clock.advance("1h");
    await place({
      accepts_email_marketing: true,
      phone: "+14155550123",
      shipping_address: { name: "Ada Lovelace" },
    });
    expect(privy.contacts).toEqual([
      expect.objectContaining({
        id,
        first_name: "Ada",
        last_name: "Lovelace",
        phone_number: "+14155550123",
        email_consent: "subscribed",
        created_at: "2026-01-01T00:00:00Z",
        updated_at: "2026-01-01T01:00:00Z",
        deleted_at: null,
      }),
    ]);
    expect(privy.deletedContacts).toEqual([]);
  });

  it("keeps its name when the order has none", async () => {
    const { privy, place, deleted } = createAccount();
    const id = await deleted({ first_name: "Planted" });
    await place();
    expect(privy.contact(id)?.first_name).toBe("Planted");
  });

  it("stays suppressed for compliance", async () => {
    const { privy, place, deleted } = createAccount({ decisions: { complianceSuppressedDelete: "accept" } });
    const id = await deleted({ email_consent: "compliance_suppressed", sms_consent: "unsubscribed" });
    await place({ accepts_email_marketing: true, accepts_sms_marketing: true, phone: "+14155550123" });
    expect(privy.contact(id)).toMatchObject({
      deleted_at: null,
      email_consent: "compliance_suppressed",
      sms_consent: "unsubscribed",
    });
  });

  it("does not take its number back from the contact that has it now", async () => {
    const { privy, place, deleted } = createAccount();
    const id = await deleted({ phone_number: "+14155550123" });
    await place({ order_id: 1, email: "new@example.com", phone: "+14155550123" });
    expect(privy.contact("+14155550123")?.email).toBe("new@example.com");
    await place({ order_id: 2, email: "ada@example.com", phone: "+14155550123" });
    expect(privy.contact(id)).toMatchObject({ deleted_at: null, phone_number: null });
  });
});

describe("an update with another email", () => {
  it("links the order to that contact, and the statistics follow it", async () => {
    const segment = (name: string, value: number) => ({
      name,
      conditions: [{ type: "order_count" as const, operator: "eq" as const, value }],
    });
    const { place, privy } = createAccount({ segments: [segment("none", 0), segment("two", 2)] });
    await place({ order_id: 1 });
    await place({ order_id: 2, email: "eve@example.com" });
    await place({ order_id: 1, email: "eve@example.com" });
    expect(privy.contact("ada@example.com")).toBeDefined();
    const eve = privy.contact("eve@example.com")?.id;
    expect(privy.orders.map(({ contact_id }) => contact_id)).toEqual([eve, eve]);
    expect(privy.segments.map(({ name, contacts }) => [name, contacts.map(({ email }) => email)])).toEqual([
      ["none", ["ada@example.com"]],
      ["two", ["eve@example.com"]],
    ]);
  });

  it("does not relink for a phone alone while the stored email stays", async () => {
    const { place, privy } = createAccount();
    await place({ order_id: 1 });
    await place({ order_id: 1, email: undefined, phone: "+14155550123" });
    expect(privy.contacts).toHaveLength(1);
    expect(privy.orders[0]).toMatchObject({ email: "ada@example.com", phone: "+14155550123" });
  });

  it("relinks an order by phone to the contact of the email that it is sent later", async () => {
    const { place, privy } = createAccount();
    await place({ email: undefined, phone: "+14155550123" });
    await place({ email: "ada@example.com" });
    expect(privy.orders[0]?.contact_id).toBe(privy.contact("ada@example.com")?.id);
  });
});
