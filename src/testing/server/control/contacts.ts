import { compileQuery, type QuerySubject } from "../../../query/match-query.js";
import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import type { FakeContactOptions } from "../../privy/contacts/add-contact.js";
import { segmentMembers } from "../../privy/engines/segment-engine.js";
import { findStoredContact } from "../../privy/expect/find-stored-contact.js";
import { isOfContact } from "../../privy/history/contact-timeline.js";
import type { FakeContact } from "../../privy/model.js";
import type { ControlContext } from "./control-context.js";
import { ControlError } from "./routing/control-error.js";
import { pageOfList } from "./routing/page.js";
import { readParam } from "./routing/parameters.js";
import type { ControlCall, ControlRoute } from "./routing/route.js";
import { anyObject, choice, integer, listOf, named, object, orNull, pageOf, text } from "./routing/schema.js";
import { contactNames } from "./views/contact-names.js";

function contactSubject(contact: FakeContact): QuerySubject {
  const names = contactNames(contact);
  const consents = [contact.email_consent, contact.sms_consent];
  return {
    text: () => [contact.id, ...names, ...contact.tags, ...consents].join(" "),
    valuesOf(key) {
      switch (key) {
        case "email":
          return [contact.email ?? undefined];
        case "phone":
          return [contact.phone_number ?? undefined];
        case "contact":
          return [contact.id, ...names];
        case "status":
          return consents;
        default:
          return [];
      }
    },
    is: (trait) => (contact.created_at === contact.updated_at ? trait === "created" : trait === "updated"),
    at: contact.updated_at,
    position: undefined,
  };
}

function listContacts(call: ControlCall, { hook }: ControlContext): unknown {
  const state = hook.state();
  const fits = compileQuery(call.query.get("q") ?? "");
  const found = state.contacts.live().filter((contact) => fits(contactSubject(contact)));
  return pageOfList(call, found, (contact) => ({
    ...contact,
    orders: state.orders.statisticsOrdersOf(contact.id).length,
  }));
}

function contactDetail({ params }: ControlCall, { privy, hook }: ControlContext): unknown {
  const state = hook.state();
  const contact = findStoredContact(readParam(params, "contact"), privy);
  if (contact === undefined) {
    throw ControlError.notFound("Unknown contact: no contact, deleted or not, has that id, email or phone");
  }
  const { clock, decisions, orders } = state;
  const context = { clock, decisions, statisticsOrdersOf: orders.statisticsOrdersOf };
  const isMember = contact.deleted_at === null;
  return {
    contact,
    consents: state.consents.of(contact.id),
    orders: orders.all().filter((order) => order.contact_id === contact.id),
    runs: state.flows.runs.filter((run) => run.contactId === contact.id),
    segments: isMember
      ? hook.settings.segments
          .filter((segment) => segmentMembers(segment, [contact], context).length > 0)
          .map(({ name }) => name)
      : [],
    engagements: state.attribution.engagements.filter((engagement) => isOfContact(contact, engagement)),
    welcomeSms: state.welcomeSms.all().filter(({ contactId }) => contactId === contact.id),
    timeline: privy.contactTimeline(contact.id),
  };
}

function addContact({ body }: ControlCall, { privy }: ControlContext): unknown {
  if (!isPlainObject(body)) throw ControlError.badRequest("The body must be a JSON object");
  const options: FakeContactOptions = body; // checked by the fake itself
  for (const key of [options.email, options.phone_number]) {
    if (typeof key === "string" && privy.contact(key) !== undefined) {
      throw ControlError.conflict("Another contact has this email or phone_number");
    }
  }
  return privy.addContact(options);
}

/** The operations on contacts. */
export const CONTACT_ROUTES: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_fake/contacts",
    summary: "The contacts that are not deleted, oldest first.",
    query: { q: text, after: integer, limit: integer, order: choice("asc", "desc") },
    returns: pageOf(named("Contact")),
    answer: listContacts,
  },
  {
    method: "GET",
    path: "/_fake/contacts/{contact}",
    summary: "One contact by id, email or phone, with everything that happened to it.",
    returns: object({
      contact: named("Contact"),
      consents: listOf(anyObject),
      orders: listOf(named("Order")),
      runs: listOf(anyObject),
      segments: listOf(text),
      engagements: listOf(anyObject),
      welcomeSms: listOf(anyObject),
      timeline: listOf(anyObject),
    }),
    answer: contactDetail,
  },
  {
    method: "POST",
    path: "/_fake/contacts",
    summary: "Adds a contact, also in a state that no call to Privy could write.",
    body: object(
      {
        "email?": text,
        "phone_number?": text,
        "first_name?": orNull(text),
        "last_name?": orNull(text),
        "tags?": listOf(text),
        "custom_fields?": anyObject,
        "email_consent?": text,
        "sms_consent?": text,
      },
      true,
    ),
    returns: named("Contact"),
    answer: addContact,
  },
];
