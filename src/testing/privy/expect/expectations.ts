import { createRequestExpectations } from "../../kit/expect/expect-requests.js";
import type { RequestMark } from "../../kit/expect/request-mark.js";
import type { FakeRequest } from "../../kit/log/request-log.js";
import { type ContactExpectations, expectContact } from "./expect-contact.js";
import { expectFlow, type FlowExpectations } from "./expect-flow.js";
import { expectNoHints, type NoHintsOptions } from "./expect-no-hints.js";
import { expectOrder, type OrderExpectations } from "./expect-order.js";
import type { ExpectationSource } from "./expectation-source.js";

/**
 * Expectations of a fake, for any test framework or none. A failure is a `FakeAssertionError` that states what was
 * found instead, and why. An expectation with an unknown flow, field or option throws a `FakeUsageError`, so that a
 * typing error never passes as a proof.
 */
export interface FakePrivyExpectations {
  /** @throws FakeUsageError when no order can have that id */
  order(orderId: string | number | bigint): OrderExpectations;
  /** A contact by its email, phone or id. */
  contact(emailOrPhoneOrId: string): ContactExpectations;
  /** @throws FakeUsageError when the fake has no flow of that name */
  flow(name: string): FlowExpectations;
  /**
   * No request has arrived since the mark, or since that request of `privy.requests`. Only requests that have arrived
   * count: one that is still to come, a retry for example, needs the clock to move first
   * (`privy.clock.runUntilIdle()`).
   *
   * @throws FakeUsageError when the mark is of another fake, or older than a `reset` or `restore`
   */
  noRequestAfter(mark: RequestMark | FakeRequest): void;
  /** No request has arrived since the latest `privy.mark()`; without a mark, since the fake was created, reset or restored. */
  noMoreRequests(): void;
  /**
   * No request in the log has a hint: none went back, changed nothing, had unknown fields and so on (`hints` of
   * `privy.requests`).
   *
   * @throws FakeUsageError for an unknown option or hint
   */
  noHints(options?: NoHintsOptions): void;
}

/** The expectations of a fake. */
export interface ExpectationControls {
  readonly expect: FakePrivyExpectations;
  /** A point in the sequence of requests, for `expect.noRequestAfter` and `expect.noMoreRequests`. */
  mark(): RequestMark;
}

/** Creates the expectations of one fake. */
export function createExpectations(source: ExpectationSource): ExpectationControls {
  const { mark, noRequestAfter, noMoreRequests } = createRequestExpectations(source.log);
  return {
    mark,
    expect: Object.freeze({
      order: (orderId: string | number | bigint) => expectOrder(orderId, source),
      contact: (key: string) => expectContact(key, source),
      flow: (name: string) => expectFlow(name, source),
      noRequestAfter,
      noMoreRequests,
      noHints: (options?: NoHintsOptions) => expectNoHints(source.reader, options),
    }),
  };
}
