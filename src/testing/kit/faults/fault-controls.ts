import type { FakeRequest } from "../log/request-log.js";
import type { RequestView } from "../log/request-view.js";
import type { Chaos, ChaosOptions } from "./chaos.js";
import type { Fault } from "./fault.js";
import type { FaultRuleView, FaultScope, PendingFault } from "./fault-rule.js";
import type { RequestMatch } from "./request-match.js";

/** Options of `failNext`. */
export interface FailNextOptions extends FaultScope {
  /** How many requests fail, 1 to 1,000,000. Default 1. */
  readonly times?: number | undefined;
}

/**
 * The faults of a fake. When several fit a request, one strikes: those of `failNext` first, in the order in which they
 * were set, then those of `failWhen` and `chaos` in theirs.
 */
export interface FaultControls {
  /**
   * Makes the next request fail, or the next `times`. Token requests count like all others; `for` can exclude them.
   *
   * @throws FakeUsageError for an unknown fault, `times` out of range, or a fault that a channel in use (MSW while the
   *   fake listens, HTTP while it is served) cannot express
   */
  failNext(fault: Fault, options?: FailNextOptions): void;
  /**
   * Makes every request fail for which the predicate is true, or that fits the match, until the returned function is
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
   * Makes a share of all requests fail until it is stopped.
   *
   * @throws FakeUsageError as `failNext` does, or when the rate is not from 0 to 1
   */
  chaos(options: ChaosOptions): Chaos;
  /** Removes all faults, chaos included. */
  clearFaults(): void;
  /** The faults of `failNext` that have not struck yet; empty after a test in which all of them struck. */
  readonly pendingFaults: readonly PendingFault[];
  /** Every fault that is set, in the order in which they were set. */
  readonly faultRules: readonly FaultRuleView[];
  /** Removes a fault; returns false when no fault with that id is set. */
  removeFault(id: string): boolean;
  /** The requests in the log that a fault has struck, oldest first. */
  readonly faults: readonly FakeRequest[];
}
