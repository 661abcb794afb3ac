import { TIMER_GRACE_MS } from "../abandoned-call.js";
import type { Wait } from "../call/wait.js";
import type { Priority } from "./priority.js";
import type { RateCall } from "./rate-call.js";

/** A request that waits for room in the budget. */
export interface Waiter {
  readonly call: RateCall;
  readonly go: () => void;
  readonly refuse: (error: unknown) => void;
}

/** What a request that waits has to know. */
export interface Waiting {
  /** When its turn is expected. */
  readonly atMs: number;
  /** Called when it gives up its wait. */
  readonly onLeave: () => void;
  /** Called when it gives up its turn, which was given but not begun. */
  readonly onReturn: () => void;
  /** Called when the turn has not come: lets those go that may, in case nothing else does. Returns when to ask again. */
  readonly onOverdue: (waiter: Waiter) => number;
}

/** Two queues in one: live requests go first, in order of arrival, and then backfill. */
export interface RateLanes {
  /** How many would go before a newcomer of this lane. */
  ahead(priority: Priority): number;
  readonly length: number;
  first(): Waiter | undefined;
  /** Takes out the one that `first` returned. */
  shift(): void;
  /** All that wait, in their order. */
  all(): Waiter[];
  /** Takes one out, wherever it stands. */
  take(waiter: Waiter): void;
  /** Each waits with a timer of its own: in Workers, one that another request has set ends with that request. */
  join(call: RateCall, waiting: Waiting): Wait<void>;
}

export function createRateLanes(): RateLanes {
  const lanes: Record<Priority, Waiter[]> = { live: [], backfill: [] };
  const current = (): Waiter[] => (lanes.live.length > 0 ? lanes.live : lanes.backfill);

  const join: RateLanes["join"] = (call, { atMs, onLeave, onReturn, onOverdue }) => {
    const { clock } = call;
    const { priority } = call;
    let state: "waits" | "went" | "over" = "waits";
    let cancelTimer = (): void => undefined;
    const settle = (next: "went" | "over"): void => {
      state = next;
      cancelTimer();
    };
    const turn = new Promise<void>((resolve, reject) => {
      const watch = (untilMs: number): void => {
        cancelTimer = clock.setTimer(
          () => {
            const nextMs = onOverdue(waiter);
            if (state === "waits") watch(nextMs);
          },
          Math.max(1, untilMs + TIMER_GRACE_MS - clock.now()),
          "timeout",
        );
      };
      const waiter: Waiter = {
        call,
        go: () => {
          settle("went");
          resolve();
        },
        refuse: (error) => {
          settle("over");
          reject(error);
        },
      };
      lanes[priority].push(waiter);
      watch(atMs);
    });
    const giveUp = (): void => {
      const before = state;
      settle("over");
      if (before === "went") onReturn();
      if (before !== "waits") return;
      lanes[priority] = lanes[priority].filter((waiter) => waiter.call !== call);
      onLeave();
    };
    return { turn, giveUp };
  };

  return {
    ahead: (priority) => lanes.live.length + (priority === "backfill" ? lanes.backfill.length : 0),
    get length() {
      return lanes.live.length + lanes.backfill.length;
    },
    first: () => current()[0],
    shift: () => void current().shift(),
    all: () => [...lanes.live, ...lanes.backfill],
    take: (waiter) => {
      lanes[waiter.call.priority] = lanes[waiter.call.priority].filter((other) => other !== waiter);
    },
    join,
  };
}
