import { ConflictError, TimeoutError } from "privy-orders";
import { describe, expect, it } from "vitest";
import { macrotask } from "../../../src/testing/kit/clock/macrotask.js";
import { conflict, jane } from "../../fixtures/contact.js";
import { rejection, scriptedPrivy, stubPrivy } from "../../support/scripted-server.js";

const stored = { body: { data: { ...jane, phone_number: "+12125550123" } } };
const input = {
  email: "jane@example.com",
  phone_number: "+1 212 555 0123",
  first_name: "Jane",
  email_consent: "subscribed",
} as const;
const changes = { first_name: "Jane", email_consent: "subscribed" };

describe("client.contacts.upsert", () => {
  it("creates a contact that is new", async () => {
    const { client, requests } = scriptedPrivy([{ status: 201, body: { data: jane } }]);
    const { contact, outcome, warnings, response } = await client.contacts.upsert(input);
    expect({ id: contact.id, outcome, warnings }).toEqual({
      id: "cus_a1b2c3d4e5f6g7h8",
      outcome: "created",
      warnings: [],
    });
    expect(response).toMatchObject({ status: 201, attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  it("updates the contact that exists, without the fields that cannot change", async () => {
    const { client, requests } = scriptedPrivy([conflict("cus_a1b2c3d4e5f6g7h8"), stored]);
    const { contact, outcome, warnings, response } = await client.contacts.upsert(input);
    expect({ id: contact.id, outcome, warnings }).toEqual({
      id: "cus_a1b2c3d4e5f6g7h8",
      outcome: "updated",
      warnings: [],
    });
    expect(response).toMatchObject({ status: 200, attempts: 2 });
    expect(requests[1]).toEqual({ method: "PATCH", path: "/contacts/cus_a1b2c3d4e5f6g7h8", body: changes });
  });

  it("is indeterminate about who created the contact when an earlier attempt got no response", async () => {
    const { client } = scriptedPrivy([
      new TypeError("socket hang up"),
      conflict("cus_a1b2c3d4e5f6g7h8"),
      stored,
    ]);
    const { outcome, response } = await client.contacts.upsert(input);
    expect(outcome).toBe("indeterminate");
    expect(response.attempts).toBe(3);
  });

  it("looks for the contact by email, then by phone, when Privy does not name it", async () => {
    const { client, requests } = scriptedPrivy([
      conflict(),
      { body: { data: [] } },
      { body: { data: [{ id: "cus_p1p2p3p4p5p6p7p8" }] } },
      { body: { data: { ...jane, id: "cus_p1p2p3p4p5p6p7p8" } } },
    ]);
    const { outcome } = await client.contacts.upsert(input);
    expect(outcome).toBe("updated");
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /contacts",
      "GET /contacts?email=jane%40example.com&per_page=1",
      "GET /contacts?phone_number=%2B12125550123&per_page=1",
      "PATCH /contacts/cus_p1p2p3p4p5p6p7p8",
    ]);
  });

  it("does not trust an id that would lead elsewhere", async () => {
    const { client, requests } = scriptedPrivy([
      conflict(".."),
      { body: { data: [{ id: "cus_a1b2c3d4e5f6g7h8" }] } },
      stored,
    ]);
    await client.contacts.upsert(input);
    expect(requests.at(-1)?.path).toBe("/contacts/cus_a1b2c3d4e5f6g7h8");
  });

  it("rejects with the conflict when what it finds has no usable id", async () => {
    const { client, requests } = scriptedPrivy([conflict(), { body: { data: [{ id: ".." }] } }]);
    expect(await rejection(client.contacts.upsert(input))).toBeInstanceOf(ConflictError);
    expect(requests).toHaveLength(2);
  });

  it("rejects with the conflict when the existing contact cannot be found", async () => {
    const { client } = scriptedPrivy([conflict(), { body: { data: [] } }]);
    const error = await rejection(client.contacts.upsert({ email: "jane@example.com" }));
    expect(error).toBeInstanceOf(ConflictError);
  });

  it("reads the contact when there is nothing else to write", async () => {
    const { client, requests } = scriptedPrivy([conflict("cus_a1b2c3d4e5f6g7h8"), { body: { data: jane } }]);
    const { outcome, warnings } = await client.contacts.upsert({
      email: "Jane@Example.com",
      send_welcome_sms: false,
    });
    expect({ outcome, warnings }).toEqual({ outcome: "updated", warnings: [] });
    expect(requests[1]).toEqual({ method: "GET", path: "/contacts/cus_a1b2c3d4e5f6g7h8", body: undefined });
  });

  it("warns when the contact that it found has another email or phone than was given", async () => {
    const { client } = scriptedPrivy([
      conflict("cus_x9y8z7w6v5u4t3s2"),
      { body: { data: { ...jane, id: "cus_x9y8z7w6v5u4t3s2", email: "other@example.com" } } },
    ]);
    const { warnings } = await client.contacts.upsert(input);
    expect(warnings).toMatchObject([
      { code: "email_not_written", path: ["email"] },
      { code: "phone_number_not_written", path: ["phone_number"] },
    ]);
    expect(JSON.stringify(warnings)).not.toMatch(/example\.com|212/);
  });

  it("keeps one deadline for all its requests together", async () => {
    const { client, clock } = stubPrivy(
      async ({ method }) => {
        // The first takes most of the time, the second never ends.
        await new Promise<void>((resolve) =>
          clock.setTimer(resolve, method === "POST" ? 8_000 : 100_000, "wait"),
        );
        return conflict("cus_a1b2c3d4e5f6g7h8");
      },
      { timeoutMs: 9_000 },
    );
    const startedAt = clock.now();
    const error = await rejection(client.contacts.upsert(input, { deadlineMs: 10_000 }));
    expect(clock.now() - startedAt).toBe(10_000);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ clock: "deadline", timeoutMs: 10_000, attempts: 2 });
  });

  it("rejects what a new contact cannot be, before anything is sent", async () => {
    const { client, requests } = scriptedPrivy([]);
    const error = await rejection(client.contacts.upsert({ email: "jane" }));
    expect(error).toMatchObject({ code: "invalid_input", issues: [{ path: ["email"] }] });
    expect(requests).toEqual([]);
  });

  it("rejects with Privy's refusal when the contact may not be written", async () => {
    const refusal = {
      status: 422,
      body: { error: { code: "validation_failed", message: "is compliance_suppressed" } },
    };
    const { client } = scriptedPrivy([conflict("cus_a1b2c3d4e5f6g7h8"), refusal]);
    expect(await rejection(client.contacts.upsert(input))).toMatchObject({ code: "rejected", status: 422 });
  });

  it("lets two upserts of one new contact find each other", async () => {
    const contacts = new Set<string>();
    const { client, requests } = stubPrivy(async ({ method, body }) => {
      if (method === "PATCH") return stored;
      // The first takes its time to arrive; the second must not overtake it.
      if (JSON.stringify(body).includes('"1"')) for (let turn = 0; turn < 20; turn += 1) await macrotask();
      if (contacts.size > 0) return conflict("cus_a1b2c3d4e5f6g7h8");
      contacts.add("cus_a1b2c3d4e5f6g7h8");
      return { status: 201, body: { data: jane } };
    });
    const results = await Promise.all([
      client.contacts.upsert({ email: "jane@example.com", first_name: "1" }),
      client.contacts.upsert({ email: "JANE@example.com", first_name: "2" }),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(["created", "updated"]);
    expect(requests.at(-1)?.body).toEqual({ first_name: "2" });
  });
});
