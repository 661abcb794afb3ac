import type { FakeOrder } from "./model.js";

/** The orders of one account. No call costs more for there being more orders, except reading `all`. */
export interface OrderStore {
  get(orderId: string): FakeOrder | undefined;
  /** Adds the order, or takes the place of the one with its id; the statistics of both contacts follow. */
  put(order: FakeOrder): void;
  /** In the order of arrival. Made at the first reading after a change. */
  all(): readonly FakeOrder[];
  /** The orders that count in this contact's statistics, in no particular order. */
  statisticsOrdersOf(contactId: string): readonly FakeOrder[];
  /** Forgets everything and goes on with what `all` gave. */
  restore(orders: readonly FakeOrder[]): void;
}

/** An order, and its seat among those that count for its contact. */
interface Row {
  order: FakeOrder;
  seat: number;
}

/** Makes an empty store. */
export function createOrderStore(): OrderStore {
  const rows = new Map<string, Row>();
  const rowsOfContact = new Map<string, Row[]>();
  const ordersOfContact = new Map<string, FakeOrder[]>();
  let read: readonly FakeOrder[] | undefined;

  function sit(row: Row): void {
    if (!row.order.counts_in_statistics) return;
    const contactId = row.order.contact_id;
    const neighbours = rowsOfContact.get(contactId) ?? [];
    const orders = ordersOfContact.get(contactId) ?? [];
    if (neighbours.length === 0) {
      rowsOfContact.set(contactId, neighbours);
      ordersOfContact.set(contactId, orders);
    }
    row.seat = neighbours.push(row) - 1;
    orders.push(row.order);
  }

  function rise(row: Row): void {
    if (row.seat < 0) return;
    const neighbours = rowsOfContact.get(row.order.contact_id) ?? [];
    const orders = ordersOfContact.get(row.order.contact_id) ?? [];
    // The last one takes the free seat: removing costs the same however many orders a contact has.
    const last = neighbours.pop();
    orders.pop();
    if (last !== undefined && last !== row) {
      neighbours[row.seat] = last;
      orders[row.seat] = last.order;
      last.seat = row.seat;
    }
    row.seat = -1;
  }

  function put(order: FakeOrder): void {
    read = undefined;
    const row = rows.get(order.order_id) ?? { order, seat: -1 };
    rows.set(order.order_id, row);
    rise(row);
    row.order = order;
    sit(row);
  }

  return {
    get: (orderId) => rows.get(orderId)?.order,
    put,
    all() {
      read ??= Object.freeze(Array.from(rows.values(), ({ order }) => order));
      return read;
    },
    statisticsOrdersOf: (contactId) => ordersOfContact.get(contactId) ?? [],
    restore(orders) {
      for (const index of [rows, rowsOfContact, ordersOfContact]) index.clear();
      read = undefined;
      for (const order of orders) put(order);
    },
  };
}
