import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";

const phone = "+14155550123";
const whole = {
  email: "ada@example.com",
  first_name: "Ada",
  last_name: "L",
  tags: ["a", "b"],
  custom_fields: { one: 1, two: 2 },
};

describe("updating a contact", () => {
  it("changes what is given and leaves the rest", async () => {
    const { privy, send, create } = createAccount();
    const id = await create(whole);
    await privy.clock.advance("1m");
    const { status, data } = await send("PATCH", `/contacts/${id}`, { first_name: "Augusta" });
    expect(status).toBe(200);
    expect(data).toMatchObject({ ...whole, id, first_name: "Augusta", updated_at: "2026-01-01T00:01:00Z" });
    expect((await send("GET", `/contacts/${id}`)).data).toEqual(data);
  });

  it("replaces tags and custom_fields as a whole", async () => {
    const { send, create } = createAccount();
    const id = await create(whole);
    const { data } = await send("PATCH", `/contacts/${id}`, { tags: ["c"], custom_fields: { three: 3 } });
    expect([data.tags, data.custom_fields]).toEqual([["c"], { three: 3 }]);
    const emptied = await send("PATCH", `/contacts/${id}`, { tags: [], custom_fields: {} });
    expect([emptied.data.tags, emptied.data.custom_fields]).toEqual([[], {}]);
  });

  it("clears a name with null, and takes null in any other field as left out", async () => {
    const { send, create } = createAccount();
    const id = await create({ ...whole, email_consent: "subscribed" });
    const nulls = { first_name: null, email: null, tags: null, custom_fields: null, email_consent: null };
    const { data } = await send("PATCH", `/contacts/${id}`, nulls);
    expect(data).toMatchObject({ ...whole, first_name: null, email_consent: "subscribed" });
  });

  it("leaves updated_at alone when nothing changes", async () => {
    const { privy, send, create } = createAccount();
    const id = await create(whole);
    await privy.clock.advance("1m");
    const { data } = await send("PATCH", `/contacts/${id}`, { first_name: "Ada", tags: ["a", "b"] });
    expect(data.updated_at).toBe("2026-01-01T00:00:00Z");
  });

  it("sees the difference between integers that a number cannot hold", async () => {
    const { send, create } = createAccount();
    const id = await create({ email: "ada@example.com" });
    for (const integer of ["9007199254740993", "9007199254740995"]) {
      const answer = await send("PATCH", `/contacts/${id}`, `{"custom_fields":{"n":${integer}}}`);
      expect(answer.text).toContain(`"custom_fields":{"n":${integer}}`);
    }
  });

  it("keeps the spelling of an email that may be sent again", async () => {
    const { send, create } = createAccount({ decisions: { unchangedIdentity: "accept" } });
    const id = await create({ email: "ada@example.com" });
    const { status, data } = await send("PATCH", `/contacts/${id}`, { email: "ADA@example.com" });
    expect([status, data.email]).toEqual([200, "ada@example.com"]);
    expect((await send("PATCH", `/contacts/${id}`, { email: "eve@example.com" })).status).toBe(422);
  });

  it("writes an email or phone only while the contact has none", async () => {
    const { privy, send, create } = createAccount();
    const id = await create({ phone_number: phone });
    expect((await send("PATCH", `/contacts/${id}`, { email: "ada@example.com" })).data).toMatchObject({
      email: "ada@example.com",
      phone_number: phone,
    });
    const again = await send("PATCH", `/contacts/${id}`, {
      email: "eve@example.com",
      phone_number: "+14155550199",
      first_name: "Eve",
    });
    expect(again.status).toBe(422);
    expect(again.problems).toEqual([
      "email: cannot be changed once it is set",
      "phone_number: cannot be changed once it is set",
    ]);
    expect(privy.contacts[0]).toMatchObject({ email: "ada@example.com", first_name: null });
    expect(privy.contact("ada@example.com")?.id).toBe(id);
  });

  it("answers 409 with the id of the contact that has the email or phone", async () => {
    const { send, create } = createAccount();
    const ada = await create({ email: "ada@example.com" });
    const eve = await create({ phone_number: phone });
    const email = await send("PATCH", `/contacts/${eve}`, { email: "Ada@example.com" });
    expect(email.body.error).toMatchObject({ code: "conflict", id: ada });
    const number = await send("PATCH", `/contacts/${ada}`, { phone_number: phone });
    expect([number.status, number.body.error]).toMatchObject([409, { id: eve }]);
  });

  it("may take the email of a deleted contact", async () => {
    const { send, create } = createAccount();
    const ada = await create({ email: "ada@example.com" });
    await send("DELETE", `/contacts/${ada}`);
    const eve = await create({ phone_number: phone });
    expect((await send("PATCH", `/contacts/${eve}`, { email: "ada@example.com" })).status).toBe(200);
  });

  it("may unsubscribe from SMS, which a new contact may not", async () => {
    const { send, create } = createAccount();
    const id = await create({ phone_number: phone, sms_consent: "subscribed" });
    const { data } = await send("PATCH", `/contacts/${id}`, { sms_consent: "unsubscribed" });
    expect(data.sms_consent).toBe("unsubscribed");
  });

  it("needs a phone of a supported country for an SMS opt-in, stored or in the same call", async () => {
    const { send, create } = createAccount();
    const id = await create({ email: "ada@example.com" });
    const without = await send("PATCH", `/contacts/${id}`, { sms_consent: "subscribed" });
    expect(without.problems).toEqual(["sms_consent: subscribed needs a phone_number"]);
    const both = await send("PATCH", `/contacts/${id}`, {
      phone_number: phone,
      sms_consent: "single_opt_in",
    });
    expect(both.data.sms_consent).toBe("single_opt_in");
    const abroad = await create({ phone_number: "+442071838750" });
    expect((await send("PATCH", `/contacts/${abroad}`, { sms_consent: "subscribed" })).status).toBe(422);
  });

  for (const fields of [{ email_consent: "compliance_suppressed" }, { sms_consent: "pending" }]) {
    it(`refuses to write ${Object.values(fields)[0]}`, async () => {
      const { send, create } = createAccount();
      const id = await create({ email: "ada@example.com", phone_number: phone });
      const answer = await send("PATCH", `/contacts/${id}`, fields);
      expect(answer.problems).toEqual([
        `${Object.keys(fields)[0]}: ${Object.values(fields)[0]} is read-only`,
      ]);
    });
  }

  it("answers 404 to an id that no contact has, or had", async () => {
    const { send, create } = createAccount();
    const id = await create(whole);
    await send("DELETE", `/contacts/${id}`);
    for (const gone of [id, "cus_0000000000000000", "__proto__", "%E0%A4%A", "a%2Fb"]) {
      const answer = await send("PATCH", `/contacts/${gone}`, { first_name: "x" });
      expect([answer.status, answer.code]).toEqual([404, "not_found"]);
    }
  });
});

describe("suppression", () => {
  it("by the merchant is lifted by writing any consent", async () => {
    for (const email_consent of ["subscribed", "unsubscribed", "never_subscribed"] as const) {
      const { privy, send } = createAccount();
      const { id } = privy.addContact({ email: "ada@example.com", email_consent: "suppressed" });
      const { status, data } = await send("PATCH", `/contacts/${id}`, { email_consent });
      expect([status, data.email_consent]).toEqual([200, email_consent]);
    }
  });

  it("by the merchant stays while other fields are written, and can be written", async () => {
    const { privy, send } = createAccount();
    const { id } = privy.addContact({ email: "ada@example.com", email_consent: "suppressed" });
    expect((await send("PATCH", `/contacts/${id}`, { first_name: "Ada" })).data.email_consent).toBe(
      "suppressed",
    );
    const eve = privy.addContact({ email: "eve@example.com" });
    const { data } = await send("PATCH", `/contacts/${eve.id}`, { email_consent: "suppressed" });
    expect(data.email_consent).toBe("suppressed");
  });

  it("for compliance refuses every write: update, unsubscribe, delete", async () => {
    const { privy, send } = createAccount();
    const { id } = privy.addContact({ email: "ada@example.com", email_consent: "compliance_suppressed" });
    const before = privy.contacts;
    for (const [method, path, body] of [
      ["PATCH", `/contacts/${id}`, { first_name: "Ada" }],
      ["PATCH", `/contacts/${id}`, { email_consent: "subscribed" }],
      ["POST", `/contacts/${id}/unsubscribe`, {}],
      ["DELETE", `/contacts/${id}`, undefined],
    ] as const) {
      const answer = await send(method, path, body);
      expect(answer.problems).toEqual(["base: the contact is suppressed for compliance reasons"]);
    }
    expect(privy.contacts).toEqual(before);
    expect((await send("GET", `/contacts/${id}`)).data.email_consent).toBe("compliance_suppressed");
  });
});

describe("unsubscribing", () => {
  it("ends email marketing, and says in its headers that it is deprecated and what to use", async () => {
    const { privy, send, create } = createAccount();
    const id = await create({ email: "ada@example.com", email_consent: "subscribed" });
    await privy.clock.advance("1m");
    const answer = await send("POST", `/contacts/${id}/unsubscribe`, { reason: "too much" });
    expect(answer.status).toBe(200);
    expect(answer.data).toMatchObject({
      id,
      email_consent: "unsubscribed",
      updated_at: "2026-01-01T00:01:00Z",
    });
    expect(answer.headers.get("deprecation")).toBe("true");
    expect(answer.headers.get("link")).toBe(
      `<https://api.privy.com/v1/contacts/${id}>; rel="successor-version"`,
    );
  });

  it("changes nothing when it is done already", async () => {
    const { privy, send, create } = createAccount();
    const id = await create({ email: "ada@example.com", email_consent: "unsubscribed" });
    await privy.clock.advance("1m");
    const answer = await send("POST", `/contacts/${id}/unsubscribe`);
    expect(answer.data).toMatchObject({ email_consent: "unsubscribed", updated_at: "2026-01-01T00:00:00Z" });
  });

  it("needs no body, and no Content-Type without one", async () => {
    const { send, create } = createAccount();
    const id = await create({ email: "ada@example.com" });
    const answer = await send("POST", `/contacts/${id}/unsubscribe`, undefined, { "content-type": "" });
    expect(answer.data.email_consent).toBe("unsubscribed");
    expect((await send("POST", `/contacts/${id}/unsubscribe`, "{")).code).toBe("bad_request");
  });

  it("takes a reason of up to 500 characters", async () => {
    const { privy, send, create } = createAccount();
    const id = await create({ email: "ada@example.com" });
    for (const reason of ["x".repeat(501), "🙂".repeat(501), 5, ["x"]]) {
      const answer = await send("POST", `/contacts/${id}/unsubscribe`, { reason });
      expect([answer.status, answer.problems.length]).toEqual([422, 1]);
      expect(answer.problems[0]).toMatch(/^reason: /);
      expect(answer.headers.get("deprecation")).toBe("true");
    }
    expect(privy.contacts[0]?.email_consent).toBe("never_subscribed");
    for (const reason of ["x".repeat(500), "🙂".repeat(500), null]) {
      expect((await send("POST", `/contacts/${id}/unsubscribe`, { reason })).status).toBe(200);
    }
  });

  it("answers 404 to an id that no contact has", async () => {
    const { send } = createAccount();
    expect((await send("POST", "/contacts/cus_none/unsubscribe")).code).toBe("not_found");
  });
});

describe("deleting", () => {
  it("answers with the contact as it was, and hides it", async () => {
    const { privy, send, create } = createAccount();
    const id = await create(whole);
    const { data: before } = await send("GET", `/contacts/${id}`);
    await privy.clock.advance("1m");
    const answer = await send("DELETE", `/contacts/${id}`);
    expect([answer.status, answer.data]).toEqual([200, before]);
    expect(privy.contacts).toEqual([]);
    const now = "2026-01-01T00:01:00Z";
    expect(privy.deletedContacts).toMatchObject([{ id, updated_at: now, deleted_at: now }]);
    expect((await send("GET", `/contacts/${id}`)).status).toBe(404);
    expect((await send("DELETE", `/contacts/${id}`)).status).toBe(404);
    for (const filter of ["", "?email=ada@example.com", "?email_consent=never_subscribed"]) {
      expect((await send("GET", `/contacts${filter}`)).body.data).toEqual([]);
    }
  });

  it("leaves the orders where they are", async () => {
    const { privy, send } = createAccount();
    const { id } = privy.addContact({ email: "ada@example.com" });
    await send("POST", "/orders/placed", {
      order_id: 1,
      total: 1,
      currency: "USD",
      order_date: "2026-01-01T00:00:00Z",
      email: "ada@example.com",
    });
    await send("DELETE", `/contacts/${id}`);
    expect(privy.order(1)?.contact_id).toBe(id);
  });
});

describe("the addresses of contacts", () => {
  it("mean the same contact when a character of its id is encoded", async () => {
    const { send, create } = createAccount();
    const id = await create({ email: "ada@example.com" });
    expect((await send("GET", `/contacts/${id.replace("_", "%5F")}`)).data.id).toBe(id);
  });

  it("answer 405 to other methods, naming those that work", async () => {
    const { send } = createAccount();
    const allowed = async (path: string) => {
      const answer = await send("PUT", path, {});
      return [answer.status, answer.headers.get("allow")];
    };
    expect(await allowed("/contacts")).toEqual([405, "GET, POST"]);
    expect(await allowed("/contacts/x")).toEqual([405, "GET, PATCH, DELETE"]);
    expect(await allowed("/contacts/x/unsubscribe")).toEqual([405, "POST"]);
  });

  for (const path of ["/contacts/", "/contacts/x/", "/contacts//unsubscribe", "/contacts/x/y", "/Contacts"]) {
    it(`end where they end: 404 for ${path}`, async () => {
      const { send } = createAccount();
      expect((await send("GET", path)).status).toBe(404);
    });
  }

  const scopes = ["contacts_read", "contacts_write", "orders_write"] as const;
  for (const [method, path, scope] of [
    ["GET", "/contacts", "contacts_read"],
    ["GET", "/contacts/x", "contacts_read"],
    ["POST", "/contacts", "contacts_write"],
    ["PATCH", "/contacts/x", "contacts_write"],
    ["DELETE", "/contacts/x", "contacts_write"],
    ["POST", "/contacts/x/unsubscribe", "contacts_write"],
  ] as const) {
    it(`need the scope ${scope} for ${method} ${path}, and no other`, async () => {
      for (const given of scopes) {
        const { send } = createAccount({ tokens: [{ token: "test-token", scopes: [given] }] });
        const { status } = await send(method, path, method === "GET" ? undefined : {});
        if (given === scope) expect([200, 404, 422]).toContain(status);
        else expect(status).toBe(403);
      }
    });
  }
});
