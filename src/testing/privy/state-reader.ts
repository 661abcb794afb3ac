import { readPhoneField } from "../kit/fields/phone-field.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { RequestEffects } from "./account/journal.js";
import type { FakeRateLimit } from "./account/rate-limiter.js";
import type { ServerState } from "./account/server-state.js";
import type { ConsentChange } from "./consents.js";
import type { Attribution } from "./engines/attribution.js";
import type { FlowEvaluation, FlowRun } from "./engines/flow-run.js";
import type { SegmentDefinition } from "./engines/segment-definition.js";
import { segmentMembers } from "./engines/segment-engine.js";
import { findStoredContact } from "./expect/find-stored-contact.js";
import type { FakePrivyRequest } from "./hints/hint.js";
import { contactTimeline, type TimelineEntry } from "./history/contact-timeline.js";
import { type FakeOrderVersion, orderHistory } from "./history/order-history.js";
import type { FakeContact, FakeOrder, FakeWelcomeSms } from "./model.js";
import { readOrderId } from "./orders/order-id-field.js";

/** The contacts in a segment. */
export interface FakeSegment {
  readonly name: string;
  readonly contactIds: readonly string[];
  readonly contacts: readonly FakeContact[];
}

/** A request with what it changed in the account. */
export type FakePrivyRequestDetail = FakePrivyRequest & {
  /** Undefined when it changed nothing. */
  readonly effects: RequestEffects | undefined;
};

/** The state of a fake, as plain read-only values. */
export interface StateReader {
  /** In the order of arrival. */
  readonly orders: readonly FakeOrder[];
  /** Oldest first, deleted ones excluded. */
  readonly contacts: readonly FakeContact[];
  readonly deletedContacts: readonly FakeContact[];
  /** Oldest first. */
  readonly flowRuns: readonly FlowRun[];
  /** What each flow did with each order: started, or why not. */
  readonly flowEvaluations: readonly FlowEvaluation[];
  /** The segments and the contacts in them now, by the fake's clock. */
  readonly segments: readonly FakeSegment[];
  /**
   * The message that each order is credited to, from the orders and engagements so far. Orders with `initial_sync` are
   * never credited.
   *
   * @see https://help.privy.com/docs (attribution)
   */
  readonly attributions: readonly Attribution[];
  /** The latest requests, refused ones included, oldest first, secrets masked. */
  readonly requests: readonly FakePrivyRequest[];
  /** Returns one request by its position, with what it changed; undefined when it is not in the log. */
  request(position: number): FakePrivyRequestDetail | undefined;
  /**
   * Returns every version of an order, oldest first: its state after each request, as far as the log goes back.
   *
   * @throws FakeUsageError when no order can have that id
   */
  orderHistory(orderId: string | number | bigint): readonly FakeOrderVersion[];
  /**
   * Returns everything that happened to a contact, deleted or not, oldest first: changes, consents with their causes,
   * orders, flows, engagements and welcome messages.
   *
   * @throws FakeUsageError for a contact that never existed
   */
  contactTimeline(emailOrPhoneOrId: string): readonly TimelineEntry[];
  /** The welcome text messages, oldest first. An order sends none. */
  readonly welcomeSms: readonly FakeWelcomeSms[];
  /** The current state of both windows of the account's rate limit; undefined without a limit. */
  readonly rateLimit: FakeRateLimit | undefined;
  /**
   * Returns the changes of a contact's consents, deleted or not, oldest first: the time, the old and new values, and
   * the request that caused them.
   *
   * @throws FakeUsageError for an id that never existed
   */
  consentHistory(contactId: string): readonly ConsentChange[];
  /** Returns an order by its id. Throws FakeUsageError for an impossible id, for example an unsafe number. */
  order(orderId: string | number | bigint): FakeOrder | undefined;
  /** Returns a contact that is not deleted, by its email, phone or id. A phone may be spelled as in a request. */
  contact(emailOrPhoneOrId: string): FakeContact | undefined;
}

/** Creates a reader of the state at the moment of each reading. */
export function createStateReader(source: {
  state: () => ServerState;
  segments: readonly SegmentDefinition[];
}): StateReader {
  const { state } = source;
  const isLive = (contact: FakeContact | undefined): contact is FakeContact => contact?.deleted_at === null;

  function segments(): readonly FakeSegment[] {
    const { contacts, orders, clock, decisions } = state();
    const context = { clock, decisions, statisticsOrdersOf: orders.statisticsOrdersOf };
    return Object.freeze(
      source.segments.map((segment) => {
        const contactIds = segmentMembers(segment, contacts.live(), context);
        const members = contactIds.map((id) => contacts.byId(id)).filter(isLive);
        return Object.freeze({ name: segment.name, contactIds, contacts: Object.freeze(members) });
      }),
    );
  }

  function attributions(): readonly Attribution[] {
    const { orders, contacts, attribution } = state();
    if (attribution.engagements.length === 0) return Object.freeze([]);
    const credited: Attribution[] = [];
    for (const order of orders.all()) {
      const contact = contacts.byId(order.contact_id);
      if (order.initial_sync || contact === undefined) continue;
      for (const one of attribution.attribute(order, contact)) credited.push(one);
    }
    return Object.freeze(credited);
  }

  const reader: StateReader = {
    get orders() {
      return state().orders.all();
    },
    get contacts() {
      return state().contacts.live();
    },
    get deletedContacts() {
      return state().contacts.deleted();
    },
    get flowRuns() {
      return state().flows.runs;
    },
    get flowEvaluations() {
      return state().flows.evaluations;
    },
    get segments() {
      return segments();
    },
    get attributions() {
      return attributions();
    },
    get requests() {
      return state().log.all();
    },
    get welcomeSms() {
      return state().welcomeSms.all();
    },
    get rateLimit() {
      return state().rateLimiter.read();
    },
    request(position) {
      const { log } = state();
      const request = log.at(position);
      if (request === undefined) return undefined;
      return Object.freeze({ ...request, effects: log.range(position, position)[0]?.effects });
    },
    orderHistory: (orderId) => orderHistory(requireOrderId(orderId), state().log),
    contactTimeline(key) {
      const contact = findStoredContact(key, reader);
      if (contact === undefined) {
        throw new FakeUsageError("Unknown contact: no contact, deleted or not, has that email, phone or id.");
      }
      return contactTimeline(contact, state());
    },
    consentHistory(contactId) {
      const { contacts, consents } = state();
      if (contacts.byId(contactId) === undefined) {
        throw new FakeUsageError("Unknown contact: no contact, deleted or not, has that id.");
      }
      return consents.of(contactId);
    },
    order: (orderId) => state().orders.get(requireOrderId(orderId)),
    contact(key) {
      const { contacts } = state();
      const phone = readPhoneField(key, { countries: ["US"] });
      const candidates = [
        contacts.byId(key),
        contacts.byEmail(key),
        "value" in phone ? contacts.byPhone(phone.value) : undefined,
      ];
      return candidates.find(isLive);
    },
  };
  return reader;
}

function requireOrderId(orderId: string | number | bigint): string {
  const id = readOrderId(orderId);
  if ("value" in id) return id.value;
  throw new FakeUsageError(
    `No order can have this id: it ${id.problem}. Give large ids as text or bigint, not as a number.`,
  );
}
