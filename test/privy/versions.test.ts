import { runInNewContext } from "node:vm";
import { InvalidInputError, type VersionedUpsertOptions } from "privy-orders";
import { describe, expect, it } from "vitest";
import { broken, json, leastOrder, type Reply, scriptedClient, silence } from "../support/scripted-server.js";

const stored: Reply = async ({ body = "{}" }) => json(200, { data: JSON.parse(body) });
const totals = (sent: readonly { body?: string }[]): unknown[] =>
  sent.map(({ body }) => JSON.parse(body ?? "{}").total);

/** Sends states of one order, each with its total as a mark, one after the other. */
async function sendAll(
  replies: readonly Reply[],
  versions: readonly VersionedUpsertOptions["version"][],
): Promise<{ outcomes: string[]; totals: unknown[] }> {
  const { client, clock, sent } = scriptedClient(replies, { maxAttempts: 1, timeoutMs: 100 });
  const outcomes: string[] = [];
  for (const [index, version] of versions.entries()) {
    const call = client.orders.upsert({ ...leastOrder, total: index + 1 }, { version });
    const outcome = call.then(
      (result) => result.outcome,
      ({ code }) => code,
    );
    await clock.advance(100);
    outcomes.push(await outcome);
  }
  return { outcomes, totals: totals(sent) };
}

describe("an order's state with a version", () => {
  it("is not sent when a newer one was sent before, and the result shows it", async () => {
    const { client, sent } = scriptedClient([stored]);
    const newer = await client.orders.upsert(leastOrder, { version: new Date("2026-03-02T00:00:00Z") });
    const older = await client.orders.upsert(leastOrder, { version: new Date("2026-03-01T00:00:00Z") });
    expect(newer).toMatchObject({ outcome: "updated", superseded: false });
    expect(older).toEqual({
      order: { order_id: "450789469" },
      outcome: "not_sent",
      superseded: true,
      warnings: [],
    });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ["newer states are sent", [1, 2, 3], [1, 2, 3]],
    ["the same version may be sent again", [2, 2], [1, 2]],
    ["older ones are not, however old", [5, 4, -1, 6], [1, 4]],
    ["a Date and its milliseconds are one version", [new Date(5), 4, 6], [1, 3]],
    ["a Date of another realm is one, too", [runInNewContext("new Date(5)"), 4, 6], [1, 3]],
    ["a state without a version is always sent, and changes nothing", [5, undefined, 4], [1, 2]],
  ])("follows the order of versions: %s", async (_, versions, sent) => {
    expect((await sendAll([stored], versions)).totals).toEqual(sent);
  });

  it.each([
    ["was refused, so that it is not stored", [json(422, {}), stored], ["rejected", "updated"]],
    ["found the rate limit used up", [json(429, {}), stored], ["rate_limited", "updated"]],
    ["could not be sent", [broken("ECONNREFUSED"), stored], ["connection_failed", "updated"]],
    ["got no response, and may be stored", [silence, stored], ["timeout", "not_sent"]],
    [
      "lost its connection, and may be stored",
      [broken("ECONNRESET"), stored],
      ["connection_failed", "not_sent"],
    ],
    ["failed in the server, and may be stored", [json(500, {}), stored], ["server_error", "not_sent"]],
  ] satisfies [string, Reply[], string[]][])("after a newer one that %s", async (_, replies, outcomes) => {
    expect((await sendAll(replies, [2, 1])).outcomes).toEqual(outcomes);
  });

  it("may be stored when its caller gives up while it is sent, so that an older one is not sent", async () => {
    const { client, sent } = scriptedClient([silence, stored]);
    const controller = new AbortController();
    const newer = client.orders.upsert(leastOrder, { version: 2, signal: controller.signal });
    const older = client.orders.upsert(leastOrder, { version: 1 });
    controller.abort("enough");
    await expect(newer).rejects.toBe("enough");
    expect(await older).toMatchObject({ outcome: "not_sent" });
    expect(sent).toHaveLength(1);
  });

  it("is judged when its turn comes, not when the call is made", async () => {
    const { client, sent } = scriptedClient([stored]);
    const calls = [3, 1, 2, 4].map((version) =>
      client.orders.upsert({ ...leastOrder, total: version }, { version }),
    );
    const outcomes = (await Promise.all(calls)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["updated", "not_sent", "not_sent", "updated"]);
    expect(totals(sent)).toEqual([3, 4]);
  });

  it("is never merged into a newer one when calls are coalesced", async () => {
    const { client, sent } = scriptedClient([stored], { coalesce: true });
    const calls = [1, 5, 3, 6].map((version) =>
      client.orders.upsert({ ...leastOrder, total: version }, { version }),
    );
    const outcomes = (await Promise.all(calls)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["updated", "updated", "updated", "updated"]);
    // The first is under way; 5 waits alone, since 3 is older; 3 joins 6.
    expect(totals(sent)).toEqual([1, 5, 6]);
    // What was merged into 6 leaves 6 the newest.
    expect(await client.orders.upsert(leastOrder, { version: 5 })).toMatchObject({ outcome: "not_sent" });
  });

  it("is compared with those of the same order only", async () => {
    const { client, sent } = scriptedClient([stored]);
    await client.orders.upsert({ ...leastOrder, order_id: 1 }, { version: 9 });
    await client.orders.upsert({ ...leastOrder, order_id: 2 }, { version: 1 });
    expect(sent).toHaveLength(2);
  });

  it("is remembered for the last 10,000 orders", async () => {
    const { client, sent } = scriptedClient([stored]);
    for (let id = 1; id <= 10_001; id += 1) {
      await client.orders.upsert({ ...leastOrder, order_id: id }, { version: 2 });
    }
    await client.orders.upsert({ ...leastOrder, order_id: 2 }, { version: 1 });
    expect(sent).toHaveLength(10_001);
    await client.orders.upsert({ ...leastOrder, order_id: 1 }, { version: 1 });
    expect(sent).toHaveLength(10_002);
  });

  it.each([["2026-01-01"], [Number.NaN], [new Date("?")], [null], [5n]])(
    "must be a Date or a number: %s is refused",
    async (version) => {
      const { client, sent } = scriptedClient([stored]);
      // As from JavaScript, where no compiler looks.
      const call = client.orders.upsert(leastOrder, { version: version as unknown as number });
      await expect(call).rejects.toThrow(InvalidInputError);
      await expect(call).rejects.toThrow(/version: must be a valid Date or a finite number/);
      expect(sent).toHaveLength(0);
    },
  );
});
