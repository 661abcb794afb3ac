/** The orders that a client has reported live since it is watched. */
export interface LiveOrders {
  /** Whether a live call for the order was made, and has not failed. */
  has(orderId: string): boolean;
  end(): void;
}

/** Under this key the orders of a client keep their `LiveOrderLog`. Shared by all copies of this package in a process. */
export const LIVE_ORDERS: unique symbol = /* @__PURE__ */ Symbol.for("privy-orders/live-orders");

/** Notes the live calls of a client's orders. Nothing is noted while it is not watched. */
export class LiveOrderLog {
  readonly #watchers = new Set<Map<string, number>>();

  /** A live call begins; the returned function takes it back, when the call fails. Nothing is returned while nothing is noted. */
  begin(orderId: string): (() => void) | undefined {
    if (this.#watchers.size === 0) return undefined;
    const noted = [...this.#watchers];
    for (const calls of noted) calls.set(orderId, (calls.get(orderId) ?? 0) + 1);
    return () => {
      for (const calls of noted) {
        const left = (calls.get(orderId) ?? 1) - 1;
        if (left === 0) calls.delete(orderId);
        else calls.set(orderId, left);
      }
    };
  }

  watch(): LiveOrders {
    const calls = new Map<string, number>();
    this.#watchers.add(calls);
    return { has: (orderId) => calls.has(orderId), end: () => this.#watchers.delete(calls) };
  }
}

/** Watches the live orders of a client from now on; nothing for orders that are not a client's own. */
export function watchLiveOrders(orders: object): LiveOrders | undefined {
  // Only a client sets the key, and to nothing but a log.
  const log = Reflect.get(orders, LIVE_ORDERS) as LiveOrderLog | undefined;
  return log?.watch();
}
