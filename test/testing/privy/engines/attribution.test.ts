import { createVirtualClock } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { FakeUsageError } from "../../../../src/testing/kit/options/fake-usage-error.js";
import {
  type AttributionContext,
  createAttributionEngine,
} from "../../../../src/testing/privy/engines/attribution.js";
import type { EngagementInput } from "../../../../src/testing/privy/engines/engagement.js";
import { makeContact, makeOrder, noon } from "./engine-fixtures.js";

const ann = makeContact();

function setUp(overrides: Partial<AttributionContext> = {}) {
  return createAttributionEngine({ clock: createVirtualClock({ startAt: noon }), ...overrides });
}

const click = (overrides: Partial<EngagementInput> = {}): EngagementInput => ({
  contactId: "cus_ann",
  channel: "email",
  kind: "click",
  message: "Spring sale",
  ...overrides,
});

describe("attribution", () => {
  it("credits an order to the message that its contact opened or clicked", () => {
    const attribution = setUp();
    attribution.record(click({ at: "2026-03-09T12:00:00Z" }));
    const order = makeOrder({ currency_code: "EUR" });
    expect(attribution.attribute(order, ann)).toEqual([
      {
        orderId: order.order_id,
        channel: "email",
        message: "Spring sale",
        kind: "click",
        engagedAt: "2026-03-09T12:00:00.000Z",
        amount: "95.00",
        currency: "EUR",
      },
    ]);
  });

  it.each([
    ["2026-03-03T11:59:59.999Z", 0],
    ["2026-03-03T12:00:00.000Z", 1],
    ["2026-03-10T12:00:00.000Z", 1],
    ["2026-03-10T12:00:00.001Z", 0],
  ])("with an engagement at %s and an order at noon on the 10th, credits %i", (at, count) => {
    const attribution = setUp();
    attribution.record(click({ at }));
    expect(attribution.attribute(makeOrder(), ann)).toHaveLength(count);
  });

  it("ends the window at order_date, or at arrival when the decision says so", () => {
    const order = makeOrder({ placed_at: "2026-03-01T12:00:00Z", created_at: noon });
    const engaged = click({ at: "2026-03-09T12:00:00Z" });
    const byDate = setUp();
    byDate.record(engaged);
    expect(byDate.attribute(order, ann)).toEqual([]);
    const byArrival = setUp({ decisions: { attributionWindowEnd: "arrival" } });
    byArrival.record(engaged);
    expect(byArrival.attribute(order, ann)).toHaveLength(1);
  });

  it("credits the last message only, however they were recorded", () => {
    const attribution = setUp();
    attribution.record(click({ message: "last", kind: "open", at: "2026-03-09T12:00:00Z" }));
    attribution.record(click({ message: "earlier", at: "2026-03-08T12:00:00Z" }));
    attribution.record(click({ message: "after the order", at: "2026-03-10T13:00:00Z" }));
    expect(attribution.attribute(makeOrder(), ann)).toMatchObject([{ message: "last", kind: "open" }]);
  });

  it("takes the one recorded last when two happen at the same time, through whichever identity they came", () => {
    const attribution = setUp();
    attribution.record(click({ message: "first", contactId: undefined, phone_number: "+12125550123" }));
    attribution.record(click({ message: "second" }));
    expect(attribution.attribute(makeOrder(), ann)).toMatchObject([{ message: "second" }]);
  });

  it("looks at e-mail and SMS separately", () => {
    const attribution = setUp();
    attribution.record(click({ message: "a text", channel: "sms", at: "2026-03-09T12:00:00Z" }));
    attribution.record(click({ message: "a mail", at: "2026-03-04T12:00:00Z" }));
    attribution.record(click({ message: "an old text", channel: "sms", at: "2026-03-01T12:00:00Z" }));
    expect(attribution.attribute(makeOrder(), ann)).toMatchObject([
      { channel: "email", message: "a mail" },
      { channel: "sms", message: "a text" },
    ]);
  });

  it.each<[string, Partial<EngagementInput>, number]>([
    ["the contact's id", { contactId: "cus_ann" }, 1],
    ["the contact's address, in other letters", { email: " Ann@Example.COM" }, 1],
    ["the contact's number", { phone_number: "+12125550123" }, 1],
    ["another contact's id", { contactId: "cus_bob" }, 0],
    ["another contact's address", { email: "bob@example.com" }, 0],
    ["another contact's number", { phone_number: "+12125550124" }, 0],
    ["an address that reads like the id", { email: "cus_ann" }, 0],
    ["an id that reads like the address", { contactId: "email:ann@example.com" }, 0],
  ])("recognises the contact by %s", (_name, who, count) => {
    const attribution = setUp();
    attribution.record(click({ contactId: undefined, ...who }));
    expect(attribution.attribute(makeOrder(), ann)).toHaveLength(count);
  });

  it("recognises the order's own address and number too, unless the decision says no", () => {
    const order = makeOrder({ email: "Second@Example.com", phone: "+12125550199" });
    for (const who of [{ email: "second@example.com" }, { phone_number: "+12125550199" }]) {
      const attribution = setUp();
      attribution.record(click({ contactId: undefined, ...who }));
      expect(attribution.attribute(order, ann)).toHaveLength(1);
      const byContact = setUp({ decisions: { attributionMatch: "contact" } });
      byContact.record(click({ contactId: undefined, ...who }));
      expect(byContact.attribute(order, ann)).toEqual([]);
    }
  });

  it("does not take contacts without an address for one another", () => {
    const attribution = setUp();
    attribution.record(click({ contactId: "cus_bob", email: undefined }));
    const unknown = makeContact({ id: "cus_new", email: null, phone_number: null });
    expect(attribution.attribute(makeOrder(), unknown)).toEqual([]);
  });

  it("records what happens now when no time is given, and keeps it readable", () => {
    const attribution = setUp();
    const engagement = attribution.record(click());
    expect(engagement).toEqual({
      contactId: "cus_ann",
      channel: "email",
      kind: "click",
      message: "Spring sale",
      at: noon,
    });
    expect(attribution.engagements).toEqual([engagement]);
    const second = attribution.record(click({ email: " Ann@Example.com", phone_number: " +12125550123" }));
    expect(second).toMatchObject({ email: "ann@example.com", phone_number: "+12125550123" });
    expect(attribution.engagements).toEqual([engagement, second]);
    expect(Object.isFrozen(attribution.engagements)).toBe(true);
    expect(Object.isFrozen(engagement)).toBe(true);
  });

  it("goes on from a snapshot, also through JSON", () => {
    const attribution = setUp();
    attribution.record(click());
    const saved = JSON.stringify(attribution.snapshot());
    attribution.record(click({ message: "later" }));
    attribution.restore(JSON.parse(saved));
    expect(attribution.engagements).toHaveLength(1);
    expect(attribution.attribute(makeOrder(), ann)).toMatchObject([{ message: "Spring sale" }]);
  });

  it.each<[string, object, string]>([
    ["who", { contactId: undefined }, "contactId, email or phone_number must name the contact"],
    ["who, but in blanks", { contactId: " " }, "contactId, email or phone_number must name the contact"],
    ["a known channel", { channel: "push" }, "channel must be email or sms"],
    ["a known kind", { kind: "opened" }, "kind must be open or click"],
    ["which message", { message: "" }, "message must name the message"],
    ["who, by an unknown name", { phone: "+12125550123" }, "engagement.phone: unknown option"],
    ["when", { at: "yesterday" }, "at must be a Date"],
  ])("refuses an engagement that does not say %s", (_name, overrides, message) => {
    const attribution = setUp();
    const record = () => attribution.record({ ...click(), ...overrides });
    expect(record).toThrow(FakeUsageError);
    expect(record).toThrow(message);
    expect(attribution.engagements).toEqual([]);
  });
});
