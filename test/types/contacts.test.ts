import type { ContactCreateInput, ContactFilter, ContactUpdateInput } from "privy-orders";
import { describe, expect, it } from "vitest";
import { readContactFilter } from "../../src/privy/contacts/contacts-filter.js";
import { parseContact } from "../../src/schemas/contact/contact.js";

// Each input below is refused by the compiler (`tsc --noEmit` reads this file) and again when the program runs.
const refusedToCreate: ContactCreateInput[] = [
  // @ts-expect-error set by Privy alone
  { email: "jane@example.com", email_consent: "compliance_suppressed" },
  // @ts-expect-error set by Privy alone
  { phone_number: "+12125550123", sms_consent: "pending" },
  // @ts-expect-error a new contact has nothing to unsubscribe from
  { phone_number: "+12125550123", sms_consent: "unsubscribed" },
  // @ts-expect-error custom fields are flat
  { email: "jane@example.com", custom_fields: { address: { city: "Berlin" } } },
  // @ts-expect-error custom fields are flat
  { email: "jane@example.com", custom_fields: { sizes: [1, 2] } },
  // @ts-expect-error orders say phone, contacts say phone_number
  { email: "jane@example.com", phone: "+12125550123" },
  // @ts-expect-error a list of texts
  { email: "jane@example.com", tags: "vip" },
];

/** What a store's data may look like; only the program sees whether it is enough. */
const refusedWhenRunOnly: ContactCreateInput[] = [
  { first_name: "Jane" },
  { email: null, phone_number: null },
  { email: "jane@example.com", sms_consent: "subscribed" },
  { email: "jane@example.com", phone_number: null, sms_consent: "single_opt_in" },
];

const refusedToUpdate: ContactUpdateInput[] = [
  // @ts-expect-error set by Privy alone
  { email_consent: "compliance_suppressed" },
  // @ts-expect-error set by Privy alone
  { sms_consent: "pending" },
  // @ts-expect-error the word of versions before 2026-05-12
  { email_consent: "non_subscribed" },
  // @ts-expect-error read-only
  { id: "cus_1", first_name: "Jane" },
];

const refusedToList: ContactFilter[] = [
  // @ts-expect-error one customer's list must not become the list of all
  { email: undefined },
  // @ts-expect-error no such consent
  { email_consent: "pending" },
  // @ts-expect-error no such filter
  { tag: "vip" },
];

const accepted: ContactCreateInput[] = [
  { email: "jane@example.com", email_consent: "suppressed", sms_consent: "never_subscribed" },
  { phone_number: "+12125550123", sms_consent: "single_opt_in", send_welcome_sms: false },
  { email: "jane@example.com", phone_number: "+12125550123", sms_consent: "subscribed" },
  { email: "jane@example.com", custom_fields: { points: 1, since: new Date(0), none: null } },
];

describe("what the compiler refuses", () => {
  it.each(refusedToCreate)("is refused for a new contact at run time too: %j", (input) => {
    expect(parseContact(input, { use: "create" }).issues).toHaveLength(1);
  });

  it.each(refusedWhenRunOnly)(
    "is not what only a value decides, which is refused at run time: %j",
    (input) => {
      expect(parseContact(input, { use: "create" }).issues).toHaveLength(1);
    },
  );

  it.each(refusedToUpdate)("is refused in an update at run time too: %j", (input) => {
    expect(parseContact(input, { use: "update" }).issues).toHaveLength(1);
  });

  it.each(refusedToList)("is refused in a filter at run time too: %j", (filter) => {
    expect(() => readContactFilter(filter, undefined)).toThrow("The contacts were not listed");
  });

  it.each(accepted)("is not this: %j", (input) => {
    expect(parseContact(input, { use: "create" }).issues).toBeUndefined();
  });
});
