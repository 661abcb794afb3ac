import type { SequenzyOrderStatus } from "../../sequenzy/order-input.js";
import { describeRequest } from "../kit/expect/describe-request.js";
import { checkFieldNames, expectValue } from "../kit/expect/expect-fields.js";
import { createRequestExpectations } from "../kit/expect/expect-requests.js";
import type { ExpectedFields } from "../kit/expect/expected-fields.js";
import { FakeAssertionError } from "../kit/expect/fake-assertion-error.js";
import { listSome } from "../kit/expect/list-some.js";
import type { RequestMark } from "../kit/expect/request-mark.js";
import type { FakeRequest } from "../kit/log/request-log.js";
import type { FakeSequenzyOrder, FakeSequenzySubscriber } from "./model.js";
import type { SequenzyState } from "./state.js";

/** Expectations of one order, once the queue has settled. */
export interface SequenzyOrderExpectations {
  /** The order has settled. A failure states whether it is still queued, or which requests were refused. */
  toHaveSettled(): void;
  /** No push of the order was accepted, settled or not. */
  notToHaveBeenPushed(): void;
  /** The order fired the event of that status. A failure lists the events that it fired. */
  toHaveFired(status: SequenzyOrderStatus): void;
  /** The fields match. A failure shows a diff; throws FakeUsageError for an unknown field. */
  toMatch(expected: ExpectedFields<FakeSequenzyOrder>): void;
}

/** Expectations of one person. */
export interface SequenzySubscriberExpectations {
  /** The fields match. A failure shows a diff; throws FakeUsageError for an unknown field. */
  toMatch(expected: ExpectedFields<FakeSequenzySubscriber>): void;
}

/** Expectations of a fake Sequenzy, as `privy.expect` has for a fake Privy. */
export interface FakeSequenzyExpectations {
  order(orderId: string): SequenzyOrderExpectations;
  subscriber(email: string): SequenzySubscriberExpectations;
  /** See `FakePrivyExpectations.noRequestAfter`. */
  noRequestAfter(mark: RequestMark | FakeRequest): void;
  /** See `FakePrivyExpectations.noMoreRequests`. */
  noMoreRequests(): void;
}

/** The expectations of a fake. */
export interface SequenzyExpectationControls {
  readonly expect: FakeSequenzyExpectations;
  /** A point in the sequence of requests, for `expect.noRequestAfter` and `expect.noMoreRequests`. */
  mark(): RequestMark;
}

const orderNames: readonly string[] = Object.keys({
  orderId: 0,
  orderNumber: 0,
  status: 0,
  totalCents: 0,
  currency: 0,
  orderedAt: 0,
  customer: 0,
  items: 0,
  refundAmountCents: 0,
  customerTotals: 0,
  properties: 0,
  statuses: 0,
  countedCents: 0,
} satisfies Record<keyof FakeSequenzyOrder, 0>);

const subscriberNames: readonly string[] = Object.keys({
  email: 0,
  externalId: 0,
  firstName: 0,
  lastName: 0,
  attributes: 0,
  ltv: 0,
  totalSpent: 0,
  ordersCount: 0,
  aov: 0,
} satisfies Record<keyof FakeSequenzySubscriber, 0>);

/** Creates the expectations of one fake. */
export function createSequenzyExpectations(state: () => SequenzyState): SequenzyExpectationControls {
  const { mark, noRequestAfter, noMoreRequests } = createRequestExpectations(() => state().log);

  function jobsOf(orderId: string): readonly string[] {
    const jobs = state().account.jobs();
    return jobs.filter((job) => job.orderId === orderId).map(({ jobId, status }) => `${jobId} (${status})`);
  }

  function settled(orderId: string): FakeSequenzyOrder {
    const order = state().account.order(orderId);
    if (order !== undefined) return order;
    const queued = jobsOf(orderId);
    const refused = state()
      .log.all()
      .filter(({ status }) => status !== 202);
    const why =
      queued.length > 0
        ? `It is still queued; call settle():\n${listSome(queued)}`
        : refused.length > 0
          ? `No push of it was accepted. These were refused:\n${listSome(refused.map(describeRequest))}`
          : "Nothing was refused either: it was never pushed to this fake.";
    throw new FakeAssertionError(`The order ${JSON.stringify(orderId)} has not settled. ${why}`, {
      expected: orderId,
      actual: undefined,
    });
  }

  const expectOrder = (orderId: string): SequenzyOrderExpectations => ({
    toHaveSettled: () => void settled(orderId),
    notToHaveBeenPushed() {
      const jobs = jobsOf(orderId);
      if (jobs.length === 0) return;
      throw new FakeAssertionError(`The order ${JSON.stringify(orderId)} was pushed:\n${listSome(jobs)}`, {
        expected: 0,
        actual: jobs.length,
      });
    },
    toHaveFired(status) {
      settled(orderId);
      const fired = state()
        .account.events()
        .filter((event) => event.orderId === orderId);
      const names = fired.map(({ name }) => name);
      if (names.includes(`ecommerce.order_${status}`)) return;
      throw new FakeAssertionError(
        `The order ${JSON.stringify(orderId)} did not fire ecommerce.order_${status}. It fired ${names.join(", ")}.`,
        { expected: `ecommerce.order_${status}`, actual: names },
      );
    },
    toMatch(expected) {
      checkFieldNames(expected, { subject: "An order", names: orderNames });
      expectValue(`The order ${JSON.stringify(orderId)}`, expected, settled(orderId));
    },
  });

  const expectSubscriber = (email: string): SequenzySubscriberExpectations => ({
    toMatch(expected) {
      checkFieldNames(expected, { subject: "A subscriber", names: subscriberNames });
      const subscriber = state().account.subscriber(email);
      if (subscriber === undefined) {
        throw new FakeAssertionError(
          `Unknown subscriber ${JSON.stringify(email)}. An order creates one once the queue has settled: call settle().`,
          { expected, actual: undefined },
        );
      }
      expectValue(`The subscriber ${JSON.stringify(email)}`, expected, subscriber);
    },
  });

  return {
    mark,
    expect: Object.freeze({
      order: expectOrder,
      subscriber: expectSubscriber,
      noRequestAfter,
      noMoreRequests,
    }),
  };
}
