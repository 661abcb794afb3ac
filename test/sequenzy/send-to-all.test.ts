import { InvalidInputError, type OrderInput } from "privy-orders";
import { SequenzyClient, sendToAll } from "privy-orders/sequenzy";
import { createFakePrivy } from "privy-orders/testing";
import { describe, expect, it } from "vitest";

const order: OrderInput = {
  order_id: 1001,
  email: "jane@example.com",
  total: 95,
  currency: "USD",
  order_date: "2026-01-05T10:00:00Z",
  line_items: [{ product_id: 7, title: "Mug", quantity: 1 }],
};

function setUp(status = 202) {
  const privy = createFakePrivy();
  const pushed: unknown[] = [];
  const sequenzy = new SequenzyClient({
    apiKey: "sk_test",
    clock: privy.clock,
    maxAttempts: 1,
    fetch: async (_url, request) => {
      pushed.push(JSON.parse(request.body ?? "{}"));
      return Response.json(
        status === 202 ? { success: true, queued: true, jobId: "job-1" } : { error: "down" },
        { status },
      );
    },
  });
  return { privy, sequenzy, pushed };
}

describe("sendToAll", () => {
  it("reports an order to both", async () => {
    const { privy, sequenzy, pushed } = setUp();
    const result = await sendToAll(order, { privy: privy.client(), sequenzy });
    expect(result).toMatchObject({
      ok: true,
      privy: { ok: true, result: { outcome: "created" } },
      sequenzy: { ok: true, result: { jobId: "job-1" } },
    });
    expect(privy.orders).toHaveLength(1);
    expect(pushed).toMatchObject([{ orderId: "1001", totalCents: 9500 }]);
  });

  it("shows one's result when the other fails", async () => {
    const { privy, sequenzy } = setUp(500);
    const result = await sendToAll(order, { privy: privy.client(), sequenzy });
    expect(result).toMatchObject({
      ok: false,
      privy: { ok: true },
      sequenzy: { ok: false, error: { code: "server_error" } },
    });
  });

  it("sends to Privy what Sequenzy cannot express", async () => {
    const { privy, sequenzy, pushed } = setUp();
    const { email: _email, ...rest } = order as OrderInput & { email: string };
    const result = await sendToAll({ ...rest, phone: "+12025550123" }, { privy: privy.client(), sequenzy });
    expect(result.privy.ok).toBe(true);
    expect(result.sequenzy.ok === false && result.sequenzy.error).toBeInstanceOf(InvalidInputError);
    expect(pushed).toEqual([]);
  });
});
