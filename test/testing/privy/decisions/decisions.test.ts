import { describe, expect, it } from "vitest";
import {
  DECISIONS,
  type DecisionName,
  type Decisions,
  type FakeUsageError,
  SEQUENZY_DECISIONS,
} from "../../../../src/testing/index.js";
import { resolveDecisions } from "../../../../src/testing/privy/decisions/decisions.js";
import { type Account, type Answered, createAccount } from "../../../support/fake.js";
import { refusalOf } from "../../../support/fake-errors.js";
import { apiProbes } from "./api-probes.js";
import type { Probe } from "./probe.js";

const account = (options: Parameters<typeof createAccount>[0], decisions: Partial<Decisions>): Account =>
  createAccount({ ...options, decisions });
const summary = (answer: Answered) => [answer.status, answer.code];
const fieldsOf = (answer: Answered) => answer.details?.map(({ field }) => field) ?? answer.status;
const token = (value: string) => ({ headers: { "x-privy-integration-token": value } });
const two = [
  { id: "int_one", token: "one" },
  { id: "int_two", token: "two" },
];

/** A flow and an order it looks at; the number of runs. */
const count = (value: number) => ({
  name: "counted",
  trigger: "order_placed" as const,
  conditions: [{ type: "order_count" as const, operator: "eq" as const, value }],
});
const segment = (condition: object) =>
  // The conditions below are segment conditions; the tests of segments prove their types.
  [{ name: "them", conditions: [condition] }] as NonNullable<Parameters<typeof createAccount>[0]>["segments"];

const probes: { readonly [Name in DecisionName]: Probe<Name> } = {
  ...apiProbes,
  unknownRouteWithoutToken: {
    look: async (chosen) =>
      (await account({}, chosen).place({}, { path: "/v1/x", headers: { authorization: undefined } })).status,
    sees: { not_found: 404, unauthorized: 401 },
  },
  wrongMethod: {
    look: async (chosen) => summary(await account({}, chosen).place({}, { method: "GET" })),
    sees: { method_not_allowed: [405, "method_not_allowed"], not_found: [404, "not_found"] },
  },
  malformedJson: {
    look: async (chosen) => summary(await account({}, chosen).place({}, { text: "{" })),
    sees: { bad_request: [400, "bad_request"], validation_failed: [422, "validation_failed"] },
  },
  nonJsonContentType: {
    look: async (chosen) =>
      (await account({}, chosen).place({}, { headers: { "content-type": "text/plain" } })).status,
    sees: { refuse: 400, accept: 201 },
  },
  integrationCheck: {
    look: async (chosen) => fieldsOf(await account({}, chosen).place({ total: "x" }, token("wrong"))),
    sees: {
      before_fields: ["X-Privy-Integration-Token"],
      with_fields: ["X-Privy-Integration-Token", "total"],
    },
  },
  integrationErrorField: {
    look: async (chosen) => (await account({}, chosen).place({}, token("wrong"))).details,
    sees: {
      "X-Privy-Integration-Token": [
        { field: "X-Privy-Integration-Token", message: "does not match an active Custom Integration" },
      ],
      base: [{ field: "base", message: "the integration token does not match an active Custom Integration" }],
    },
  },
  soleIntegration: {
    look: async (chosen) => {
      const { place, privy } = account({ integrations: two }, chosen);
      privy.integrations.deactivate("two");
      await place();
      return privy.orders[0]?.integration_id;
    },
    sees: { active: "int_one", all: null },
  },
  emptyIntegrationHeader: {
    look: async (chosen) => (await account({}, chosen).place({}, token(""))).status,
    sees: { ignore: 201, refuse: 422 },
  },
  updateWithoutIntegrationHeader: {
    look: async (chosen) => {
      const { place, privy } = account({ integrations: two }, chosen);
      await place({}, token("two"));
      await place();
      return privy.orders[0]?.integration_id;
    },
    sees: { keep: "int_two", retie: null },
  },
  updateWithOtherIntegration: {
    look: async (chosen) => {
      const { place, privy } = account({ integrations: two }, chosen);
      await place({}, token("two"));
      await place({}, token("one"));
      return privy.orders[0]?.integration_id;
    },
    sees: { retie: "int_one", keep: "int_two" },
  },
  nullInOptionalField: {
    look: async (chosen) => {
      const { place } = account({}, chosen);
      await place({ customer_id: "c-1" });
      return (await place({ customer_id: null })).data.customer_id;
    },
    sees: { omitted: "c-1", clear: undefined },
  },
  unknownFields: {
    look: async (chosen) => fieldsOf(await account({}, chosen).place({ fulfilment_status: "delivered" })),
    sees: { ignore: 201, refuse: ["fulfilment_status"] },
  },
  numericText: {
    look: async (chosen) => {
      const answer = await account({}, chosen).place({ total: "95.5", subtotal: "9.25" });
      return answer.data.total_amount ?? fieldsOf(answer);
    },
    sees: { refuse: ["total", "subtotal"], accept: "95.50" },
  },
  currencyCheck: {
    look: async (chosen) => fieldsOf(await account({}, chosen).place({ currency: "ZZZ" })),
    sees: { iso_4217: ["currency"], three_letters: 201 },
  },
  totalAmountRounding: {
    look: async (chosen) => {
      const { place } = account({}, chosen);
      const totals = [
        { total: 95.5, currency: "JPY" },
        { total: 95.5, currency: "USD" },
        { total: 1.2345, currency: "USD" },
      ];
      return Promise.all(totals.map(async (fields) => (await place(fields)).data.total_amount));
    },
    sees: {
      by_currency: ["96", "95.50", "1.23"],
      two_digits: ["95.50", "95.50", "1.23"],
      none: ["95.50", "95.50", "1.2345"],
    },
  },
  orderDateZone: {
    look: async (chosen) => {
      const { place } = account({}, chosen);
      const placed = async (order_date: string) => (await place({ order_date })).data.placed_at;
      return [await placed("2026-01-01T10:00:00+02:00"), await placed("2026-01-01T10:00:00")];
    },
    sees: {
      offset: ["2026-01-01T08:00:00Z", undefined],
      z_only: [undefined, undefined],
      any: ["2026-01-01T08:00:00Z", "2026-01-01T10:00:00Z"],
    },
  },
  phoneDefaultCountry: {
    look: async (chosen) => (await account({}, chosen).place({ phone: "415 555 0123" })).status,
    sees: { US: 201, none: 422 },
  },
  orderIdInAnswer: {
    look: async (chosen) =>
      (await account({}, chosen).place({ order_id: 9007199254740993n })).text.slice(0, 40),
    sees: {
      integer: '{"data":{"order_id":9007199254740993,"so',
      string: '{"data":{"order_id":"9007199254740993","',
    },
  },
  echo: {
    look: async (chosen) => (await account({}, chosen).place({ line_items: [{ sku: "A" }] })).data.line_items,
    sees: { documented_example: undefined, all: [{ sku: "A" }] },
  },
  emailMatch: {
    look: async (chosen) => {
      const { place, privy } = account({}, chosen);
      await place({ order_id: 1, email: "Ada@example.com" });
      await place({ order_id: 2, email: "ada@example.com" });
      return privy.contacts.length;
    },
    sees: { case_insensitive: 1, exact: 2 },
  },
  existingEmailConsent: {
    look: async (chosen) => {
      const { place, privy } = account({}, chosen);
      await place({ order_id: 1 });
      await place({ order_id: 2, accepts_email_marketing: true });
      return privy.contacts[0]?.email_consent;
    },
    sees: { leave: "never_subscribed", subscribe: "subscribed" },
  },
  smsOptIn: {
    look: async (chosen) => {
      const { place, privy } = account({}, chosen);
      await place({ phone: "+14155550123", accepts_sms_marketing: true });
      return privy.contacts[0]?.sms_consent;
    },
    sees: { single_opt_in: "single_opt_in", subscribed: "subscribed" },
  },
  complianceSuppressed: {
    look: async (chosen) => {
      const { privy, place } = account({}, chosen);
      privy.addContact({ email: "ada@example.com", email_consent: "compliance_suppressed" });
      return [(await place()).status, privy.orders.length];
    },
    sees: { store: [201, 1], refuse: [422, 0] },
  },
  deletedContact: {
    look: async (chosen) => {
      const { privy, place, deleted } = account({}, chosen);
      const id = await deleted();
      await place();
      return [privy.contacts.length, privy.contacts[0]?.id === id, privy.deletedContacts.length];
    },
    sees: { restore: [1, true, 0], create: [1, false, 1] },
  },
  restoredConsent: {
    look: async (chosen) => {
      const { privy, place, deleted } = account({}, chosen);
      await deleted({ email_consent: "unsubscribed" });
      await place({ accepts_email_marketing: true });
      return privy.contacts[0]?.email_consent;
    },
    sees: { as_new: "subscribed", keep: "unsubscribed" },
  },
  existingContactBlanks: {
    look: async (chosen) => {
      const { place, privy } = account({}, chosen);
      await place({ order_id: 1 });
      await place({ order_id: 2, phone: "+14155550123", shipping_address: { name: "Ada L" } });
      await place({ order_id: 3, phone: "+14155550199", shipping_address: { name: "Eve X" } });
      const contact = privy.contacts[0];
      return [contact?.first_name, contact?.last_name, contact?.phone_number];
    },
    sees: { leave: [null, null, null], fill: ["Ada", "L", "+14155550123"] },
  },
  phoneOfAnotherContact: {
    look: async (chosen) => {
      const { place, privy } = account({}, chosen);
      await place({ order_id: 1, phone: "+14155550123" });
      await place({ order_id: 2, email: "eve@example.com", phone: "+14155550123" });
      return privy.contacts[1]?.phone_number;
    },
    sees: { leave_off: null, share: "+14155550123" },
  },
  updateEmail: {
    look: async (chosen) => {
      const { place, privy } = account({}, chosen);
      await place();
      await place({ email: "eve@example.com" });
      return [privy.contacts.length, privy.orders[0]?.contact_id === privy.contacts[0]?.id];
    },
    sees: { relink: [2, false], keep: [1, true] },
  },
  initialSyncStats: {
    look: async (chosen) => {
      const { place, privy } = account(
        { segments: segment({ type: "order_count", operator: "eq", value: 1 }) },
        chosen,
      );
      await place({ initial_sync: true });
      const imported = privy.segments[0]?.contactIds.length;
      await place();
      return [imported, privy.segments[0]?.contactIds.length];
    },
    sees: { update: [1, 1], suppress: [0, 1] },
  },
  deliveredOnCreate: {
    look: async (chosen) => {
      const { place, privy } = account({ flows: [{ name: "review", trigger: "order_received" }] }, chosen);
      await place({ fulfillment_status: "delivered" });
      return privy.flowRuns.length;
    },
    sees: { both: 1, order_placed_only: 0 },
  },
  orderReceivedTrigger: {
    look: async (chosen) => {
      const { place, privy } = account({ flows: [{ name: "review", trigger: "order_received" }] }, chosen);
      for (let call = 0; call < 3; call += 1) await place({ fulfillment_status: "delivered" });
      return privy.flowRuns.length;
    },
    sees: { transition: 1, every_call: 3 },
  },
  orderCountIncludesThis: {
    look: async (chosen) => {
      const { place, privy } = account({ flows: [count(1)] }, chosen);
      for (const order_id of [1, 2]) await place({ order_id });
      return privy.flowRuns.map(({ orderId }) => orderId);
    },
    sees: { yes: ["1"], no: ["2"] },
  },
  orderDateBasis: {
    look: async (chosen) => {
      const { place, privy } = account(
        { segments: segment({ type: "last_order_date", operator: "before", value: "2025-12-01" }) },
        chosen,
      );
      await place({ order_date: "2025-01-01T00:00:00Z" });
      return privy.segments[0]?.contacts.length;
    },
    sees: { order_date: 1, arrival: 0 },
  },
  refundedOrdersCount: {
    look: async (chosen) => {
      const { place, privy } = account(
        { segments: segment({ type: "order_count", operator: "eq", value: 1 }) },
        chosen,
      );
      await place({ financial_status: "refunded" });
      return privy.segments[0]?.contacts.length;
    },
    sees: { yes: 1, no: 0 },
  },
  futureOrderDates: {
    look: async (chosen) => {
      const { place, privy } = account(
        { segments: segment({ type: "last_order_date", operator: "within_last", value: "30d" }) },
        chosen,
      );
      await place({ order_date: "2026-01-02T00:00:00Z" });
      return privy.segments[0]?.contacts.length;
    },
    sees: { recent: 1, not_recent: 0 },
  },
  attributionWindowEnd: {
    look: async (chosen) => {
      const { place, privy } = account({}, chosen);
      privy.recordEngagement({ email: "ada@example.com", channel: "email", kind: "open", message: "now" });
      await place({ order_date: "2025-12-31T00:00:00Z" });
      return privy.attributions.length;
    },
    sees: { order_date: 0, arrival: 1 },
  },
  attributionMatch: {
    look: async (chosen) => {
      const { place, privy } = account({}, chosen);
      await place({ order_id: 1 });
      privy.recordEngagement({ phone_number: "+14155550123", channel: "sms", kind: "open", message: "now" });
      await place({ order_id: 2, phone: "+14155550123" });
      return privy.attributions.length;
    },
    sees: { order_and_contact: 1, contact: 0 },
  },
};

describe("every point that the documentation leaves open", () => {
  // The table's type gives every row a default and alternatives.
  const rows = Object.entries(DECISIONS) as [DecisionName, (typeof DECISIONS)[DecisionName]][];
  for (const [name, row] of rows) {
    const probe = probes[name];
    const sees: Readonly<Record<string, unknown>> = probe.sees;

    it(`${name} is read as "${row.default}" unless a test says otherwise`, async () => {
      expect(await probe.look({})).toEqual(sees[row.default]);
    });

    for (const reading of [row.default, ...row.alternatives]) {
      it(`${name} can be read as "${reading}"`, async () => {
        expect(await probe.look({ [name]: reading })).toEqual(sees[reading]);
      });
    }

    it(`${name} makes a difference that its readings can be told apart by`, () => {
      const seen = Object.values(sees).map((one) => JSON.stringify(one) ?? "undefined");
      expect(new Set(seen).size).toBe(1 + row.alternatives.length);
    });

    it(`${name} says its page and its reason`, () => {
      expect(row.page).toMatch(/^[A-Z]+(, [A-Z]+)*$/);
      expect(row.reason.length).toBeGreaterThan(20);
      expect(row.alternatives).not.toContain(row.default);
    });
  }
});

describe("a switch between refusing something and letting it pass", () => {
  it("has one vocabulary in both fakes: refuse, or else ignore or accept", () => {
    const readings = [...Object.values(DECISIONS), ...Object.values(SEQUENZY_DECISIONS)].flatMap(
      (row): string[] => [row.default, ...row.alternatives],
    );
    const others =
      /^(?:refused|reject|rejected|deny|forbid|invalid|ignored|absent|allow|allowed|accepted|pass)$/;
    expect(readings.filter((reading) => others.test(reading))).toEqual([]);
    expect(readings).toEqual(expect.arrayContaining(["refuse", "ignore", "accept"]));
  });
});

describe("a switch or reading that does not exist", () => {
  // What a store without types would write.
  const refusal = (chosen: unknown): FakeUsageError =>
    refusalOf(() => resolveDecisions(chosen as Partial<Decisions>));

  it("is refused with the nearest name", () => {
    expect(refusal({ initialSyncStat: "update" }).message).toContain("did you mean initialSyncStats?");
    expect(refusal({ echo: "everything" }).message).toContain("documented_example, all");
    expect(refusal({ initialSyncStats: "supress" }).message).toContain("did you mean suppress?");
  });

  it("is refused even when it is the name of a built-in property", () => {
    for (const chosen of [
      { constructor: "x" },
      { echo: "toString" },
      { echo: null },
      { echo: ["all"] },
      [],
      "all",
      null,
    ]) {
      expect(refusal(chosen).name).toBe("FakeUsageError");
    }
  });

  it("leaves the default where it is undefined", () => {
    expect(resolveDecisions({ echo: undefined }).echo).toBe("documented_example");
  });
});
