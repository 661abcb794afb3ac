import { createSeededRandom } from "../../kit/seeded-random.js";
import { createConsentLog } from "../account/consent-log.js";
import type { ContactStore } from "../account/contact-store.js";
import { createIdFactory } from "../account/ids.js";
import { createJournal } from "../account/journal.js";
import type { OrderStore } from "../account/order-store.js";
import type { ServerState } from "../account/server-state.js";
import { createWelcomeSmsLog } from "../account/welcome-sms-log.js";
import type { FakeContact, FakeOrder } from "../model.js";

/**
 * Creates an account that reads from another one and keeps its writes to itself. It copies nothing and is meant for one
 * order: the other account must not change in the meantime.
 */
export function createOverlayState(state: ServerState): ServerState {
  const { timestamp } = state;
  const journal = createJournal();
  const consents = createConsentLog({ timestamp, journal });
  const ids = createIdFactory(createSeededRandom(0));
  ids.restore(state.ids.save());
  const orders = overlayOrders(state.orders);
  return {
    ...state,
    ids,
    journal,
    consents,
    orders,
    welcomeSms: createWelcomeSmsLog({ timestamp, journal }),
    contacts: overlayContacts(state.contacts, (before, after) => {
      consents.note(before, after);
      journal.note("contact", { before, after });
    }),
    flows: {
      ...state.flows,
      ...state.flows.preview({
        statisticsOrdersOf: orders.statisticsOrdersOf,
        nextFlowRunId: () => ids.make("flowRunId"),
        requestId: state.log.nextId,
        journal,
      }),
    },
  };
}

function overlayOrders(base: OrderStore): OrderStore {
  let own: FakeOrder | undefined;
  return {
    ...base,
    get: (orderId) => (own?.order_id === orderId ? own : base.get(orderId)),
    put(order) {
      own = order;
    },
    statisticsOrdersOf(contactId) {
      const others = base.statisticsOrdersOf(contactId).filter(({ order_id }) => order_id !== own?.order_id);
      return own?.contact_id === contactId && own.counts_in_statistics ? [...others, own] : others;
    },
  };
}

function overlayContacts(
  base: ContactStore,
  onPut: (before: FakeContact | undefined, after: FakeContact) => void,
): ContactStore {
  let own: FakeContact | undefined;
  const current = (contact: FakeContact | undefined): FakeContact | undefined =>
    contact !== undefined && contact.id === own?.id ? own : contact;
  return {
    ...base,
    byId: (id) => (own?.id === id ? own : base.byId(id)),
    byEmail: (email) => current(base.byEmail(email)),
    byPhone: (phone) => current(base.byPhone(phone)),
    put(contact) {
      onPut(base.byId(contact.id), contact);
      own = contact;
    },
  };
}
