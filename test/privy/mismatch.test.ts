import { UnexpectedResponseError } from "privy-orders";
import { SequenzyClient } from "privy-orders/sequenzy";
import { describe, expect, it } from "vitest";
import { jane } from "../fixtures/contact.js";
import {
  json,
  leastOrder,
  type Reply,
  rejection,
  scriptedClient,
  scriptedPrivy,
} from "../support/scripted-server.js";

const about = (order_id: unknown): Reply => json(200, { data: { order_id } });
const own = about(450789469);

describe("a response about another order", () => {
  it.each([
    [1],
    ["450789468"],
    ["0"],
    [0],
    ["4507894690"],
    ["450789469".padStart(999, "9")],
    ["9".repeat(999)],
    ["450789469000000000000000"],
  ])("is not a success: %s", async (id) => {
    const { client } = scriptedClient([about(id)], { maxAttempts: 1 });
    const error = await rejection(client.orders.upsert(leastOrder));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ reason: "mismatch", status: 200, attempts: 1, retryable: true });
    expect(String(error)).toContain("may have been processed");
    expect(String(error)).not.toMatch(/\d{4}/);
  });

  it.each(["450789469", 450789469, "0450789469", "450789469".padStart(999, "0")])(
    "is told from its own in another spelling: %s",
    async (id) => {
      const { client } = scriptedClient([about(id)]);
      const { order } = await client.orders.upsert(leastOrder);
      expect(order.order_id).toBe("450789469");
    },
  );

  it("is asked for once more, and what came of the first is not known", async () => {
    const { client, sent } = scriptedClient([about(1), own]);
    expect(await client.orders.upsert(leastOrder)).toMatchObject({ outcome: "indeterminate" });
    expect(sent).toHaveLength(2);
  });

  it("is final the second time, however many attempts are left", async () => {
    const { client, sent } = scriptedClient([about(1)], { maxAttempts: 10 });
    expect(await rejection(client.orders.upsert(leastOrder))).toMatchObject({ attempts: 2 });
    expect(sent).toHaveLength(2);
  });
});

describe("a response about another contact", () => {
  const id = "cus_a1b2c3d4e5f6g7h8";
  const other = { body: { data: { ...jane, id: "cus_other" } } };

  it.each([
    ["get", (contacts) => contacts.get(id)],
    ["update", (contacts) => contacts.update(id, { first_name: "Jane" })],
    ["unsubscribe", (contacts) => contacts.unsubscribe(id)],
    ["delete", (contacts) => contacts.delete(id)],
  ] satisfies [
    string,
    (contacts: ReturnType<typeof scriptedPrivy>["client"]["contacts"]) => Promise<unknown>,
  ][])("is not a success: %s", async (_, call) => {
    const { client, requests } = scriptedPrivy([other, other]);
    expect(await rejection(call(client.contacts))).toMatchObject({ reason: "mismatch", attempts: 2 });
    expect(requests).toHaveLength(2);
  });
});

describe("a response about another order of Sequenzy", () => {
  it("is not a success; one that names none is", async () => {
    const order = { orderId: "o-1", totalCents: 1, currency: "usd", customer: { email: "a@example.com" } };
    const replies: object[] = [{ orderId: "o-2" }, {}, { orderId: "o-1" }];
    const fetch = async (): Promise<Response> =>
      Response.json({ success: true, queued: true, ...replies.shift() }, { status: 202 });
    const client = new SequenzyClient({ apiKey: "sk_live_1", fetch, maxAttempts: 1 });
    expect(await rejection(client.orders.push(order))).toMatchObject({ reason: "mismatch" });
    await expect(client.orders.push(order)).resolves.toMatchObject({ queued: true });
    await expect(client.orders.push(order)).resolves.toMatchObject({ queued: true });
  });
});
