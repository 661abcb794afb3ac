/** How many orders that met a 404 are remembered. */
const mostSuspects = 1_000;

/** What one worker has recently seen of one account. */
export class AccountPulse {
  /** Deliveries that failed in a row, whatever the order. */
  failuresInARow = 0;
  /** Until when backfill is held while live orders may go, in milliseconds since 1970. */
  backfillHeldUntilMs = 0;
  /** Orders under way. */
  underWay = 0;
  #lastDeliveredAt = Number.NEGATIVE_INFINITY;
  readonly #notFoundSince = new Map<string, number>();

  /** Returns when the account's next order can go, by its due time and by holds. */
  goesAt(dueAtMs: number, heldUntilMs: number, nowMs: number): number {
    const isBackfillOnly = dueAtMs <= nowMs && this.backfillHeldUntilMs > nowMs;
    return Math.max(dueAtMs, heldUntilMs, isBackfillOnly ? this.backfillHeldUntilMs : 0);
  }

  delivered(orderId: string, nowMs: number): void {
    this.failuresInARow = 0;
    this.#lastDeliveredAt = nowMs;
    this.#notFoundSince.delete(orderId);
  }

  notFound(orderId: string, nowMs: number): void {
    if (this.#notFoundSince.size >= mostSuspects) this.#notFoundSince.clear();
    if (!this.#notFoundSince.has(orderId)) this.#notFoundSince.set(orderId, nowMs);
  }

  /** Returns whether the account accepted other orders since this one first met a 404. */
  othersDelivered(orderId: string): boolean {
    return this.#lastDeliveredAt > (this.#notFoundSince.get(orderId) ?? Number.POSITIVE_INFINITY);
  }
}
