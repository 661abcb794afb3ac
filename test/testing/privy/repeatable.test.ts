import { describe, expect, it } from "vitest";
import { createFakePrivy } from "../../../src/testing/index.js";

/** Many orders at once, more than a minute's limit, half of them struck by chaos; then what the fake saw. */
async function run(seed: number): Promise<readonly unknown[]> {
  const privy = createFakePrivy({ seed });
  privy.chaos({ rate: 0.5 });
  const { orders } = privy.client();
  const calls = Array.from({ length: 150 }, (_, index) =>
    orders.upsert({
      order_id: index + 1,
      total: 95,
      currency: "USD",
      order_date: "2026-01-01T10:00:00Z",
      email: `a${index % 7}@example.com`,
    }),
  );
  await Promise.allSettled(calls);
  return privy.requests;
}

describe("a run under chaos with many calls at once", () => {
  it("is the same, request for request and to the millisecond, with the same seed", async () => {
    const requests = await run(7);
    expect(requests.length).toBeGreaterThan(100);
    expect(await run(7)).toEqual(requests);
    expect(await run(8)).not.toEqual(requests);
  });
});
