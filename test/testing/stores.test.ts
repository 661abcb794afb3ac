import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createContactStore } from "../../src/testing/contact-store.js";
import type { FakeContact, FakeOrder } from "../../src/testing/model.js";
import { createOrderStore } from "../../src/testing/order-store.js";

function makeOrder(fields: Partial<FakeOrder>): FakeOrder {
  return {
    order_id: "1",
    source: "api",
    total_amount: "1.00",
    currency_code: "USD",
    placed_at: "2026-01-01T00:00:00Z",
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    contact_id: "a",
    integration_id: null,
    initial_sync: false,
    counts_in_statistics: true,
    ...fields,
  };
}

describe("the order store", () => {
  it("knows each contact's counting orders after any sequence of changes", () => {
    const change = fc.record({
      order_id: fc.constantFrom("1", "2", "3", "4", "5"),
      contact_id: fc.constantFrom("a", "b", "c"),
      counts_in_statistics: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const store = createOrderStore();
        const model = new Map<string, FakeOrder>();
        for (const fields of changes) {
          const order = makeOrder(fields);
          store.put(order);
          model.set(order.order_id, order);
          for (const contact of ["a", "b", "c"]) {
            const expected = [...model.values()].filter(
              (one) => one.contact_id === contact && one.counts_in_statistics,
            );
            const actual = store.statisticsOrdersOf(contact);
            expect(actual).toHaveLength(expected.length);
            expect(new Set(actual)).toEqual(new Set(expected));
          }
        }
        expect(store.all()).toEqual([...model.values()]);
      }),
    );
  });
});

describe("the contact store", () => {
  const contact = (fields: Partial<FakeContact>): FakeContact => ({
    id: "a",
    first_name: null,
    last_name: null,
    email: null,
    email_consent: "never_subscribed",
    phone_number: null,
    sms_consent: "never_subscribed",
    tags: [],
    custom_fields: {},
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    deleted_at: null,
    ...fields,
  });
  const emailKey = (email: string) => email.toLowerCase();

  it("follows a contact whose email and phone change", () => {
    const store = createContactStore({ emailKey });
    store.put(contact({ email: "Old@example.com", phone_number: "+1" }));
    store.put(contact({ email: "new@example.com", phone_number: "+2" }));
    expect(store.byEmail("old@example.com")).toBeUndefined();
    expect(store.byPhone("+1")).toBeUndefined();
    expect(store.byEmail("NEW@example.com")?.id).toBe("a");
    expect(store.byPhone("+2")?.id).toBe("a");
    expect(store.live()).toHaveLength(1);
  });

  it("leads to whoever took an email last, also when the one before changes otherwise", () => {
    const store = createContactStore({ emailKey });
    const gone = contact({ id: "a", email: "x@example.com", deleted_at: "2026-01-01T00:00:00Z" });
    store.put(gone);
    store.put(contact({ id: "b", email: "x@example.com" }));
    store.put({ ...gone, first_name: "Later" });
    expect(store.byEmail("x@example.com")?.id).toBe("b");
    store.put({ ...gone, email: null });
    expect(store.byEmail("x@example.com")?.id).toBe("b");
    expect(store.deleted().map(({ id }) => id)).toEqual(["a"]);
  });
});
