import type { ServerState } from "../account/server-state.js";
import type { FakeEmailConsent, FakeSmsConsent } from "../consents.js";
import type { FakeContact, FakeOrder } from "../model.js";
import { nameFromAddresses } from "./name-from-addresses.js";
import type { OrderColumns } from "./read-order-body.js";

/** Shared by all contacts, since they are frozen. */
const noTags: FakeContact["tags"] = Object.freeze([]);
const noCustomFields: FakeContact["custom_fields"] = Object.freeze({});

/**
 * Finds the contact of an order: by its email, or by phone when it has no email. Finds a deleted contact too, if it is
 * to be restored. Changes nothing.
 */
export function findOrderContact(
  order: Pick<OrderColumns, "email" | "phone">,
  stored: FakeOrder | undefined,
  { contacts, decisions }: ServerState,
): FakeContact | undefined {
  let found: FakeContact | undefined;
  if (stored !== undefined && decisions.updateEmail === "keep") found = contacts.byId(stored.contact_id);
  else if (order.email !== undefined) found = contacts.byEmail(order.email);
  else if (order.phone !== undefined) found = contacts.byPhone(order.phone);
  const isGone = found !== undefined && found.deleted_at !== null;
  return isGone && decisions.deletedContact === "create" ? undefined : found;
}

/** Creates or restores the contact of an order if needed, and returns its current state. */
export function settleOrderContact(
  found: FakeContact | undefined,
  order: OrderColumns,
  optIns: Pick<OrderColumns, "accepts_email_marketing" | "accepts_sms_marketing">,
  state: ServerState,
): FakeContact {
  const { contacts, decisions } = state;
  const now = state.timestamp();
  const name = nameFromAddresses([order.shipping_address, order.billing_address]);
  const phone = freePhone(order.phone, found, state);
  const emailConsent: FakeEmailConsent = optIns.accepts_email_marketing ? "subscribed" : "never_subscribed";
  const smsConsent: FakeSmsConsent =
    optIns.accepts_sms_marketing && phone !== null ? decisions.smsOptIn : "never_subscribed";

  function put(contact: FakeContact): FakeContact {
    const frozen = Object.freeze(contact);
    contacts.put(frozen);
    return frozen;
  }

  if (found === undefined) {
    return put({
      id: state.ids.make("contactId"),
      first_name: name.first_name,
      last_name: name.last_name,
      email: order.email ?? null,
      email_consent: emailConsent,
      phone_number: phone,
      sms_consent: smsConsent,
      tags: noTags,
      custom_fields: noCustomFields,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    });
  }
  const isUntouchable = found.email_consent === "compliance_suppressed";
  if (found.deleted_at !== null) {
    const keepsConsent = decisions.restoredConsent === "keep";
    return put({
      ...found,
      first_name: name.first_name ?? found.first_name,
      last_name: name.last_name ?? found.last_name,
      // Another contact may have taken the number in the meantime.
      phone_number: freePhone(found.phone_number ?? undefined, found, state) ?? phone,
      email_consent: keepsConsent || isUntouchable ? found.email_consent : emailConsent,
      sms_consent: keepsConsent || isUntouchable ? found.sms_consent : smsConsent,
      updated_at: now,
      deleted_at: null,
    });
  }
  const changes = {
    ...(decisions.existingContactBlanks === "fill" ? blanksOf(found, { ...name, phone_number: phone }) : {}),
    ...(decisions.existingEmailConsent === "subscribe" &&
    optIns.accepts_email_marketing === true &&
    found.email_consent !== "subscribed" &&
    !isUntouchable
      ? { email_consent: emailConsent }
      : {}),
  };
  return Object.keys(changes).length === 0 ? found : put({ ...found, ...changes, updated_at: now });
}

/** Returns the order's phone, unless it belongs to another contact. */
function freePhone(
  phone: string | undefined,
  found: FakeContact | undefined,
  { contacts, decisions }: ServerState,
): string | null {
  if (phone === undefined) return null;
  const owner = contacts.byPhone(phone);
  const isTaken = owner !== undefined && owner.deleted_at === null && owner.id !== found?.id;
  return isTaken && decisions.phoneOfAnotherContact === "leave_off" ? null : phone;
}

function blanksOf(
  contact: FakeContact,
  offered: Pick<FakeContact, "first_name" | "last_name" | "phone_number">,
): Partial<FakeContact> {
  // The two names belong together: a mixture of two people's names would be worse than none.
  const isNameless = contact.first_name === null && contact.last_name === null;
  return {
    ...(isNameless && (offered.first_name !== null || offered.last_name !== null)
      ? { first_name: offered.first_name, last_name: offered.last_name }
      : {}),
    ...(contact.phone_number === null && offered.phone_number !== null
      ? { phone_number: offered.phone_number }
      : {}),
  };
}
