import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createContactStore } from "../../../../src/testing/privy/account/contact-store.js";
import { createOrderStore } from "../../../../src/testing/privy/account/order-store.js";
import type { FakeContact, FakeOrder } from "../../../../src/testing/privy/model.js";

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
      order_id: fc.constantFrom("1", "2", "3", "4"),
      contact_id: fc.constantFrom("a", "b", "c"),
      counts_in_statistics: fc.boolean(),
    });
    // Now and then the store goes back to what it was a while ago, and on from there.
    const step = fc.oneof({ arbitrary: change, weight: 3 }, fc.constantFrom("remember", "restore"));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const store = createOrderStore();
        let model = new Map<string, FakeOrder>();
        let remembered = store.all();
        for (const next of steps) {
          if (next === "remember") remembered = store.all();
          else if (next === "restore") {
            store.restore(remembered);
            model = new Map(remembered.map((order) => [order.order_id, order]));
          } else {
            const order = makeOrder(next);
            store.put(order);
            model.set(order.order_id, order);
          }
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
      { numRuns: 500 },
    );
  });

  it("knows nothing more of what came after the moment that it goes back to", () => {
    const store = createOrderStore();
    store.put(makeOrder({ counts_in_statistics: false }));
    const before = store.all();
    store.put(makeOrder({}));
    store.restore(before);
    const others = [makeOrder({ order_id: "2" }), makeOrder({ order_id: "3" })];
    for (const order of others) store.put(order);
    store.put(makeOrder({ counts_in_statistics: false }));
    expect(store.statisticsOrdersOf("a")).toEqual(others);
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

  it("leads to the contact that took an email last, also when the one before changes otherwise", () => {
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
