import { InvalidInputError, PrivyClient, type UpsertOptions } from "privy-orders";
import { describe, expect, it } from "vitest";

const client = new PrivyClient({
  token: "privy_test",
  fetch: async () => {
    throw new Error("nothing may be sent");
  },
});
const order = {
  order_id: 1,
  email: "kim@example.com",
  total: 1,
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
};

describe("the options of a call", () => {
  it.each([
    [{ timeout: 5 }, /timeout: unknown option of a call; did you mean timeoutMs\?/],
    [{ idempotencyKey: "x" }, /idempotencyKey: unknown option of a call; the options are/],
    [null, /must be an object of options/],
  ])("are refused when they say %j, before anything is sent", async (options, message) => {
    // As from JavaScript, where no compiler looks.
    const error: unknown = await client.orders
      .upsert(order, options as UpsertOptions)
      .catch((caught) => caught);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(String(error)).toMatch(message);
    await expect(client.contacts.get("cus_1", options as never)).rejects.toThrow(message);
  });
});
