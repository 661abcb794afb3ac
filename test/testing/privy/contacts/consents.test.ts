import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { FakeUsageError } from "../../../../src/testing/index.js";
import { createAccount } from "../../../support/fake.js";

const phone = "+14155550123";
const optIn = { phone_number: phone, sms_consent: "subscribed" };

describe("the welcome SMS", () => {
  it("goes out when a new contact is a confirmed subscriber", async () => {
    const { privy, create } = createAccount();
    const id = await create(optIn);
    expect(privy.welcomeSms).toEqual([{ contactId: id, phone_number: phone, at: "2026-01-01T00:00:00Z" }]);
  });

  it("goes out when an update makes one of a contact, from whatever it was", async () => {
    for (const sms_consent of ["never_subscribed", "single_opt_in", "unsubscribed", "pending"] as const) {
      const { privy, send } = createAccount();
      const { id } = privy.addContact({ phone_number: phone, sms_consent });
      await send("PATCH", `/contacts/${id}`, { sms_consent: "subscribed" });
      expect(privy.welcomeSms).toHaveLength(1);
    }
  });

  it("goes out when a deleted subscriber is restored as one", async () => {
    const { privy, send, create } = createAccount();
    const id = await create(optIn);
    await send("DELETE", `/contacts/${id}`);
    await create(optIn);
    expect(privy.welcomeSms).toHaveLength(2);
  });

  it("never goes out twice to one who is subscribed already", async () => {
    const { privy, send, create } = createAccount();
    const id = await create(optIn);
    await send("PATCH", `/contacts/${id}`, { sms_consent: "subscribed", first_name: "Ada" });
    expect(privy.welcomeSms).toHaveLength(1);
  });

  it("does not go out when the call says so, on create and on update", async () => {
    const { privy, send, create } = createAccount();
    await create({ ...optIn, send_welcome_sms: false });
    const { id } = privy.addContact({ phone_number: "+14155550199" });
    await send("PATCH", `/contacts/${id}`, { sms_consent: "subscribed", send_welcome_sms: false });
    expect(privy.contacts.map(({ sms_consent }) => sms_consent)).toEqual(["subscribed", "subscribed"]);
    expect(privy.welcomeSms).toEqual([]);
  });

  it("does not go out for a single opt-in, a refused call, an order or a planted contact", async () => {
    const { privy, send, create } = createAccount({ decisions: { smsOptIn: "subscribed" } });
    await create({ ...optIn, sms_consent: "single_opt_in" });
    await send("POST", "/contacts", { ...optIn, phone_number: "+14155550199", tags: "x" });
    privy.addContact({ phone_number: "+14155550198", sms_consent: "subscribed" });
    await send("POST", "/orders/placed", {
      order_id: 1,
      total: 1,
      currency: "USD",
      order_date: "2026-01-01T00:00:00Z",
      phone: "+14155550197",
      accepts_sms_marketing: true,
    });
    expect(privy.contacts).toHaveLength(3);
    expect(privy.welcomeSms).toEqual([]);
  });
});

describe("the consent history of a contact", () => {
  it("says when, from what to what, and because of which request", async () => {
    const { privy, send, create } = createAccount();
    const id = await create({ email: "ada@example.com", email_consent: "subscribed" });
    await privy.clock.advance("1m");
    await send("PATCH", `/contacts/${id}`, { first_name: "Ada" });
    await send("PATCH", `/contacts/${id}`, { phone_number: phone, sms_consent: "single_opt_in" });
    await send("POST", `/contacts/${id}/unsubscribe`);
    const history = privy.consentHistory(id);
    expect(history).toEqual([
      {
        at: "2026-01-01T00:00:00Z",
        channel: "email",
        from: null,
        to: "subscribed",
        because: { operation: "POST /v1/contacts", requestId: "req_1" },
      },
      {
        at: "2026-01-01T00:01:00Z",
        channel: "sms",
        from: "never_subscribed",
        to: "single_opt_in",
        because: { operation: "PATCH /v1/contacts/{id}", requestId: "req_3" },
      },
      {
        at: "2026-01-01T00:01:00Z",
        channel: "email",
        from: "subscribed",
        to: "unsubscribed",
        because: { operation: "POST /v1/contacts/{id}/unsubscribe", requestId: "req_4" },
      },
    ]);
    const ids = history.map(({ because }) => because.requestId);
    expect(privy.requests.filter((request) => ids.includes(request.id)).map(({ method }) => method)).toEqual([
      "POST",
      "PATCH",
      "POST",
    ]);
  });

  it("knows what an order subscribed, and says nothing of an order that did not", async () => {
    const { privy, send } = createAccount();
    const order = { order_id: 1, total: 1, currency: "USD", order_date: "2026-01-01T00:00:00Z" };
    await send("POST", "/orders/placed", { ...order, email: "a@b.co", accepts_email_marketing: true });
    await send("POST", "/orders/placed", { ...order, order_id: 2, email: "c@d.co" });
    const [subscribed, other] = privy.contacts.map(({ id }) => privy.consentHistory(id));
    expect(subscribed).toMatchObject([
      { from: null, to: "subscribed", because: { operation: "POST /v1/orders/placed", requestId: "req_1" } },
    ]);
    expect(other).toEqual([]);
  });

  it("tells a planted contact from one that a request made, and outlives deletion", async () => {
    const { privy, send } = createAccount();
    const { id } = privy.addContact({ email: "ada@example.com", email_consent: "suppressed" });
    await send("DELETE", `/contacts/${id}`);
    expect(privy.consentHistory(id)).toMatchObject([
      { to: "suppressed", because: { operation: "addContact" } },
    ]);
    expect(privy.consentHistory(id)[0]?.because).not.toHaveProperty("requestId");
  });

  it("is refused for an id that no contact ever had", () => {
    const { privy } = createAccount();
    expect(() => privy.consentHistory("cus_none")).toThrow(FakeUsageError);
  });
});

describe("a planted contact", () => {
  it("can stand as no call could make it stand", async () => {
    const { privy, send } = createAccount();
    const contact = privy.addContact({
      email: "ada@example.com",
      phone_number: "(415) 555-0123",
      first_name: "Ada",
      tags: ["vip"],
      custom_fields: { n: 1 },
      email_consent: "compliance_suppressed",
      sms_consent: "pending",
    });
    expect((await send("GET", `/contacts/${contact.id}`)).data).toMatchObject({
      phone_number: phone,
      first_name: "Ada",
      tags: ["vip"],
      custom_fields: { n: 1 },
      email_consent: "compliance_suppressed",
      sms_consent: "pending",
    });
    expect(Object.isFrozen(contact)).toBe(true);
  });

  const bad: readonly (readonly [string, object, string])[] = [
    ["has neither email nor phone", {}, "email or phone_number"],
    [
      "has another contact's email",
      { email: "TAKEN@example.com" },
      "contact.email: belongs to another contact",
    ],
    ["has a mistyped option", { emial: "secret@example.com" }, "did you mean email?"],
    [
      "has a mistyped consent",
      { email: "secret@example.com", email_consent: "supressed" },
      "did you mean suppressed?",
    ],
    ["has a bad email", { email: "secret" }, "contact.email: is invalid"],
    ["has nested custom fields", { email: "secret@example.com", custom_fields: { a: [] } }, "must be flat"],
  ];
  for (const [why, options, words] of bad) {
    it(`is refused when it ${why}, without quoting a value`, () => {
      const { privy } = createAccount();
      privy.addContact({ email: "taken@example.com" });
      let caught: unknown;
      try {
        privy.addContact(options);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(FakeUsageError);
      expect(String(caught)).toContain(words);
      expect(inspect(caught)).not.toMatch(/secret|taken@/i);
      expect(privy.contacts).toHaveLength(1);
    });
  }
});
