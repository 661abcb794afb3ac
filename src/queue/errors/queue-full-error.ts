import { PrivyOrdersError } from "../../errors/privy-orders-error.js";

/** The queue is full (`maxWaiting`). The order was not enqueued: respond with 503, or try again later. */
export class QueueFullError extends PrivyOrdersError {
  declare readonly name: "QueueFullError";
  declare readonly code: "queue_full";
  /** How many orders may wait. */
  readonly maxWaiting: number;

  constructor(maxWaiting: number) {
    super(
      "QueueFullError",
      "queue_full",
      `The order was not enqueued: ${maxWaiting} orders wait already. Try again later, or raise maxWaiting.`,
      { retryable: true },
    );
    this.maxWaiting = maxWaiting;
  }
}
