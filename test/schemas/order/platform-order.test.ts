import { readFileSync } from "node:fs";
import * as platforms from "privy-orders/platforms";
import { safeParseOrder } from "privy-orders/schemas";
import { describe, expect, it } from "vitest";
import { platformOrderAdvice } from "../../../src/schemas/order/platform-order.js";

describe("a platform's own order, passed as it is", () => {
  it.each([
    [
      "fromShopifyWebhook",
      { id: 1, total_price: "95.00", financial_status: "paid", line_items: [], note: null },
    ],
    [
      "fromShopifyGraphql",
      { id: "gid://shopify/Order/1", totalPriceSet: {}, displayFinancialStatus: "PAID" },
    ],
    ["fromWooCommerce", { id: 1, status: "processing", total: "95.00", date_created: "2026-02-28T09:30:00" }],
    ["fromStripeCheckoutSession", { id: "cs_1", object: "checkout.session", amount_total: 9500 }],
    ["fromStripeCheckoutSession", { id: "evt_1", object: "event", data: { object: {} } }],
    ["fromMedusaV2", { id: "order_1", display_id: 1, currency_code: "eur", items: [] }],
  ])("is refused in one sentence that names %s", (mapper, order) => {
    const { error } = safeParseOrder({ ...order, more: 1, fields: 2, than: 3 });
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]?.message).toContain(`${mapper} of privy-orders/platforms`);
    expect(Object.keys(platforms)).toContain(mapper);
  });

  it("is not seen in an order that has an order_id of its own", () => {
    expect(
      platformOrderAdvice({ order_id: 1, id: 1, total_price: 1, financial_status: "paid" }),
    ).toBeUndefined();
  });

  it("is seen in recorded ones", () => {
    const sample = JSON.parse(readFileSync("test/fixtures/shopify-order.json", "utf8"));
    expect(safeParseOrder(sample).error?.issues).toHaveLength(1);
  });
});
