import { inspect } from "node:util";
import fc from "fast-check";
import {
  type AttemptEvent,
  ConflictError,
  type Contacts,
  InvalidInputError,
  NotFoundError,
  RejectedError,
  UnexpectedResponseError,
} from "privy-orders";
import { createFakePrivy } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { conflict, jane } from "../../fixtures/contact.js";
import { rejection, type StubAnswer, scriptedPrivy, stubPrivy } from "../../support/scripted-server.js";

/** Answers with a contact of the id that the request is about. */
const echoId = ({ path }: { path: string }): StubAnswer => {
  const id = decodeURIComponent(path.split("/")[2] ?? "cus_new");
  return { body: { data: { ...jane, id } } };
};

describe("client.contacts", () => {
  it("gets a contact, nulls and unknown fields included", async () => {
    const { client, requests } = scriptedPrivy([{ body: { data: { ...jane, birthday: "2000-01-01" } } }]);
    const { contact, warnings, response } = await client.contacts.get("cus_a1b2c3d4e5f6g7h8");
    expect(contact).toEqual({ ...jane, birthday: "2000-01-01" });
    expect(warnings).toEqual([]);
    expect(response).toMatchObject({ status: 200, attempts: 1 });
    expect(requests).toEqual([{ method: "GET", path: "/contacts/cus_a1b2c3d4e5f6g7h8", body: undefined }]);
  });

  it("creates, updates and deletes with what was given, and nothing else", async () => {
    const { client, requests } = stubPrivy(({ method }) => ({
      status: method === "POST" ? 201 : 200,
      body: { data: jane },
    }));
    const created = await client.contacts.create({ email: "jane@example.com", sms_consent: null });
    await client.contacts.update("cus_a1b2c3d4e5f6g7h8", { email_consent: "unsubscribed", first_name: null });
    const deleted = await client.contacts.delete("cus_a1b2c3d4e5f6g7h8");
    expect(created.contact.id).toBe("cus_a1b2c3d4e5f6g7h8");
    expect(created.response.status).toBe(201);
    expect(deleted.contact.id).toBe("cus_a1b2c3d4e5f6g7h8");
    expect(requests).toEqual([
      { method: "POST", path: "/contacts", body: { email: "jane@example.com" } },
      {
        method: "PATCH",
        path: "/contacts/cus_a1b2c3d4e5f6g7h8",
        body: { email_consent: "unsubscribed", first_name: null },
      },
      { method: "DELETE", path: "/contacts/cus_a1b2c3d4e5f6g7h8", body: undefined },
    ]);
  });

  it("applies the client's default country and its word on unknown fields", async () => {
    const { client, requests } = scriptedPrivy([{ status: 201, body: { data: jane } }], {
      defaultCountry: "US",
      unknownFields: "send",
    });
    await client.contacts.create({ phone_number: "(212) 555-0123", ...{ birthday: "2000-01-01" } });
    expect(requests[0]?.body).toEqual({ phone_number: "+12125550123", birthday: "2000-01-01" });
  });

  it("keeps an id in its place, whatever characters it has", async () => {
    const { client, requests } = stubPrivy(echoId);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), async (id) => {
        const before = requests.length;
        const error = await client.contacts.delete(id).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error !== undefined) {
          expect(error).toBeInstanceOf(InvalidInputError);
          expect(requests.length).toBe(before);
        } else expect(requests.at(-1)?.path).toBe(`/contacts/${encodeURIComponent(id)}`);
      }),
    );
  });

  it.each(["../orders/placed", "a/b", "%2e%2e", "..%2f..", "?email=x", "#", "cus_1/unsubscribe", "\\..\\"])(
    "cannot be led out of the contacts by the id %s",
    async (id) => {
      const { client, requests } = stubPrivy(echoId);
      await client.contacts.get(id);
      expect(requests[0]?.path).toMatch(/^\/contacts\/[^/?#\\]+$/);
    },
  );

  it.each(["", "  ", ".", "..", "x".repeat(256), "\ud800", undefined, null, 7, {}])(
    "refuses %j, which is not an id, before anything is sent",
    async (value) => {
      const { client, requests } = stubPrivy(() => ({ body: { data: jane } }));
      // What JavaScript callers can pass.
      const id = value as string;
      for (const call of [
        client.contacts.get(id),
        client.contacts.update(id, { first_name: "Jane" }),
        client.contacts.unsubscribe(id),
        client.contacts.delete(id),
      ]) {
        expect(await rejection(call)).toMatchObject({ code: "invalid_input", issues: [{ path: ["id"] }] });
      }
      expect(requests).toEqual([]);
    },
  );

  it("keeps the order of writes to one contact, and lets others pass", async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { client, requests } = stubPrivy(async (request) => {
      if (request.method === "PATCH" && request.path.endsWith("slow")) await released;
      return echoId(request);
    });
    const update = client.contacts.update("slow", { first_name: "1" });
    const deletion = client.contacts.delete("slow");
    await client.contacts.update("quick", { first_name: "1" });
    const sent = () => requests.map(({ method, path }) => `${method} ${path}`);
    expect(sent()).toEqual(["PATCH /contacts/slow", "PATCH /contacts/quick"]);
    release();
    await Promise.all([update, deletion]);
    expect(sent().at(-1)).toBe("DELETE /contacts/slow");
  });

  it("never mixes up the lines of a contact and of an order, whatever the contact's id", async () => {
    const { client, requests } = stubPrivy(({ path }) =>
      path.startsWith("/contacts")
        ? new Promise(() => undefined)
        : { status: 201, body: { data: { order_id: 7 } } },
    );
    const controller = new AbortController();
    const hanging = rejection(
      client.contacts.update("7", { first_name: "1" }, { signal: controller.signal }),
    );
    const order = {
      email: "jane@example.com",
      total: 1,
      currency: "USD",
      order_date: "2026-01-01T00:00:00Z",
    };
    await client.orders.upsert({ ...order, order_id: 7 });
    expect(requests).toHaveLength(2);
    controller.abort();
    await hanging;
  });

  it("names the existing contact that prevents a new one", async () => {
    const { client } = scriptedPrivy([conflict("cus_x9y8z7w6v5u4t3s2")]);
    const error = await rejection(client.contacts.create({ email: "jane@example.com" }));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({
      existingId: "cus_x9y8z7w6v5u4t3s2",
      afterUnknownAttempt: false,
      status: 409,
    });
  });

  it("does not claim that another call created the contact when it may have been this one", async () => {
    const { client } = scriptedPrivy([new TypeError("socket hang up"), conflict("cus_a1b2c3d4e5f6g7h8")]);
    const error = await rejection(client.contacts.create({ email: "jane@example.com" }));
    expect(error).toMatchObject({
      code: "conflict",
      existingId: "cus_a1b2c3d4e5f6g7h8",
      afterUnknownAttempt: true,
      attempts: 2,
    });
    expect(String(error)).toContain("this call's own work");
  });

  it("distinguishes a missing contact, a refusal and a response without a contact", async () => {
    const { client } = scriptedPrivy([
      { status: 404, body: { error: { code: "not_found", message: "No such contact" } } },
      {
        status: 422,
        body: {
          error: {
            code: "validation_failed",
            message: "One or more fields are invalid",
            details: [{ field: "email", message: "is immutable" }],
          },
        },
      },
      { body: { data: [] } },
    ]);
    expect(await rejection(client.contacts.get("cus_a1b2c3d4e5f6g7h8"))).toBeInstanceOf(NotFoundError);
    const refused = await rejection(
      client.contacts.update("cus_a1b2c3d4e5f6g7h8", { email: "new@example.com" }),
    );
    expect(refused).toBeInstanceOf(RejectedError);
    expect(refused).toMatchObject({ details: [{ field: "email", message: "is immutable" }] });
    const odd = await rejection(client.contacts.get("cus_a1b2c3d4e5f6g7h8"));
    expect(odd).toBeInstanceOf(UnexpectedResponseError);
    expect(odd).toMatchObject({ reason: "shape", status: 200 });
  });

  it("repeats no value of a customer in an error, even when the server does", async () => {
    const values = [
      "jane@example.com",
      "+12125550123",
      "Jane",
      "Wholesale",
      "gold",
      "cus_a1b2c3d4e5f6g7h8",
      "too many mails",
    ];
    const { client } = stubPrivy(() => ({
      status: 422,
      body: { error: { code: "validation_failed", message: `Bad: ${values.join(", ")}`, details: [] } },
    }));
    const changes = {
      email: "jane@example.com",
      phone_number: "+12125550123",
      first_name: "Jane",
      tags: ["Wholesale"],
      custom_fields: { tier: "gold" },
    };
    const errors = await Promise.all([
      rejection(client.contacts.update("cus_a1b2c3d4e5f6g7h8", changes)),
      rejection(client.contacts.unsubscribe("cus_a1b2c3d4e5f6g7h8", { reason: "too many mails" })),
      rejection(client.contacts.list({ email: "jane@example.com" }).page()),
    ]);
    const [update, unsubscribe, list] = errors.map((error) => inspect(error) + JSON.stringify(error));
    for (const value of values.slice(0, 6)) expect(update).not.toContain(value);
    for (const value of ["cus_a1b2c3d4e5f6g7h8", "too many mails"]) expect(unsubscribe).not.toContain(value);
    for (const value of ["jane@example.com", "Jane"]) expect(list).not.toContain(value);
    expect(update).toContain("Bad: ");
  });

  it("leaves the words of consent readable in an error", async () => {
    const { client } = scriptedPrivy([
      {
        status: 422,
        body: { error: { code: "validation_failed", message: "subscribed needs a phone_number" } },
      },
    ]);
    const error = await rejection(
      client.contacts.update("cus_a1b2c3d4e5f6g7h8", { sms_consent: "subscribed" }),
    );
    expect(String(error)).toContain("subscribed needs a phone_number");
  });

  it("unsubscribes, and passes on that Privy gives the endpoint up", async () => {
    const attempts: AttemptEvent[] = [];
    const { client, requests } = stubPrivy(
      () => ({
        body: { data: jane },
        headers: { Deprecation: "true", Link: '<https://help.privy.com/docs>; rel="deprecation"' },
      }),
      { observer: { onAttempt: (event) => void attempts.push(event) } },
    );
    const { contact, warnings } = await client.contacts.unsubscribe("cus_a1b2c3d4e5f6g7h8", {
      reason: " moved ",
    });
    await client.contacts.unsubscribe("cus_a1b2c3d4e5f6g7h8");
    expect(contact.id).toBe("cus_a1b2c3d4e5f6g7h8");
    expect(warnings).toMatchObject([{ code: "deprecated" }]);
    expect(attempts[0]).toMatchObject({
      route: "/contacts/{id}/unsubscribe",
      deprecation: { deprecation: "true", link: '<https://help.privy.com/docs>; rel="deprecation"' },
    });
    expect(requests).toEqual([
      { method: "POST", path: "/contacts/cus_a1b2c3d4e5f6g7h8/unsubscribe", body: { reason: "moved" } },
      { method: "POST", path: "/contacts/cus_a1b2c3d4e5f6g7h8/unsubscribe", body: {} },
    ]);
  });

  it.each([
    [{ reason: "x".repeat(501) }, "reason"],
    [{ reason: 7 }, "reason"],
    [{ timeoutMs: 1 }, "timeoutMs"],
    ["too many mails", undefined],
  ])("refuses to unsubscribe for %j", async (input, field) => {
    const { client, requests } = stubPrivy(() => ({ body: { data: jane } }));
    const error = await rejection(
      client.contacts.unsubscribe("cus_a1b2c3d4e5f6g7h8", input as { reason?: string }),
    );
    expect(error).toMatchObject({ issues: [{ path: field === undefined ? [] : [field] }] });
    expect(requests).toEqual([]);
  });

  it("counts a reason's characters as people do", async () => {
    const { client, requests } = stubPrivy(() => ({ body: { data: jane } }));
    await client.contacts.unsubscribe("cus_a1b2c3d4e5f6g7h8", { reason: "😀".repeat(500) });
    expect(requests).toHaveLength(1);
  });

  it("never sends a value that belongs to one route into another, whatever the method", async () => {
    const routes = new Set<string>();
    const { client } = stubPrivy(echoId, {
      observer: { onCallStart: ({ operation, route }) => void routes.add(`${operation} ${route}`) },
    });
    const { contacts } = client;
    await contacts.get("cus_secret");
    await contacts.update("cus_secret", { first_name: "Jane" });
    await contacts.delete("cus_secret");
    await contacts.create({ email: "jane@example.com" });
    await rejection(contacts.list({ email: "jane@example.com" }).page());
    expect([...routes]).toEqual([
      "contacts.get /contacts/{id}",
      "contacts.update /contacts/{id}",
      "contacts.delete /contacts/{id}",
      "contacts.create /contacts",
      "contacts.list /contacts",
    ]);
  });

  it("refuses options of a call that cannot be kept, whichever call it is", async () => {
    const { client, requests } = stubPrivy(() => ({ body: { data: jane } }));
    const { contacts } = client;
    const options = { maxAttempts: 0 };
    const calls: ((resource: Contacts) => Promise<unknown>)[] = [
      (resource) => resource.get("a", options),
      (resource) => resource.create({ email: "jane@example.com" }, options),
      (resource) => resource.update("a", { first_name: "Jane" }, options),
      (resource) => resource.upsert({ email: "jane@example.com" }, options),
      (resource) => resource.unsubscribe("a", {}, options),
      (resource) => resource.delete("a", options),
      async (resource) => resource.list({}, options),
    ];
    for (const call of calls)
      expect(await rejection(call(contacts))).toMatchObject({ issues: [{ path: ["maxAttempts"] }] });
    expect(requests).toEqual([]);
  });

  it("ends with the signal's own reason", async () => {
    const { client } = stubPrivy(() => new Promise(() => undefined));
    const controller = new AbortController();
    const call = client.contacts.get("cus_a1b2c3d4e5f6g7h8", { signal: controller.signal });
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await rejection(call)).toBe(reason);
  });
});

it("says how a contact is found by email", async () => {
  const client = createFakePrivy().client();
  await expect(client.contacts.get("kim@example.com")).rejects.toThrow(
    /^(?!.*kim).*id: must be the id that Privy gave a contact \(cus_\.\.\.\); list\(\{ email \}\) finds a contact by email/s,
  );
});
