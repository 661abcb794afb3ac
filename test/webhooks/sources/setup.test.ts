import { InvalidInputError } from "privy-orders";
import {
  bigCommerceWebhook,
  customWebhook,
  ecwidWebhook,
  fetchBigCommerceOrder,
  fetchEcwidOrder,
  fetchMagento2Order,
  fetchSquareOrder,
  fetchSquarespaceOrder,
  squarespaceWebhook,
  squareWebhook,
} from "privy-orders/webhooks";
import { describe, expect, it } from "vitest";

const secret = "5ec7e75ec7e75ec7";
const notificationUrl = "https://shop.example/square";
const token = "a-secret-token";
const fetchOrder = async () => undefined;
const custom = { verify: () => true, map: () => ({}) };

/** As JavaScript may pass options that TypeScript refuses. */
const call = (make: (options: never) => unknown, options: object) => () => make(options as never); // see above

describe("a source that could deliver nothing", () => {
  it.each([
    ["BigCommerce without fetchOrder", call(bigCommerceWebhook, { secret }), "fetchOrder"],
    ["Squarespace without fetchOrder", call(squarespaceWebhook, { secret }), "fetchOrder"],
    ["Square without fetchOrder", call(squareWebhook, { secret, notificationUrl }), "fetchOrder"],
    ["Ecwid without fetchOrder", call(ecwidWebhook, { secret, currency: "EUR" }), "fetchOrder"],
    ["Ecwid without a currency", call(ecwidWebhook, { secret, fetchOrder }), "currency"],
    ["BigCommerce without a token", call(fetchBigCommerceOrder, { storeHash: "abc" }), "token"],
    ["BigCommerce without a store", call(fetchBigCommerceOrder, { token }), "storeHash"],
    ["Ecwid without a store", call(fetchEcwidOrder, { token, storeId: Number.NaN }), "storeId"],
    ["Magento without an address", call(fetchMagento2Order, { token, baseUrl: " " }), "baseUrl"],
    ["Square with a blank token", call(fetchSquareOrder, { token: "" }), "token"],
    ["Squarespace without a token", call(fetchSquarespaceOrder, { token: undefined }), "token"],
    ["a time that is not a number", call(customWebhook, { ...custom, deadlineMs: Number.NaN }), "deadlineMs"],
    ["a time below zero", call(customWebhook, { ...custom, repeatsForMs: -1 }), "repeatsForMs"],
    ["no time at all", call(customWebhook, { ...custom, handoverMs: 0 }), "handoverMs"],
  ])("is refused when it is made, not at its first hook: %s", (_what, make, option) => {
    expect(make).toThrow(InvalidInputError);
    expect(make).toThrow(new RegExp(`^The webhook was not set up:\\s+${option}: must be`));
    expect(make).not.toThrow(token);
  });

  it("is made when what it needs is there", () => {
    expect(() => ecwidWebhook({ secret, currency: "EUR", fetchOrder })).not.toThrow();
    expect(() => fetchEcwidOrder({ token: async () => token, storeId: 1003 })).not.toThrow();
    expect(() => customWebhook({ ...custom, map: (order: never) => order, repeatsForMs: 0 })).not.toThrow();
  });
});
