import { expect } from "vitest";
import {
  type ContractCase,
  leavesContacts,
  needsDashboard,
  type PrivyUnderTest,
  type RawAnswer,
} from "../contract-case.js";
import { refusedFields } from "../refused-fields.js";

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const phone = "+12125550123";
const notFound = { status: 404, body: { error: { code: "not_found" } } };

const contactsOf = (privy: PrivyUnderTest, method: string, path = "", body?: unknown): Promise<RawAnswer> =>
  privy.send({ method, path: `/contacts${path}`, ...(body === undefined ? {} : { body }) });

/** The id of a new contact with these fields. */
async function create(privy: PrivyUnderTest, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const answer = await contactsOf(privy, "POST", "", fields);
  // Whether creating answers 200 or 201 is not shown.
  expect([200, 201]).toContain(answer.status);
  return String(Object(answer.body).data.id);
}

/** Contacts: what they are, and how they are created, read, changed and deleted. */
export const contacts: readonly ContractCase[] = [
  {
    title: "answers a new contact with every documented field, null where there is nothing",
    page: "CREATE, GET",
    notOnRealAccount: leavesContacts,
    run: async (privy) => {
      const fields = privy.newContact({ tags: ["vip"], custom_fields: { size: 42, member: true } });
      const answer = await contactsOf(privy, "POST", "", fields);
      expect(Object(answer.body).data).toEqual({
        ...fields,
        id: expect.stringMatching(/^cus_\w+$/),
        last_name: null,
        email_consent: "never_subscribed",
        phone_number: null,
        sms_consent: "never_subscribed",
        created_at: expect.stringMatching(instant),
        updated_at: expect.stringMatching(instant),
      });
    },
  },
  {
    title: "gives a contact back under its id, also through the client",
    page: "GET",
    notOnRealAccount: leavesContacts,
    run: async (privy) => {
      const { contacts } = privy.client();
      const { contact } = await contacts.create(privy.newContact());
      expect((await contacts.get(contact.id)).contact).toEqual(contact);
      expect(await contactsOf(privy, "GET", `/${contact.id}`)).toMatchObject({
        status: 200,
        body: { data: contact },
      });
    },
  },
  {
    title: "has no contact under an id that it never gave",
    page: "GET, UPDATE, DELETE",
    run: async (privy) => {
      for (const [method, path, body] of [
        ["GET", "/cus_0000000000000000", undefined],
        ["PATCH", "/cus_0000000000000000", { first_name: "Jane" }],
        ["DELETE", "/cus_0000000000000000", undefined],
        ["POST", "/cus_0000000000000000/unsubscribe", {}],
      ] as const) {
        expect(await contactsOf(privy, method, path, body)).toMatchObject(notFound);
      }
    },
  },
  {
    title: "refuses a contact with neither email nor phone",
    page: "CREATE",
    run: async (privy) => {
      expect(refusedFields(await contactsOf(privy, "POST", "", { first_name: "Jane" }))).toHaveLength(1);
    },
  },
  {
    title: "refuses custom fields that are nested",
    page: "CREATE",
    run: async (privy) => {
      const custom_fields = { address: { city: "New York" } };
      const answer = await contactsOf(privy, "POST", "", privy.newContact({ custom_fields }));
      expect(refusedFields(answer)).toEqual(["custom_fields"]);
    },
  },
  {
    title: "answers 409 with the id of the contact that has the email or the phone already",
    page: "CREATE, ERR, CHG",
    notOnRealAccount: leavesContacts,
    run: async (privy) => {
      const fields = privy.newContact({ phone_number: phone });
      const id = await create(privy, fields);
      for (const same of [
        privy.newContact({ email: fields.email }),
        privy.newContact({ phone_number: phone }),
      ]) {
        expect(await contactsOf(privy, "POST", "", same)).toMatchObject({
          status: 409,
          body: { error: { code: "conflict" } },
        });
        const failure = privy.client().contacts.create(Object.assign({ phone_number: null }, same));
        await expect(failure).rejects.toMatchObject({ name: "ConflictError", status: 409, existingId: id });
      }
    },
  },
  {
    title: "changes what an update gives, replaces tags and custom fields as a whole, and leaves the rest",
    page: "UPDATE",
    notOnRealAccount: leavesContacts,
    run: async (privy) => {
      const fields = privy.newContact({
        last_name: "Doe",
        tags: ["a", "b"],
        custom_fields: { one: 1, two: 2 },
      });
      const id = await create(privy, fields);
      const changes = { last_name: "Roe", tags: ["c"], custom_fields: { three: 3 } };
      expect(await contactsOf(privy, "PATCH", `/${id}`, changes)).toMatchObject({ status: 200 });
      const { data } = Object((await contactsOf(privy, "GET", `/${id}`)).body);
      expect(data).toMatchObject({ email: fields.email, first_name: "Jane", last_name: "Roe", tags: ["c"] });
      expect(data.custom_fields).toEqual({ three: 3 });
    },
  },
  {
    title: "lets an email or a phone be written while there is none, and never changed",
    page: "UPDATE",
    notOnRealAccount: leavesContacts,
    run: async (privy) => {
      const id = await create(privy, privy.newContact());
      expect(await contactsOf(privy, "PATCH", `/${id}`, { phone_number: phone })).toMatchObject({
        status: 200,
        body: { data: { phone_number: phone } },
      });
      for (const changes of [{ phone_number: "+12125550199" }, { email: "other@example.com" }]) {
        const answer = await contactsOf(privy, "PATCH", `/${id}`, changes);
        expect(refusedFields(answer)).toEqual(Object.keys(changes));
      }
    },
  },
  {
    title: "answers a deletion with the contact, hides it, and restores it when it is created again",
    page: "DELETE, CREATE",
    notOnRealAccount: leavesContacts,
    run: async (privy) => {
      const fields = privy.newContact();
      const id = await create(privy, fields);
      expect(await contactsOf(privy, "DELETE", `/${id}`)).toMatchObject({
        status: 200,
        body: { data: { id } },
      });
      expect(await contactsOf(privy, "GET", `/${id}`)).toMatchObject(notFound);
      expect(await create(privy, { ...fields, first_name: "Joan" })).toBe(id);
      const again = await contactsOf(privy, "GET", `/${id}`);
      expect(again).toMatchObject({ status: 200, body: { data: { first_name: "Joan" } } });
    },
  },
  {
    title: "lists contacts page by page, and says how many there are",
    page: "LIST",
    notOnRealAccount: leavesContacts,
    run: async (privy) => {
      const emails = [1, 2, 3].map(() => privy.newContact());
      for (const fields of emails) await create(privy, fields);
      const first = await contactsOf(privy, "GET", "?per_page=2");
      expect(first).toMatchObject({
        status: 200,
        body: { pagination: { page: 1, per_page: 2, total_count: 3, total_pages: 2 } },
      });
      const seen: unknown[] = [];
      for await (const { email } of privy.client().contacts.list({ per_page: 2 })) seen.push(email);
      expect(seen.sort()).toEqual(emails.map(({ email }) => email).sort());
    },
  },
  {
    title: "finds contacts by email, phone and consents",
    page: "LIST",
    notOnRealAccount: leavesContacts,
    run: async (privy) => {
      const wanted = privy.newContact({
        phone_number: phone,
        email_consent: "subscribed",
        sms_consent: "single_opt_in",
      });
      const id = await create(privy, wanted);
      await create(privy, privy.newContact());
      for (const [name, value] of Object.entries(wanted)) {
        if (name === "first_name") continue;
        const query = new URLSearchParams({ [name]: String(value) });
        const { body } = await contactsOf(privy, "GET", `?${query}`);
        expect(Object(body).data.map((contact: { id: string }) => contact.id)).toEqual([id]);
      }
    },
  },
  {
    title: "asks for contacts_read to list, and for contacts_write to write",
    page: "AUTH",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const refused = { status: 403, body: { error: { code: "insufficient_scope" } } };
      const send = (token: string, method: string, path: string, body: unknown) =>
        privy.send({ method, path, body, authorization: `Bearer ${token}` });
      const writer = privy.dashboard.createToken(["contacts_write", "orders_write"]);
      const reader = privy.dashboard.createToken(["contacts_read", "orders_write"]);
      expect(await send(writer, "GET", "/contacts", undefined)).toMatchObject(refused);
      expect(await send(reader, "GET", "/contacts", undefined)).toMatchObject({ status: 200 });
      for (const [method, path] of [
        ["POST", "/contacts"],
        ["PATCH", "/contacts/cus_x"],
        ["DELETE", "/contacts/cus_x"],
        ["POST", "/contacts/cus_x/unsubscribe"],
      ] as const) {
        const body = method === "DELETE" ? undefined : {};
        expect(await send(reader, method, path, body)).toMatchObject(refused);
        expect([404, 422]).toContain((await send(writer, method, path, body)).status);
      }
    },
  },
];
