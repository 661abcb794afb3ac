import type { SequenzyOrderStatus } from "../../sequenzy/order-input.js";
import { type FakeMatcher, failureOf, failureUnless, matcherMaker } from "../kit/expect/create-matcher.js";
import type { ExpectedFields } from "../kit/expect/expected-fields.js";
import { FakeAssertionError } from "../kit/expect/fake-assertion-error.js";
import { renderValue } from "../kit/expect/render-value.js";
import type { RequestMark } from "../kit/expect/request-mark.js";
import type { FakeRequest } from "../kit/log/request-log.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { FakeSequenzyExpectations } from "./expectations.js";
import type { FakeSequenzyOrder, FakeSequenzySubscriber } from "./model.js";

/** The matchers of `expect(sequenzy)` once they are installed. Each means the same as its counterpart in `sequenzy.expect`. */
export interface SequenzyMatchers<Result = void> {
  /** The order has settled, and has these fields now. With `.not` and no fields: it was never pushed. */
  toHaveSettledOrder(orderId: string, fields?: ExpectedFields<FakeSequenzyOrder>): Result;
  /** The order fired the event of that status. */
  toHaveFiredEvent(orderId: string, status: SequenzyOrderStatus): Result;
  /** The subscriber exists, and has these fields now. */
  toHaveSubscriber(email: string, fields?: ExpectedFields<FakeSequenzySubscriber>): Result;
  /** A request has arrived since the mark, or since that request; mostly used with `.not`. */
  toHaveReceivedPushAfter(mark: RequestMark | FakeRequest): Result;
}

/** One matcher, as a test framework calls it. */
export type SequenzyMatcher<Arguments extends readonly unknown[]> = FakeMatcher<Arguments>;

function expectationsOf(received: unknown): FakeSequenzyExpectations {
  if (typeof received === "object" && received !== null && "expect" in received && "settle" in received) {
    // Only a fake Sequenzy has both.
    return received.expect as FakeSequenzyExpectations;
  }
  throw new FakeUsageError(
    "These matchers take the fake Sequenzy itself: expect(sequenzy).toHaveSettledOrder(…).",
  );
}

const matcher = matcherMaker(expectationsOf);

/** Matches every subscriber: each has an address. */
const itself = (email: string): ExpectedFields<FakeSequenzySubscriber> => ({
  email: { asymmetricMatch: (own: unknown) => String(own).toLowerCase() === email.toLowerCase() },
});

/** The matchers, for `expect.extend(sequenzyMatchers)` of Vitest or Jest, without importing either. */
export const sequenzyMatchers: {
  readonly [Name in keyof SequenzyMatchers]: SequenzyMatcher<Parameters<SequenzyMatchers[Name]>>;
} = {
  toHaveSettledOrder: matcher(
    (sequenzy, orderId, fields) =>
      fields === undefined
        ? sequenzy.order(orderId).toHaveSettled()
        : sequenzy.order(orderId).toMatch(fields),
    (sequenzy, orderId, fields) =>
      fields === undefined
        ? failureOf(() => sequenzy.order(orderId).notToHaveBeenPushed())
        : failureUnless(
            () => sequenzy.order(orderId).toMatch(fields),
            `The order ${JSON.stringify(orderId)} matches, although it must not:\n\n${renderValue(fields)}`,
          ),
  ),
  toHaveFiredEvent: matcher(
    (sequenzy, orderId, status) => sequenzy.order(orderId).toHaveFired(status),
    (sequenzy, orderId, status) =>
      failureUnless(
        () => sequenzy.order(orderId).toHaveFired(status),
        `The order ${JSON.stringify(orderId)} fired ecommerce.order_${status}.`,
      ),
  ),
  toHaveSubscriber: matcher(
    (sequenzy, email, fields) => sequenzy.subscriber(email).toMatch(fields ?? itself(email)),
    (sequenzy, email, fields) =>
      fields === undefined
        ? failureOf(() => {
            if (failureOf(() => sequenzy.subscriber(email).toMatch(itself(email))) !== undefined) return;
            throw new FakeAssertionError(`The subscriber ${JSON.stringify(email)} exists.`, {
              expected: undefined,
              actual: email,
            });
          })
        : failureUnless(
            () => sequenzy.subscriber(email).toMatch(fields),
            `The subscriber ${JSON.stringify(email)} matches, although it must not:\n\n${renderValue(fields)}`,
          ),
  ),
  toHaveReceivedPushAfter: matcher(
    (sequenzy, mark) => {
      if (failureOf(() => sequenzy.noRequestAfter(mark)) !== undefined) return;
      throw new FakeAssertionError("No request has come.", { expected: "a request", actual: 0 });
    },
    (sequenzy, mark) => failureOf(() => sequenzy.noRequestAfter(mark)),
  ),
};
