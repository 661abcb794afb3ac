import type { FakeOrder } from "../model.js";

/** The orders of one account. Only reading `all` costs more with more orders. */
export interface OrderStore {
  get(orderId: string): FakeOrder | undefined;
  /** Adds the order, or replaces the one with its id, and updates the statistics of both contacts. */
  put(order: FakeOrder): void;
  /** How many there are. */
  count(): number;
  /** In the order of arrival. Built at the first reading after a change. */
  all(): readonly FakeOrder[];
  /** Returns the orders that count in this contact's statistics, in no particular order. */
  statisticsOrdersOf(contactId: string): readonly FakeOrder[];
  /** Replaces everything by what `all` returned. */
  restore(orders: readonly FakeOrder[]): void;
}

/** The orders that count for one contact, and their numbers: those at the same index belong together. */
interface ContactOrders {
  readonly orders: FakeOrder[];
  readonly numbers: number[];
}

const noOrders: readonly FakeOrder[] = Object.freeze([]);

/**
 * Creates an empty store. Beside the orders it keeps only lists of numbers: an object per order would cost a tenth more
 * memory.
 */
export function createOrderStore(): OrderStore {
  /** In the order of arrival; an order's number is its place here. */
  let orders: FakeOrder[] = [];
  const numbers = new Map<string, number>();
  /** The index of each number in the lists of its contact; -1 when the order does not count. */
  let indexes: number[] = [];
  const byContact = new Map<string, ContactOrders>();
  let read: readonly FakeOrder[] | undefined;

  function add(number: number, order: FakeOrder): void {
    if (!order.counts_in_statistics) return;
    const own = byContact.get(order.contact_id);
    if (own === undefined) {
      // Created with its first order: a list that grows from empty takes room for seventeen, and most contacts have one
      // order.
      byContact.set(order.contact_id, { orders: [order], numbers: [number] });
      indexes[number] = 0;
      return;
    }
    indexes[number] = own.orders.push(order) - 1;
    own.numbers.push(number);
  }

  function remove(number: number, order: FakeOrder | undefined): void {
    const index = indexes[number] ?? -1;
    const own = order === undefined || index < 0 ? undefined : byContact.get(order.contact_id);
    if (own === undefined) return;
    // The last one takes the free index, so that removing costs the same however many orders a contact has.
    const lastOrder = own.orders.pop();
    const lastNumber = own.numbers.pop();
    if (lastOrder !== undefined && lastNumber !== undefined && lastNumber !== number) {
      own.orders[index] = lastOrder;
      own.numbers[index] = lastNumber;
      indexes[lastNumber] = index;
    }
    indexes[number] = -1;
  }

  function put(order: FakeOrder): void {
    read = undefined;
    let number = numbers.get(order.order_id);
    if (number === undefined) {
      number = orders.push(order) - 1;
      numbers.set(order.order_id, number);
      indexes.push(-1);
    } else {
      remove(number, orders[number]);
      orders[number] = order;
    }
    add(number, order);
  }

  return {
    get(orderId) {
      const number = numbers.get(orderId);
      return number === undefined ? undefined : orders[number];
    },
    put,
    count: () => orders.length,
    all() {
      read ??= Object.freeze([...orders]);
      return read;
    },
    statisticsOrdersOf: (contactId) => byContact.get(contactId)?.orders ?? noOrders,
    restore(given) {
      orders = [];
      indexes = [];
      numbers.clear();
      byContact.clear();
      read = undefined;
      for (const order of given) put(order);
    },
  };
}
