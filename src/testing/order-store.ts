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

/** The orders that count for one contact: those at the same place belong together. */
interface Bench {
  readonly rows: Row[];
  readonly orders: FakeOrder[];
}

const noOrders: readonly FakeOrder[] = Object.freeze([]);

/** Makes an empty store. */
export function createOrderStore(): OrderStore {
  const rows = new Map<string, Row>();
  const benches = new Map<string, Bench>();
  let read: readonly FakeOrder[] | undefined;

  function sit(row: Row): void {
    if (!row.order.counts_in_statistics) return;
    const contactId = row.order.contact_id;
    let bench = benches.get(contactId);
    if (bench === undefined) {
      bench = { rows: [], orders: [] };
      benches.set(contactId, bench);
    }
    row.seat = bench.rows.push(row) - 1;
    bench.orders.push(row.order);
  }

  function rise(row: Row): void {
    const bench = row.seat < 0 ? undefined : benches.get(row.order.contact_id);
    if (bench === undefined) return;
    const { rows, orders } = bench;
    // The last one takes the free seat: removing costs the same however many orders a contact has.
    const last = rows.pop();
    orders.pop();
    if (last !== undefined && last !== row) {
      rows[row.seat] = last;
      orders[row.seat] = last.order;
      last.seat = row.seat;
    }
    row.seat = -1;
  }

  function put(order: FakeOrder): void {
    read = undefined;
    let row = rows.get(order.order_id);
    if (row === undefined) {
      row = { order, seat: -1 };
      rows.set(order.order_id, row);
    } else {
      rise(row);
      row.order = order;
    }
    sit(row);
  }

  return {
    get: (orderId) => rows.get(orderId)?.order,
    put,
    all() {
      read ??= Object.freeze(Array.from(rows.values(), ({ order }) => order));
      return read;
    },
    statisticsOrdersOf: (contactId) => benches.get(contactId)?.orders ?? noOrders,
    restore(orders) {
      rows.clear();
      benches.clear();
      read = undefined;
      for (const order of orders) put(order);
    },
  };
}
