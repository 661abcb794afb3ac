import { createRequestExpectations } from "../../kit/expect/expect-requests.js";
import type { RequestMark } from "../../kit/expect/request-mark.js";
import type { FakeRequest } from "../../kit/log/request-log.js";
import { type ContactExpectations, expectContact } from "./expect-contact.js";
import { expectFlow, type FlowExpectations } from "./expect-flow.js";
import { expectNoHints, type NoHintsOptions } from "./expect-no-hints.js";
import { expectOrder, type OrderExpectations } from "./expect-order.js";
import type { ExpectationSource } from "./expectation-source.js";

/**
 * What a test expects of a fake, for every test framework and for none. Each failure is a `FakeAssertionError` that
 * says what was found instead, and why; an expectation that cannot be meant (an unknown flow, field or option) is a
 * `FakeUsageError`, so that a slip of the pen never passes as a proof.
 */
export interface FakePrivyExpectations {
  /** @throws FakeUsageError when no order can have that id */
  order(orderId: string | number | bigint): OrderExpectations;
  /** A contact by its email, phone or id. */
  contact(emailOrPhoneOrId: string): ContactExpectations;
  /** @throws FakeUsageError when the fake has no flow of that name */
  flow(name: string): FlowExpectations;
  /**
   * Nothing has come since the mark, or since that request of `privy.requests`. It speaks of requests that have come: one
   * that is still to come, a retry for example, needs the clock to move first (`privy.clock.runUntilIdle()`).
   *
   * @throws FakeUsageError when the mark is of another fake, or older than a `reset` or `restore`
   */
  noRequestAfter(mark: RequestMark | FakeRequest): void;
  /** Nothing has come since the latest `privy.mark()`; without one, since the fake was made, reset or restored. */
  noMoreRequests(): void;
  /**
   * No request that the log has is worth a look: none went back, changed nothing, had unknown fields and so on (`hints` of
   * `privy.requests`).
   *
   * @throws FakeUsageError for an unknown option or hint
   */
  noHints(options?: NoHintsOptions): void;
}

/** What a fake offers of expectations. */
export interface ExpectationControls {
  readonly expect: FakePrivyExpectations;
  /** A point in the sequence of requests, for `expect.noRequestAfter` and `expect.noMoreRequests`. */
  mark(): RequestMark;
}

/** Makes the expectations of one fake. */
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
