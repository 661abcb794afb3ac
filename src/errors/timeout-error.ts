import { PrivyOrdersError, type PrivyOrdersErrorOptions } from "./privy-orders-error.js";

/** Which of the two clocks ran out: `attempt` is `timeoutMs` of one request, `deadline` is `deadlineMs` of the whole call. */
export type TimeoutClock = "attempt" | "deadline";

/** Time ran out before a response was read to its end. If a request was under way, it may have been processed. */
export class TimeoutError extends PrivyOrdersError {
  /** The error's name. */
  declare readonly name: "TimeoutError";
  /** The code by which the class is recognised. */
  declare readonly code: "timeout";
  /** Which clock ran out. */
  readonly clock: TimeoutClock;
  /** What that clock was set to, in milliseconds. */
  readonly timeoutMs: number;

  constructor(
    message: string,
    options: PrivyOrdersErrorOptions & { clock: TimeoutClock; timeoutMs: number },
  ) {
    super("TimeoutError", "timeout", message, options);
    this.clock = options.clock;
    this.timeoutMs = options.timeoutMs;
  }
}
