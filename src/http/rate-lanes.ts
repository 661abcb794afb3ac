import type { Clock } from "./clock.js";
import type { Call, Priority } from "./transport.js";

/** A call that waits for room in the budget. */
export interface Waiter {
  readonly call: Call;
  readonly clock: Clock;
  readonly go: () => void;
  readonly refuse: (error: unknown) => void;
}

/** Two queues in one: whoever is live goes first, in order of arrival, and then backfill. */
export interface RateLanes {
  /** How many would go before a newcomer of this lane. */
  ahead(priority: Priority): number;
  readonly length: number;
  first(): Waiter | undefined;
  /** Takes out the one that `first` gave. */
  shift(): void;
  /** Gives a promise of the call's turn. A call that gives up leaves its lane, and `onLeave` is told. */
  join(call: Call, clock: Clock, onLeave: () => void): Promise<void>;
}

export function createRateLanes(): RateLanes {
  const lanes: Record<Priority, Waiter[]> = { live: [], backfill: [] };
  const current = (): Waiter[] => (lanes.live.length > 0 ? lanes.live : lanes.backfill);
  return {
    ahead: (priority) => lanes.live.length + (priority === "backfill" ? lanes.backfill.length : 0),
    get length() {
      return lanes.live.length + lanes.backfill.length;
    },
    first: () => current()[0],
    shift: () => void current().shift(),
    join: (call, clock, onLeave) =>
      new Promise((resolve, reject) => {
        const lane = lanes[call.priority];
        const onAbort = (): void => {
          lane.splice(lane.indexOf(waiter), 1);
          reject(call.signal.reason);
          onLeave();
        };
        const settle = (end: () => void): void => {
          call.signal.removeEventListener("abort", onAbort);
          end();
        };
        const waiter: Waiter = {
          call,
          clock,
          go: () => settle(resolve),
          refuse: (error) => settle(() => reject(error)),
        };
        lane.push(waiter);
        call.signal.addEventListener("abort", onAbort, { once: true });
      }),
  };
}
