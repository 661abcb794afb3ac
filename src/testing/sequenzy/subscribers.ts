import type { SequenzyCustomer, SequenzyCustomerTotals } from "../../sequenzy/order-input.js";
import { freezeDeeply } from "../kit/freeze-deeply.js";
import type { SequenzyDecisions } from "./decisions.js";
import type { FakeSequenzySubscriber } from "./model.js";

/** The people of one account. */
export interface Subscribers {
  /** Adds the person, or updates a known one. */
  upsert(customer: SequenzyCustomer): void;
  /** Adds an order to the totals. */
  count(email: string, totalCents: number): void;
  /** Sets the given totals; the others stay as counted. */
  override(email: string, totals: SequenzyCustomerTotals): void;
  all(): readonly FakeSequenzySubscriber[];
  find(email: string): FakeSequenzySubscriber | undefined;
  /** Replaces all people. */
  restore(subscribers: readonly FakeSequenzySubscriber[]): void;
}

/** Creates an account's list of people. Letter case of an address does not matter. */
export function createSubscribers(decisions: SequenzyDecisions): Subscribers {
  const people = new Map<string, FakeSequenzySubscriber>();
  const keyOf = (email: string): string => email.toLowerCase();

  function put(subscriber: FakeSequenzySubscriber): void {
    freezeDeeply(subscriber);
    people.set(keyOf(subscriber.email), subscriber);
  }

  function setTotals(email: string, change: (before: FakeSequenzySubscriber) => [number, number]): void {
    const before = people.get(keyOf(email));
    if (before === undefined) return;
    const [ordersCount, totalSpent] = change(before);
    const aov = ordersCount === 0 ? 0 : Math.round(totalSpent / ordersCount);
    put({ ...before, ordersCount, totalSpent, ltv: totalSpent, aov });
  }

  return {
    upsert(customer) {
      const before = people.get(keyOf(customer.email));
      const kept = decisions.attributes === "merged" || customer.attributes === undefined;
      put({
        ...(before ?? { ltv: 0, totalSpent: 0, ordersCount: 0, aov: 0 }),
        ...customer,
        email: before?.email ?? customer.email,
        attributes: { ...(kept ? before?.attributes : {}), ...customer.attributes },
      });
    },
    count: (email, totalCents) =>
      setTotals(email, ({ ordersCount, totalSpent }) => [ordersCount + 1, totalSpent + totalCents]),
    override: (email, totals) =>
      setTotals(email, ({ ordersCount, totalSpent }) => [
        totals.ordersCount ?? ordersCount,
        totals.totalSpentCents ?? totalSpent,
      ]),
    restore(given) {
      people.clear();
      for (const subscriber of given) people.set(keyOf(subscriber.email), subscriber);
    },
    all: () => Object.freeze([...people.values()]),
    find: (email) => people.get(keyOf(email)),
  };
}
