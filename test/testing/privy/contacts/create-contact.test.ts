import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";

const phone = "+14155550123";
const documentedNames =
  "id first_name last_name email email_consent phone_number sms_consent tags custom_fields created_at updated_at";

describe("creating a contact", () => {
  it("answers 201 with every documented field, null where there is nothing", async () => {
    const { send } = createAccount();
    const { status, data } = await send("POST", "/contacts", { email: "ada@example.com" });
    expect(status).toBe(201);
    expect(Object.keys(data)).toEqual(documentedNames.split(" "));
    expect(data).toEqual({
      id: expect.stringMatching(/^cus_[a-z0-9]{16}$/),
      first_name: null,
      last_name: null,
      email: "ada@example.com",
      email_consent: "never_subscribed",
      phone_number: null,
      sms_consent: "never_subscribed",
      tags: [],
      custom_fields: {},
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
    });
  });

  it("stores all that is given, the phone in E.164", async () => {
    const { privy, send } = createAccount();
    const fields = {
      email: "Ada@example.com",
      first_name: "Ada",
      last_name: "Lovelace",
      tags: ["vip", ""],
      custom_fields: { size: 42, member: true, note: null, born: "1815" },
      email_consent: "subscribed",
      sms_consent: "single_opt_in",
    };
    const { data } = await send("POST", "/contacts", { ...fields, phone_number: "(415) 555-0123" });
    expect(data).toMatchObject({ ...fields, phone_number: phone });
    expect(privy.contacts).toHaveLength(1);
    expect(privy.contacts[0]).toMatchObject({ ...fields, phone_number: phone, deleted_at: null });
  });

  it("keeps every digit of an integer in custom_fields, and names that objects have by themselves", async () => {
    const { privy, send } = createAccount();
    const custom = '{"__proto__":"x","constructor":1,"n":9007199254740993}';
    const answer = await send("POST", "/contacts", `{"email":"ada@example.com","custom_fields":${custom}}`);
    expect(answer.text).toContain(`"custom_fields":${custom}`);
    const [contact] = privy.contacts;
    expect(Object.getPrototypeOf(contact?.custom_fields)).toBe(Object.prototype);
    const listed = await send("GET", "/contacts");
    expect(listed.text).toContain('"n":9007199254740993');
  });

  it("takes nothing from an object under the key __proto__", async () => {
    const { send } = createAccount();
    for (const number of ["1", "9007199254740993"]) {
      const answer = await send("POST", "/contacts", `{"__proto__":{"email":"a@b.co"},"n":${number}}`);
      expect(answer.problems).toEqual(["base: email or phone_number must be present"]);
    }
  });

  const refused: readonly (readonly [string, Record<string, unknown>, readonly string[]])[] = [
    ["neither email nor phone", { first_name: "Ada" }, ["base: email or phone_number must be present"]],
    ["nulls for both", { email: null, phone_number: null }, ["base: email or phone_number must be present"]],
    ["a bad email", { email: "ada@" }, ["email: is invalid"]],
    ["an empty email beside a phone", { email: "", phone_number: phone }, ["email: is invalid"]],
    ["a bad phone", { phone_number: "12" }, ["phone_number: is invalid"]],
    ["a number for a name", { email: "a@b.co", first_name: 1 }, ["first_name: must be a string"]],
    ["text for tags", { email: "a@b.co", tags: "vip" }, ["tags: must be an array of strings"]],
    ["numbers for tags", { email: "a@b.co", tags: [1] }, ["tags: must be an array of strings"]],
    [
      "a list for custom_fields",
      { email: "a@b.co", custom_fields: [] },
      ["custom_fields: must be an object"],
    ],
    [
      "an object in custom_fields",
      { email: "a@b.co", custom_fields: { a: {} } },
      ["custom_fields: must be flat: no objects or arrays"],
    ],
    [
      "a list in custom_fields",
      { email: "a@b.co", custom_fields: { a: [] } },
      ["custom_fields: must be flat: no objects or arrays"],
    ],
    [
      "compliance_suppressed",
      { email: "a@b.co", email_consent: "compliance_suppressed" },
      ["email_consent: compliance_suppressed is read-only"],
    ],
    [
      "a consent that does not exist",
      { email: "a@b.co", email_consent: "yes" },
      ["email_consent: is not included in the list"],
    ],
    ["pending", { phone_number: phone, sms_consent: "pending" }, ["sms_consent: pending is read-only"]],
    [
      "unsubscribed from SMS",
      { phone_number: phone, sms_consent: "unsubscribed" },
      ["sms_consent: cannot be unsubscribed for a new contact"],
    ],
    [
      "an SMS opt-in without a phone",
      { email: "a@b.co", sms_consent: "subscribed" },
      ["sms_consent: subscribed needs a phone_number"],
    ],
    [
      "an SMS opt-in of a country that is not supported",
      { phone_number: "+442071838750", sms_consent: "single_opt_in" },
      ["sms_consent: single_opt_in needs a phone_number of a supported country"],
    ],
    [
      "text for send_welcome_sms",
      { email: "a@b.co", send_welcome_sms: "no" },
      ["send_welcome_sms: must be true or false"],
    ],
    [
      "several mistakes at once",
      { email: "x", phone_number: "y", sms_consent: "subscribed", tags: {} },
      ["email: is invalid", "phone_number: is invalid", "tags: must be an array of strings"],
    ],
  ];
  for (const [what, fields, problems] of refused) {
    it(`is refused for ${what}, and stores nothing`, async () => {
      const { privy, send } = createAccount();
      const answer = await send("POST", "/contacts", fields);
      expect([answer.status, answer.code]).toEqual([422, "validation_failed"]);
      expect(answer.problems).toEqual(problems);
      expect(privy.contacts).toEqual([]);
    });
  }

  it("takes an email consent whatever it is of the four writable ones, and a phone of any country without an opt-in", async () => {
    const { send } = createAccount();
    for (const email_consent of ["subscribed", "unsubscribed", "never_subscribed", "suppressed"]) {
      const answer = await send("POST", "/contacts", {
        email: `${email_consent}@example.com`,
        email_consent,
      });
      expect([answer.status, answer.data.email_consent]).toEqual([201, email_consent]);
    }
    expect((await send("POST", "/contacts", { phone_number: "+442071838750" })).status).toBe(201);
  });

  it("ignores fields that it does not know, and says so in the request log", async () => {
    const { privy, send } = createAccount();
    await send("POST", "/contacts", { email: "a@b.co", id: "cus_mine", emailConsent: "subscribed" });
    expect(privy.requests[0]?.ignoredFields).toEqual(["id", "emailConsent"]);
    expect(privy.contacts[0]?.id).not.toBe("cus_mine");
  });
});

describe("creating a contact that exists", () => {
  it("answers 409 with its id, for the same email in any case", async () => {
    const { privy, send, create } = createAccount();
    const id = await create({ email: "ada@example.com" });
    const answer = await send("POST", "/contacts", { email: "ADA@example.com", first_name: "Eve" });
    expect(answer.status).toBe(409);
    expect(answer.body.error).toEqual({ code: "conflict", message: expect.any(String), id });
    expect(answer.text).not.toContain("example.com");
    expect(privy.contacts).toHaveLength(1);
    expect(privy.contacts[0]?.first_name).toBeNull();
  });

  it("answers 409 for the same phone, however it is spelled", async () => {
    const { send, create } = createAccount();
    const id = await create({ phone_number: phone });
    const answer = await send("POST", "/contacts", {
      email: "eve@example.com",
      phone_number: "415-555-0123",
    });
    expect([answer.status, answer.code]).toEqual([409, "conflict"]);
    expect(answer.body.error).toMatchObject({ id });
  });

  it("names the one with the email when email and phone belong to two", async () => {
    const { send, create } = createAccount();
    const id = await create({ email: "ada@example.com" });
    await create({ phone_number: phone });
    const answer = await send("POST", "/contacts", { email: "ada@example.com", phone_number: phone });
    expect(answer.body.error).toMatchObject({ id });
  });

  it("finds a contact that an order brought along", async () => {
    const { privy, send } = createAccount();
    await send("POST", "/orders/placed", {
      order_id: 1,
      total: 1,
      currency: "USD",
      order_date: "2026-01-01T00:00:00Z",
      email: "ada@example.com",
    });
    const answer = await send("POST", "/contacts", { email: "ada@example.com" });
    expect(answer.body.error).toMatchObject({ id: privy.contacts[0]?.id });
  });
});

describe("creating a contact that was deleted", () => {
  it("restores it under its old id, with the new data and without its old consents", async () => {
    const { privy, send, create } = createAccount();
    const id = await create({
      email: "ada@example.com",
      phone_number: phone,
      email_consent: "subscribed",
      sms_consent: "subscribed",
      first_name: "Ada",
    });
    await send("DELETE", `/contacts/${id}`);
    await privy.clock.advance("1d");
    const { status, data } = await send("POST", "/contacts", { email: "ada@example.com", last_name: "L" });
    expect(status).toBe(201);
    expect(data).toMatchObject({
      id,
      first_name: "Ada",
      last_name: "L",
      phone_number: phone,
      email_consent: "never_subscribed",
      sms_consent: "never_subscribed",
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-02T00:00:00Z",
    });
    expect(privy.deletedContacts).toEqual([]);
    expect(privy.contacts.map((contact) => contact.id)).toEqual([id]);
  });

  it("finds it by phone too, and gives it another email", async () => {
    const { send, create } = createAccount();
    const id = await create({ email: "old@example.com", phone_number: phone });
    await send("DELETE", `/contacts/${id}`);
    const { data } = await send("POST", "/contacts", { email: "new@example.com", phone_number: phone });
    expect(data).toMatchObject({ id, email: "new@example.com", phone_number: phone });
    expect((await send("POST", "/contacts", { email: "old@example.com" })).data.id).not.toBe(id);
  });

  it("does not give it back what another contact has taken meanwhile", async () => {
    const { send, create } = createAccount();
    const id = await create({ email: "ada@example.com", phone_number: phone });
    await send("DELETE", `/contacts/${id}`);
    const eve = await create({ email: "eve@example.com" });
    expect((await send("PATCH", `/contacts/${eve}`, { phone_number: phone })).status).toBe(200);
    const { data } = await send("POST", "/contacts", { email: "ada@example.com" });
    expect(data).toMatchObject({ id, phone_number: null });
  });

  it("does not give it back an email that another contact has taken meanwhile", async () => {
    const { privy, send, create } = createAccount();
    const id = await create({ email: "ada@example.com", phone_number: phone });
    await send("DELETE", `/contacts/${id}`);
    const eve = await create({ phone_number: "+14155550199" });
    expect((await send("PATCH", `/contacts/${eve}`, { email: "ada@example.com" })).status).toBe(200);
    const { data } = await send("POST", "/contacts", { phone_number: phone });
    expect(data).toMatchObject({ id, email: null, phone_number: phone });
    expect(privy.contact("ada@example.com")?.id).toBe(eve);
  });

  it("is a conflict when the phone belongs to a contact that is not deleted", async () => {
    const { privy, send, create } = createAccount();
    const id = await create({ email: "ada@example.com" });
    await send("DELETE", `/contacts/${id}`);
    const eve = await create({ phone_number: phone });
    const answer = await send("POST", "/contacts", { email: "ada@example.com", phone_number: phone });
    expect(answer.body.error).toMatchObject({ code: "conflict", id: eve });
    expect(privy.deletedContacts).toHaveLength(1);
  });

  it("counts the stored phone for an SMS opt-in", async () => {
    const { send, create } = createAccount();
    const id = await create({ email: "ada@example.com", phone_number: phone });
    await send("DELETE", `/contacts/${id}`);
    const answer = await send("POST", "/contacts", { email: "ada@example.com", sms_consent: "subscribed" });
    expect(answer.data).toMatchObject({ id, sms_consent: "subscribed" });
  });

  it("is refused while it is suppressed for compliance", async () => {
    const { privy, send } = createAccount({ decisions: { complianceSuppressedDelete: "accept" } });
    const { id } = privy.addContact({ email: "ada@example.com", email_consent: "compliance_suppressed" });
    await send("DELETE", `/contacts/${id}`);
    const answer = await send("POST", "/contacts", { email: "ada@example.com" });
    expect(answer.problems).toEqual(["base: the contact is suppressed for compliance reasons"]);
    expect(privy.deletedContacts).toHaveLength(1);
  });

  it("can keep its consents by decision", async () => {
    const { send, create } = createAccount({ decisions: { restoredConsent: "keep" } });
    const id = await create({ email: "ada@example.com", email_consent: "unsubscribed" });
    await send("DELETE", `/contacts/${id}`);
    expect((await send("POST", "/contacts", { email: "ada@example.com" })).data.email_consent).toBe(
      "unsubscribed",
    );
  });
});
