import type { FakeRequest } from "../log/request-log.js";
import type { RequestView } from "../log/request-view.js";
import type { Chaos, ChaosOptions } from "./chaos.js";
import type { Fault } from "./fault.js";
import type { FaultRuleView, FaultScope, PendingFault } from "./fault-rule.js";
import type { RequestMatch } from "./request-match.js";

/** What `failNext` can be told. */
export interface FailNextOptions extends FaultScope {
  /** How many requests, 1 to 1,000,000. Default 1. */
  readonly times?: number | undefined;
}

/**
 * What a test can make go wrong. Of several faults that fit a request one strikes: those of `failNext` first, in the order
 * in which they were set, then those of `failWhen` and `chaos` in theirs.
 */
export interface FaultControls {
  /**
   * Makes the next request go wrong, or the next `times`. Token requests count, as all others; `for` tells them apart.
   *
   * @throws FakeUsageError for a fault that there is not, `times` out of range, or a fault that a channel in use (MSW
   *   while the fake listens, HTTP while it is served) cannot express
   */
  failNext(fault: Fault, options?: FailNextOptions): void;
  /**
   * Makes every request go wrong for which the predicate is true, or that is like the match, until the returned function is
   * called.
   *
   * @throws FakeUsageError as `failNext` does
   */
  failWhen(
    predicate: ((request: RequestView) => boolean) | RequestMatch,
    fault: Fault,
    options?: Pick<FaultScope, "channel">,
  ): () => void;
  /**
   * Makes a share of all requests go wrong until it is stopped.
   *
   * @throws FakeUsageError as `failNext` does, or when the rate is not from 0 to 1
   */
  chaos(options: ChaosOptions): Chaos;
  /** Forgets every fault that was set, chaos included. */
  clearFaults(): void;
  /** The faults of `failNext` that have not struck yet: a test that expects them all to strike ends with none left. */
  readonly pendingFaults: readonly PendingFault[];
  /** Every fault that is set, in the order in which they were set. */
  readonly faultRules: readonly FaultRuleView[];
  /** Takes a fault back; false when no fault with that id is set. */
  removeFault(id: string): boolean;
  /** The requests that a fault has struck, of those that the log keeps, oldest first. */
  readonly faults: readonly FakeRequest[];
}
