import { describe, expect, it } from "vitest";
import { type Account, type Answered, createAccount } from "../../../support/fake.js";

const emailsOf = ({ body }: Answered): readonly unknown[] =>
  Array.isArray(body.data) ? body.data.map(({ email }) => email) : [];

function withContacts(count: number): Account {
  const api = createAccount();
  for (let number = 1; number <= count; number += 1)
    api.privy.addContact({ email: `c${number}@example.com` });
  return api;
}

describe("listing contacts", () => {
  it("gives the newest 25 first unless told otherwise, and counts them all", async () => {
    const { send } = withContacts(30);
    const answer = await send("GET", "/contacts");
    expect(answer.status).toBe(200);
    expect(emailsOf(answer)).toHaveLength(25);
    expect(emailsOf(answer)[0]).toBe("c30@example.com");
    expect(answer.body.pagination).toEqual({ page: 1, per_page: 25, total_count: 30, total_pages: 2 });
  });

  it("gives every contact once, page by page, and nothing beyond the end", async () => {
    const { send } = withContacts(7);
    const seen: unknown[] = [];
    for (const page of [1, 2, 3])
      seen.push(...emailsOf(await send("GET", `/contacts?per_page=3&page=${page}`)));
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((number) => `c${number}@example.com`));
    const beyond = await send("GET", "/contacts?per_page=3&page=4");
    expect([beyond.status, emailsOf(beyond)]).toEqual([200, []]);
    expect(beyond.body.pagination).toEqual({ page: 4, per_page: 3, total_count: 7, total_pages: 3 });
  });

  it("has no page when there are no contacts", async () => {
    const { send } = createAccount();
    const { body } = await send("GET", "/contacts");
    expect(body).toEqual({ data: [], pagination: { page: 1, per_page: 25, total_count: 0, total_pages: 0 } });
  });

  it("finds one by email in any case, or by phone", async () => {
    const { privy, send } = withContacts(2);
    privy.addContact({ email: "ada@example.com", phone_number: "+14155550123" });
    expect(emailsOf(await send("GET", "/contacts?email=ADA@example.com"))).toEqual(["ada@example.com"]);
    expect(emailsOf(await send("GET", "/contacts?phone_number=%2B14155550123"))).toEqual(["ada@example.com"]);
    expect(emailsOf(await send("GET", "/contacts?email=da@example.com"))).toEqual([]);
    expect(emailsOf(await send("GET", "/contacts?email=c1@example.com&phone_number=%2B14155550123"))).toEqual(
      [],
    );
  });

  it("finds contacts by consent; suppressed are the merchant's only", async () => {
    const { privy, send } = createAccount();
    for (const email_consent of [
      "subscribed",
      "unsubscribed",
      "never_subscribed",
      "suppressed",
      "compliance_suppressed",
    ] as const) {
      privy.addContact({ email: `${email_consent}@example.com`, email_consent });
      expect(emailsOf(await send("GET", `/contacts?email_consent=${email_consent}`))).toEqual([
        `${email_consent}@example.com`,
      ]);
    }
    privy.addContact({ email: "p@example.com", phone_number: "+14155550123", sms_consent: "pending" });
    expect(emailsOf(await send("GET", "/contacts?sms_consent=pending"))).toEqual(["p@example.com"]);
    expect(emailsOf(await send("GET", "/contacts?sms_consent=never_subscribed"))).toHaveLength(5);
    const both = await send("GET", "/contacts?sms_consent=pending&email_consent=subscribed");
    expect(emailsOf(both)).toEqual([]);
  });

  it("counts what the filter lets through", async () => {
    const { privy, send } = withContacts(3);
    privy.addContact({ email: "s@example.com", email_consent: "subscribed" });
    const { body } = await send("GET", "/contacts?email_consent=never_subscribed&per_page=2");
    expect(body.pagination).toEqual({ page: 1, per_page: 2, total_count: 3, total_pages: 2 });
  });

  const refused: readonly (readonly [string, string])[] = [
    ["page=0", "page: must be an integer from 1 to 2147483647"],
    ["page=-1", "page: must be an integer from 1 to 2147483647"],
    ["page=1.5", "page: must be an integer from 1 to 2147483647"],
    ["page=99999999999999999999", "page: must be an integer from 1 to 2147483647"],
    ["page=first", "page: must be an integer from 1 to 2147483647"],
    ["page=", "page: can't be blank"],
    ["per_page=0", "per_page: must be an integer from 1 to 100"],
    ["per_page=101", "per_page: must be an integer from 1 to 100"],
    ["email=", "email: can't be blank"],
    ["email=nobody", "email: is invalid"],
    ["phone_number=+14155550123", "phone_number: must be in E.164 format, its + encoded as %2B"],
    ["email_consent=yes", "email_consent: is not included in the list"],
    ["email_consent=pending", "email_consent: is not included in the list"],
    ["sms_consent=suppressed", "sms_consent: is not included in the list"],
  ];
  for (const [query, problem] of refused) {
    it(`refuses ${query}`, async () => {
      const { send } = createAccount();
      const answer = await send("GET", `/contacts?${query}`);
      expect([answer.status, answer.problems]).toEqual([422, [problem]]);
    });
  }

  it("names all problems at once, and takes the limits themselves", async () => {
    const { send } = createAccount();
    expect((await send("GET", "/contacts?page=0&per_page=0&email=x")).problems).toHaveLength(3);
    expect((await send("GET", "/contacts?page=1&per_page=100")).status).toBe(200);
    expect((await send("GET", "/contacts?page=2147483647&per_page=1")).status).toBe(200);
  });

  it("lets the last of a repeated parameter count, and ignores unknown ones", async () => {
    const { send } = withContacts(3);
    const answer = await send("GET", "/contacts?per_page=1&per_page=2&sort=asc&__proto__=1");
    expect(emailsOf(answer)).toEqual(["c3@example.com", "c2@example.com"]);
  });

  it("lets the client's upsert find who is in the way, whether or not the conflict names them", async () => {
    for (const conflictId of ["error.id", "id", "data.id", "none"] as const) {
      const { privy } = createAccount({ decisions: { conflictId } });
      const { contacts } = privy.client();
      const first = await contacts.upsert({ email: "ada@example.com" });
      const second = await contacts.upsert({ email: "Ada@example.com", tags: ["vip"] });
      expect([first.outcome, second.outcome]).toEqual(["created", "updated"]);
      expect(second.contact).toMatchObject({ id: first.contact.id, tags: ["vip"] });
    }
  });

  it("is read to the end by the client", async () => {
    const { privy } = withContacts(205);
    const seen: unknown[] = [];
    for await (const contact of privy.client().contacts.list()) seen.push(contact.email);
    expect(new Set(seen).size).toBe(205);
    expect(privy.requests).toHaveLength(3);
  });
});
