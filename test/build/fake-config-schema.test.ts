import { createFakePrivy, DECISIONS } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { fakeConfigSchema } from "../../src/build/fake-config/fake-config-schema.js";
import { fakeConfigJsonSchema } from "../../src/build/json-schemas.js";
import type { FakeConfig } from "../../src/cli/fake/fake-config.js";

/** One of everything that a config may hold. */
const whole: FakeConfig["options"] = {
  tokens: ["privy_0123456789abcdef0123456789abcdef01234567", { name: "shop", scopes: ["orders_write"] }],
  oauthClients: [{ name: "app", scopes: ["contacts_read"] }],
  integrations: ["shop-integration-token-0123456789", { name: "Shop", active: false }],
  flows: [
    {
      name: "Ask for a review",
      trigger: "order_received",
      conditions: [
        { type: "order_value", operator: "between", value: [50, 90], currency: "USD" },
        { type: "order_count", operator: "gte", value: 2 },
        { type: "purchased_product", productIds: ["lamp", 7], match: "all" },
      ],
      entry: { frequency: "delayed", after: "30d" },
      exitWhenContactBuys: true,
      active: false,
    },
  ],
  segments: [
    {
      name: "Lapsed",
      match: "any",
      conditions: [
        { type: "last_order_date", operator: "not_within_last", value: "90d" },
        { type: "first_order_date", operator: "between", value: ["2026-01-01", "2026-01-31"] },
        { type: "order_count", operator: "eq", value: 1 },
      ],
    },
  ],
  rateLimit: { perMinute: 10, perDay: 100 },
  decisions: { echo: "all" },
  seed: "a shop",
  keepRequests: 100,
};

const begin = {
  contacts: [{ email: "kim@example.com", email_consent: "subscribed" }],
  engagements: [{ email: "kim@example.com", channel: "email", kind: "click", message: "Spring sale" }],
  orders: [{ order_id: 1, email: "kim@example.com", total: 95, currency: "USD", initial_sync: true }],
};

const fits = (config: unknown): boolean => z.safeParse(fakeConfigSchema, config).success;

describe("the JSON schema of the fake's config", () => {
  it("lets through what the fake takes", () => {
    expect(() => createFakePrivy(whole)).not.toThrow();
    expect(z.safeParse(fakeConfigSchema, { $schema: "x", ...whole, begin }).error).toBeUndefined();
    expect(fits({ rateLimit: false })).toBe(true);
    expect(fits({})).toBe(true);
  });

  it.each([
    { flow: [] },
    { flows: [{ name: "x", trigger: "order_paid" }] },
    { flows: [{ name: "x", trigger: "order_placed", condition: [] }] },
    { segments: [{ name: "x", conditions: [] }] },
    { decisions: { echo: "some" } },
    { keepRequests: -1 },
    { begin: { engagements: [{ channel: "email" }] } },
  ])("marks %j in the editor", (config) => {
    expect(fits(config)).toBe(false);
  });

  it("completes every decision with its readings", () => {
    const text = JSON.stringify(fakeConfigJsonSchema());
    for (const [name, { default: usual, alternatives }] of Object.entries(DECISIONS)) {
      expect(text).toContain(`"${name}":{`);
      for (const reading of [usual, ...alternatives]) {
        expect(fits({ decisions: { [name]: reading } }), `${name}: ${reading}`).toBe(true);
      }
    }
    expect(text).toContain('"additionalProperties":false');
  });
});
