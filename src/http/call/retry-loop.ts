import pRetry from "p-retry";
import type { PrivyOrdersError } from "../../errors/privy-orders-error.js";
import { errorFields } from "../observing/error-fields.js";
import { notify } from "../observing/notify.js";
import type { CallEvent } from "../observing/observer.js";
import { DEFAULTS } from "../options/defaults.js";
import { isMismatch } from "../response/mismatch.js";
import { backoffMs } from "../retry/backoff.js";
import { decideRetry } from "../retry/retry-policy.js";
import type { Call, Progress } from "./call.js";
import type { KernelParts } from "./kernel-parts.js";

/** The call that is repeated. */
export interface RetryHost {
  readonly call: Call;
  readonly progress: Readonly<Progress>;
  readonly event: CallEvent | undefined;
  readonly isOver: boolean;
  deadlineLeftMs(): number;
  /** Begins another round after a pause, which is shorter than what is left of the deadline. */
  roundAfter(pauseMs: number): void;
  fail(error: unknown): void;
}

/**
 * The slow way of a call, which begins when its first attempt has failed. p-retry is the loop; whether it goes on, and
 * after which pause, is decided by `decideRetry`.
 */
export class RetryLoop {
  readonly #kernel: KernelParts;
  readonly #host: RetryHost;
  #failures = 0;
  #mismatches = 0;
  #pauseMs = 0;
  /** Rejects the promise that p-retry waits for: the round has failed. */
  #rejectRound: ((error: unknown) => void) | undefined;

  constructor(kernel: KernelParts, host: RetryHost) {
    this.#kernel = kernel;
    this.#host = host;
  }

  roundFailed(error: PrivyOrdersError): void {
    this.#failures += 1;
    if (!this.#goesOn(error)) this.#host.fail(error);
    else if (this.#rejectRound === undefined) this.#run();
    else this.#rejectRound(error);
  }

  #run(): void {
    const again = (): Promise<void> =>
      new Promise((resolve, reject) => {
        // Otherwise the promise stays open for as long as the call does: a success goes straight to the caller.
        if (this.#host.isOver) return resolve();
        this.#rejectRound = reject;
        this.#host.roundAfter(this.#pauseMs);
      });
    const { maxAttempts } = this.#host.call;
    pRetry(again, { retries: maxAttempts, minTimeout: 0, maxTimeout: 0 }).catch((error) =>
      this.#host.fail(error),
    );
  }

  #goesOn(error: PrivyOrdersError): boolean {
    const { observer, maxRetryDelayMs, random } = this.#kernel;
    const { call, progress, event } = this.#host;
    const attempt = this.#failures;
    // Repeated once, on a fresh connection where possible. A second mismatch has a lasting cause.
    if (isMismatch(error)) this.#mismatches += 1;
    if (this.#mismatches > 1) return false;
    const decision = decideRetry({
      error,
      // The repetition after a 401 was a request, too.
      attempt: Math.max(attempt, progress.tries),
      maxAttempts: call.maxAttempts,
      backoffMs: backoffMs(attempt, DEFAULTS.backoffBaseMs, maxRetryDelayMs, random()),
      maxRetryDelayMs,
      deadlineLeftMs: this.#host.deadlineLeftMs(),
    });
    if (!decision.retry) return false;
    this.#pauseMs = decision.delayMs;
    if (event !== undefined) {
      const failure = { ...errorFields(error), errorCode: error.code };
      notify(observer, "onRetry", { ...event, attempt, delayMs: decision.delayMs, ...failure });
    }
    return true;
  }
}
