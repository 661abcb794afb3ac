import type { Clock } from "../clock.js";
import type { Call, Priority } from "../transport.js";

/** A call that waits for room in the budget. */
export interface Waiter {
  readonly call: Call;
  readonly clock: Clock;
  readonly go: () => void;
  readonly refuse: (error: unknown) => void;
}

/** What a call that waits has to know. */
export interface Waiting {
  /** When its turn is expected. */
  readonly atMs: number;
  /** Is told that the call has given up. */
  readonly onLeave: () => void;
  /** Is asked when the turn has not come: lets go who may, in case nobody else does. Says when to ask again. */
  readonly onOverdue: (waiter: Waiter) => number;
}

/** How long after its time a turn is taken for forgotten. Milliseconds. */
const graceMs = 100;

/** Two queues in one: whoever is live goes first, in order of arrival, and then backfill. */
export interface RateLanes {
  /** How many would go before a newcomer of this lane. */
  ahead(priority: Priority): number;
  readonly length: number;
  first(): Waiter | undefined;
  /** Takes out the one that `first` gave. */
  shift(): void;
  /**
   * Gives a promise of the call's turn. A call that gives up leaves its lane. Each has a timer of its own: in Workers, one
   * that another request has set ends with that request.
   */
  join(call: Call, clock: Clock, waiting: Waiting): Promise<void>;
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
    join: (call, clock, { atMs, onLeave, onOverdue }) =>
      new Promise((resolve, reject) => {
        const lane = lanes[call.priority];
        let waits = true;
        let cancelTimer = (): void => undefined;
        const watch = (untilMs: number): void => {
          cancelTimer = clock.setTimer(
            () => {
              const nextMs = onOverdue(waiter);
              if (waits) watch(nextMs);
            },
            Math.max(1, untilMs + graceMs - clock.now()),
            "timeout",
          );
        };
        const onAbort = (): void => {
          waits = false;
          cancelTimer();
          lane.splice(lane.indexOf(waiter), 1);
          reject(call.signal.reason);
          onLeave();
        };
        const settle = (end: () => void): void => {
          waits = false;
          cancelTimer();
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
        watch(atMs);
      }),
  };
}
