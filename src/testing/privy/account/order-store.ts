import type { FakeOrder } from "../model.js";

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

/** The orders that count for one contact, and their numbers: those at the same seat belong together. */
interface Bench {
  readonly orders: FakeOrder[];
  readonly numbers: number[];
}

const noOrders: readonly FakeOrder[] = Object.freeze([]);

/** Makes an empty store. What it knows of an order besides stands in lists of numbers: an object for each would be a tenth more. */
export function createOrderStore(): OrderStore {
  /** In the order of arrival; an order's number is its place here. */
  let orders: FakeOrder[] = [];
  const numbers = new Map<string, number>();
  /** The seat of each number at the bench of its contact; -1 when it does not count. */
  let seats: number[] = [];
  const benches = new Map<string, Bench>();
  let read: readonly FakeOrder[] | undefined;

  function sit(number: number, order: FakeOrder): void {
    if (!order.counts_in_statistics) return;
    const bench = benches.get(order.contact_id);
    if (bench === undefined) {
      // With its first order in it: a list that grows from nothing takes room for seventeen, and most contacts have one order.
      benches.set(order.contact_id, { orders: [order], numbers: [number] });
      seats[number] = 0;
      return;
    }
    seats[number] = bench.orders.push(order) - 1;
    bench.numbers.push(number);
  }

  function rise(number: number, order: FakeOrder | undefined): void {
    const seat = seats[number] ?? -1;
    const bench = order === undefined || seat < 0 ? undefined : benches.get(order.contact_id);
    if (bench === undefined) return;
    // The last one takes the free seat: removing costs the same however many orders a contact has.
    const lastOrder = bench.orders.pop();
    const lastNumber = bench.numbers.pop();
    if (lastOrder !== undefined && lastNumber !== undefined && lastNumber !== number) {
      bench.orders[seat] = lastOrder;
      bench.numbers[seat] = lastNumber;
      seats[lastNumber] = seat;
    }
    seats[number] = -1;
  }

  function put(order: FakeOrder): void {
    read = undefined;
    let number = numbers.get(order.order_id);
    if (number === undefined) {
      number = orders.push(order) - 1;
      numbers.set(order.order_id, number);
      seats.push(-1);
    } else {
      rise(number, orders[number]);
      orders[number] = order;
    }
    sit(number, order);
  }

  return {
    get(orderId) {
      const number = numbers.get(orderId);
      return number === undefined ? undefined : orders[number];
    },
    put,
    all() {
      read ??= Object.freeze([...orders]);
      return read;
    },
    statisticsOrdersOf: (contactId) => benches.get(contactId)?.orders ?? noOrders,
    restore(given) {
      orders = [];
      seats = [];
      numbers.clear();
      benches.clear();
      read = undefined;
      for (const order of given) put(order);
    },
  };
}
