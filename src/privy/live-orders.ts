/** The orders that a client has reported live since it is watched. */
export interface LiveOrders {
  /** Whether a live call for the order was made, and has not failed. */
  has(orderId: string): boolean;
  end(): void;
}

/** What the orders of a client note their live calls with. */
export interface LiveOrderLog {
  /** A live call begins; the returned function takes it back, when the call fails. Nothing is returned while nothing is noted. */
  begin(orderId: string): (() => void) | undefined;
}

const logs = new WeakMap<object, Set<Map<string, number>>>();

/** Makes the log of a client's live orders. Nothing is noted while it is not watched. */
export function createLiveOrderLog(orders: object): LiveOrderLog {
  const watchers = new Set<Map<string, number>>();
  logs.set(orders, watchers);
  return {
    begin(orderId) {
      if (watchers.size === 0) return undefined;
      const noted = [...watchers];
      for (const calls of noted) calls.set(orderId, (calls.get(orderId) ?? 0) + 1);
      return () => {
        for (const calls of noted) {
          const left = (calls.get(orderId) ?? 1) - 1;
          if (left === 0) calls.delete(orderId);
          else calls.set(orderId, left);
        }
      };
    },
  };
}

/** Watches the live orders of a client from now on; nothing for orders that are not a client's own. */
export function watchLiveOrders(orders: object): LiveOrders | undefined {
  const watchers = logs.get(orders);
  if (watchers === undefined) return undefined;
  const calls = new Map<string, number>();
  watchers.add(calls);
  return { has: (orderId) => calls.has(orderId), end: () => watchers.delete(calls) };
}
