import { describe, expect, it } from "vitest";
import { createGate, openShop, payloads } from "../harness.js";

const at = (hour: string, status = "refunded"): object =>
  payloads.shopify({ updated_at: `2026-01-01T${hour}:00:00Z`, financial_status: status });
const never = new Promise<never>(() => undefined);

describe("a delivery that hangs and ignores its signal", () => {
  it("does not keep the order's next hook from being delivered", async () => {
    const begun = createGate();
    const delivered: unknown[] = [];
    const shop = openShop("shopify", {
      deliver({ financial_status }) {
        if (financial_status === "paid") {
          begun.open();
          return never;
        }
        return delivered.push(financial_status);
      },
    });
    const first = shop.send(at("10", "paid"));
    await begun.reached;
    await shop.clock.advance(3_000);
    expect((await first).status).toBe(503);
    expect((await shop.send(at("11"))).status).toBe(200);
    expect(delivered).toEqual(["refunded"]);
  });

  it("is forgotten when it ends after a newer state: the older one stays late", async () => {
    const [begun, end, ended] = [createGate(), createGate(), createGate()];
    const delivered: unknown[] = [];
    const shop = openShop("shopify", {
      async deliver({ financial_status }) {
        if (financial_status === "paid" && delivered.length === 0) {
          begun.open();
          await end.reached;
          setTimeout(ended.open);
        }
        delivered.push(financial_status);
      },
    });
    const first = shop.send(at("10", "paid"));
    await begun.reached;
    await shop.clock.advance(3_000);
    await first;
    await shop.send(at("12"));
    end.open();
    await ended.reached;
    await shop.send(at("11", "paid"));
    expect(delivered).toEqual(["refunded", "paid"]);
    expect(shop.skipped).toMatchObject([{ reason: "late" }]);
  });
});

describe("a store of delivered states that hangs", () => {
  it("is left out after a second, and the order is delivered", async () => {
    const asked = createGate();
    const seen = {
      get: () => {
        asked.open();
        return never;
      },
      put: async () => undefined,
    };
    const shop = openShop("shopify", { seen });
    const sent = shop.send(at("10"));
    await asked.reached;
    await shop.clock.advance(1_000);
    expect((await sent).status).toBe(200);
    expect(shop.delivered).toHaveLength(1);
  });

  it("does not make a delivered order undelivered", async () => {
    const asked = createGate();
    const seen = {
      get: async () => null,
      put: () => {
        asked.open();
        return never;
      },
    };
    const shop = openShop("woocommerce", { seen });
    const sent = shop.send(payloads.woocommerce());
    await asked.reached;
    await shop.clock.advance(1_000);
    expect((await sent).status).toBe(200);
    expect([shop.delivered.length, shop.undelivered]).toEqual([1, []]);
    expect(shop.settled).toMatchObject([{ outcome: "delivered" }]);
  });
});
