// How a shop tests its own code against the fake. The two functions below stand for that code.
import { PrivyClient } from "privy-orders";
import { createFakePrivy } from "privy-orders/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

interface Sale {
  id: number;
  cents: number;
  buyer: string;
  deliveredAt?: Date;
}

/** The shop's code, when it is handed its client. */
async function reportSale(client: PrivyClient, sale: Sale): Promise<void> {
  await client.orders.upsert({
    order_id: sale.id,
    total: sale.cents / 100,
    currency: "USD",
    order_date: new Date("2026-01-01T10:00:00Z"),
    email: sale.buyer,
    fulfillment_status: sale.deliveredAt ? "delivered" : "unfulfilled",
  });
}

/** The shop's code, when it makes its client itself, from the environment. */
function reportSaleOnItsOwn(sale: Sale): Promise<void> {
  return reportSale(PrivyClient.fromEnv(), sale);
}

const privy = createFakePrivy({ flows: [{ name: "Ask for a review", trigger: "order_received" }] });
const sale: Sale = { id: 1001, cents: 4990, buyer: "kim@example.com" };

beforeEach(() => privy.reset());

describe("with a client that is wired to the fake", () => {
  const client = privy.client();

  it("reports a sale in major units, to a contact of the buyer's", async () => {
    await reportSale(client, sale);
    expect(privy.order(1001)).toMatchObject({ total_amount: "49.90", email: "kim@example.com" });
    expect(privy.contact("kim@example.com")).toMatchObject({ email_consent: "never_subscribed" });
  });

  it("asks for a review when the parcel has arrived, and only once", async () => {
    await reportSale(client, sale);
    expect(privy.flowRuns).toEqual([]);
    await reportSale(client, { ...sale, deliveredAt: new Date() });
    await reportSale(client, { ...sale, deliveredAt: new Date() });
    expect(privy.flowRuns).toMatchObject([{ flow: "Ask for a review", orderId: "1001" }]);
  });

  it("reports to the caller when the token is no longer valid", async () => {
    privy.tokens.revoke(privy.tokens.list()[0]?.token ?? "");
    await expect(reportSale(client, sale)).rejects.toMatchObject({ name: "AuthenticationError" });
    expect(privy.orders).toEqual([]);
  });
});

describe("with code that makes its own client", () => {
  // From here on the global fetch reaches the fake whenever it is called for Privy; any other request fails the test.
  beforeAll(() => privy.listen({ onUnhandledRequest: "error" }));
  afterAll(() => privy.close());
  beforeEach(() => {
    vi.stubEnv("PRIVY_API_TOKEN", privy.tokens.list()[0]?.token);
    return () => vi.unstubAllEnvs();
  });

  it("sends the sale with the token of the environment", async () => {
    await reportSaleOnItsOwn(sale);
    expect(privy.requests).toMatchObject([{ path: "/v1/orders/placed", status: 201, outcome: "created" }]);
  });
});
