import { type FakeMatcher, failureOf, failureUnless, matcherMaker } from "../../kit/expect/create-matcher.js";
import type { ExpectedFields } from "../../kit/expect/expected-fields.js";
import { FakeAssertionError } from "../../kit/expect/fake-assertion-error.js";
import { renderValue } from "../../kit/expect/render-value.js";
import type { RequestMark } from "../../kit/expect/request-mark.js";
import type { FakeRequest } from "../../kit/log/request-log.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { ConsentChange } from "../consents.js";
import type { FakeContact, FakeOrder } from "../model.js";
import type { FlowNoStartOptions, FlowStartOptions } from "./expect-flow.js";
import type { FakePrivyExpectations } from "./expectations.js";

/**
 * The matchers of `expect(privy)` once they are installed. Each means the same as its counterpart in `privy.expect`.
 * `.not` never passes for a missing order or contact: one whose fields, ties, starts or consents are denied must have
 * arrived.
 */
export interface PrivyMatchers<Result = void> {
  /** The order was stored, and has these fields now. With `.not` and fields: it was stored, but its fields differ. */
  toHaveReceivedOrder(orderId: string | number | bigint, fields?: ExpectedFields<FakeOrder>): Result;
  /** The order was stored that many times: created once, then updated. */
  toHaveReceivedOrderTimes(orderId: string | number | bigint, times: number): Result;
  /** The order is tied to the Custom Integration with that name or id; null: to none. */
  toHaveTiedOrder(orderId: string | number | bigint, integration: string | null): Result;
  /** The flow started, `times` times. With `.not` it did not start, for the reason `because`. */
  toHaveStartedFlow(name: string, options?: FlowStartOptions | FlowNoStartOptions): Result;
  /** The contact exists, is not deleted, and has these fields now. */
  toHaveContact(emailOrPhoneOrId: string, fields?: ExpectedFields<FakeContact>): Result;
  /** The contact's consents changed in exactly these steps. */
  toHaveConsentHistory(emailOrPhoneOrId: string, changes: readonly ExpectedFields<ConsentChange>[]): Result;
  /** A request has arrived since the mark, or since that request; mostly used with `.not`. */
  toHaveReceivedRequestAfter(mark: RequestMark | FakeRequest): Result;
}

/** One matcher, as a test framework calls it. */
export type PrivyMatcher<Arguments extends readonly unknown[]> = FakeMatcher<Arguments>;

function expectationsOf(received: unknown): FakePrivyExpectations {
  if (typeof received === "object" && received !== null && "expect" in received && "mark" in received) {
    // Only a fake has both.
    return received.expect as FakePrivyExpectations;
  }
  throw new FakeUsageError("These matchers take the fake itself: expect(privy).toHaveReceivedOrder(…).");
}

const matcher = matcherMaker(expectationsOf);

/** The matchers, for `expect.extend(privyMatchers)` of Vitest or Jest, without importing either. */
export const privyMatchers: {
  readonly [Name in keyof PrivyMatchers]: PrivyMatcher<Parameters<PrivyMatchers[Name]>>;
} = {
  toHaveReceivedOrder: matcher(
    (privy, orderId, fields) =>
      fields === undefined ? privy.order(orderId).toHaveBeenReceived() : privy.order(orderId).toMatch(fields),
    (privy, orderId, fields) =>
      fields === undefined
        ? failureOf(() => privy.order(orderId).notToHaveBeenReceived())
        : failureUnless(
            () => privy.order(orderId).toMatch(fields),
            `Order ${orderId} was received and matches, although it must not:\n\n${renderValue(fields)}`,
          ),
  ),
  toHaveReceivedOrderTimes: matcher(
    (privy, orderId, times) => privy.order(orderId).toHaveBeenReceived({ times }),
    (privy, orderId, times) =>
      failureUnless(
        () => privy.order(orderId).toHaveBeenReceived({ times }),
        `Order ${orderId} was received exactly ${times} times.`,
      ),
  ),
  toHaveTiedOrder: matcher(
    (privy, orderId, integration) => privy.order(orderId).toBeTiedTo(integration),
    (privy, orderId, integration) =>
      failureUnless(
        () => privy.order(orderId).toBeTiedTo(integration),
        `Order ${orderId} is tied to ${integration === null ? "none" : JSON.stringify(integration)}.`,
      ),
  ),
  toHaveStartedFlow: matcher(
    (privy, name, options) => privy.flow(name).toHaveStarted(options),
    (privy, name, options) => failureOf(() => privy.flow(name).notToHaveStarted(options)),
  ),
  toHaveContact: matcher(
    (privy, key, fields) =>
      fields === undefined ? privy.contact(key).toExist() : privy.contact(key).toMatch(fields),
    (privy, key, fields) =>
      fields === undefined
        ? failureOf(() => privy.contact(key).notToExist())
        : failureUnless(
            () => privy.contact(key).toMatch(fields),
            `Contact ${JSON.stringify(key)} matches, although it must not:\n\n${renderValue(fields)}`,
          ),
  ),
  toHaveConsentHistory: matcher(
    (privy, key, changes) => privy.contact(key).toHaveConsentHistory(changes),
    (privy, key, changes) =>
      failureUnless(
        () => privy.contact(key).toHaveConsentHistory(changes),
        `The consent history of ${JSON.stringify(key)} matches, although it must not:\n\n${renderValue(changes)}`,
      ),
  ),
  toHaveReceivedRequestAfter: matcher(
    (privy, mark) => {
      if (failureOf(() => privy.noRequestAfter(mark)) !== undefined) return;
      throw new FakeAssertionError("No request has come.", { expected: "a request", actual: 0 });
    },
    (privy, mark) => failureOf(() => privy.noRequestAfter(mark)),
  ),
};
