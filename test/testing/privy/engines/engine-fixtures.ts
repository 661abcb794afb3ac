import { createOrderStore, type OrderStore } from "../../../../src/testing/privy/account/order-store.js";
import type { FakeContact, FakeOrder } from "../../../../src/testing/privy/model.js";

/** The moment at which most of these tests play. */
export const noon = "2026-03-10T12:00:00.000Z";

export function makeContact(overrides: Partial<FakeContact> = {}): FakeContact {
  return {
    id: "cus_ann",
    first_name: "Ann",
    last_name: null,
    email: "ann@example.com",
    email_consent: "subscribed",
    phone_number: "+12125550123",
    sms_consent: "subscribed",
    tags: [],
    custom_fields: {},
    created_at: noon,
    updated_at: noon,
    deleted_at: null,
    ...overrides,
  };
}

let nextOrderId = 1;

export function makeOrder(overrides: Partial<FakeOrder> = {}): FakeOrder {
  return {
    order_id: String(nextOrderId++),
    source: "api",
    total_amount: "95.00",
    currency_code: "USD",
    placed_at: noon,
    created_at: noon,
    updated_at: noon,
    contact_id: "cus_ann",
    integration_id: null,
    initial_sync: false,
    counts_in_statistics: true,
    ...overrides,
  };
}

/** A store that holds these orders. */
export function storeOf(...orders: FakeOrder[]): OrderStore {
  const store = createOrderStore();
  for (const order of orders) store.put(order);
  return store;
}
