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
 * What `expect(privy)` offers once the matchers are installed. Each says the same as its counterpart in `privy.expect`.
 * `.not` never holds because there is nobody: an order or contact whose fields, ties, starts or consents are denied must
 * have arrived.
 */
export interface PrivyMatchers<Result = void> {
  /** The order was stored, and has these fields now. With `.not` and fields: it was stored, but is not like this. */
  toHaveReceivedOrder(orderId: string | number | bigint, fields?: ExpectedFields<FakeOrder>): Result;
  /** The order was stored that many times: created once, and updated the others. */
  toHaveReceivedOrderTimes(orderId: string | number | bigint, times: number): Result;
  /** The order is tied to the Custom Integration of that name or id; null: to none. */
  toHaveTiedOrder(orderId: string | number | bigint, integration: string | null): Result;
  /** The flow started; `times` says how often. With `.not` it did not, and `because` says why. */
  toHaveStartedFlow(name: string, options?: FlowStartOptions | FlowNoStartOptions): Result;
  /** There is such a contact that is not deleted, and it has these fields now. */
  toHaveContact(emailOrPhoneOrId: string, fields?: ExpectedFields<FakeContact>): Result;
  /** The contact's consents came about in exactly these steps. */
  toHaveConsentHistory(emailOrPhoneOrId: string, changes: readonly ExpectedFields<ConsentChange>[]): Result;
  /** Something has come since the mark, or since that request; `.not` is the usual way to ask. */
  toHaveReceivedRequestAfter(mark: RequestMark | FakeRequest): Result;
}

/** What a test framework gives a matcher, and takes back. */
export type PrivyMatcher<Arguments extends readonly unknown[]> = (
  this: { readonly isNot?: boolean | undefined },
  received: unknown,
  ...given: Arguments
) => { pass: boolean; message: () => string };

type Failure = string | undefined;

/** By its name: the fake may come from another copy of the package, ESM beside CommonJS. */
function isAssertionError(error: unknown): error is FakeAssertionError {
  return error instanceof Error && error.name === "FakeAssertionError";
}

/** Why it does not hold, if it does not. What cannot be meant is thrown on. */
function failureOf(attempt: () => unknown): Failure {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (isAssertionError(error)) return error.message;
    throw error;
  }
}

function expectationsOf(received: unknown): FakePrivyExpectations {
  if (typeof received === "object" && received !== null && "expect" in received && "mark" in received) {
    // Nothing but a fake has both.
    return received.expect as FakePrivyExpectations;
  }
  throw new FakeUsageError("These matchers take the fake itself: expect(privy).toHaveReceivedOrder(…).");
}

/** Makes a matcher from what it expects, and from what `.not` expects. */
function matcher<Arguments extends readonly unknown[]>(
  expects: (privy: FakePrivyExpectations, ...given: Arguments) => unknown,
  /** The failure of `.not`. */
  failureOfNot: (privy: FakePrivyExpectations, ...given: Arguments) => Failure,
): PrivyMatcher<Arguments> {
  return function (received, ...given) {
    const privy = expectationsOf(received);
    const isNot = this?.isNot === true;
    const failure = isNot ? failureOfNot(privy, ...given) : failureOf(() => expects(privy, ...given));
    // The framework turns the verdict round for `.not`.
    return { pass: isNot !== (failure === undefined), message: () => failure ?? "As expected." };
  };
}

/** The failure of `.not`: it holds after all, or there is nobody of whom anything could be said. */
function unless(attempt: () => unknown, failure: string): Failure {
  try {
    attempt();
    return failure;
  } catch (error) {
    if (!isAssertionError(error)) throw error;
    return error.actual === undefined ? error.message : undefined;
  }
}

/** The matchers, for `expect.extend(privyMatchers)` of Vitest or Jest. They import neither. */
export const privyMatchers: {
  readonly [Name in keyof PrivyMatchers]: PrivyMatcher<Parameters<PrivyMatchers[Name]>>;
} = {
  toHaveReceivedOrder: matcher(
    (privy, orderId, fields) =>
      fields === undefined ? privy.order(orderId).toHaveBeenReceived() : privy.order(orderId).toMatch(fields),
    (privy, orderId, fields) =>
      fields === undefined
        ? failureOf(() => privy.order(orderId).notToHaveBeenReceived())
        : unless(
            () => privy.order(orderId).toMatch(fields),
            `Order ${orderId} was received, and is what it was not to be:\n\n${renderValue(fields)}`,
          ),
  ),
  toHaveReceivedOrderTimes: matcher(
    (privy, orderId, times) => privy.order(orderId).toHaveBeenReceived({ times }),
    (privy, orderId, times) =>
      unless(
        () => privy.order(orderId).toHaveBeenReceived({ times }),
        `Order ${orderId} was received exactly ${times} times.`,
      ),
  ),
  toHaveTiedOrder: matcher(
    (privy, orderId, integration) => privy.order(orderId).toBeTiedTo(integration),
    (privy, orderId, integration) =>
      unless(
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
        : unless(
            () => privy.contact(key).toMatch(fields),
            `Contact ${JSON.stringify(key)} is what it was not to be:\n\n${renderValue(fields)}`,
          ),
  ),
  toHaveConsentHistory: matcher(
    (privy, key, changes) => privy.contact(key).toHaveConsentHistory(changes),
    (privy, key, changes) =>
      unless(
        () => privy.contact(key).toHaveConsentHistory(changes),
        `The consent history of ${JSON.stringify(key)} is what it was not to be:\n\n${renderValue(changes)}`,
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
