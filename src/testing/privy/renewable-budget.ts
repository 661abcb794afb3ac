import type { RateBudget } from "../../http/rate/rate-budget.js";

/** A rate budget that can forget what it has learnt, under the clients that hold it. */
export interface RenewableBudget extends RateBudget {
  /** From now on nothing is known; while requests are under way, from when the last of them has ended. */
  renew(): void;
}

/**
 * Makes a budget that begins anew whenever its account does. Clients that outlive a `reset` or `restore` would otherwise
 * go on waiting for a window that no longer is.
 */
export function createRenewableBudget(create: () => RateBudget): RenewableBudget {
  let current = create();
  let underWay = 0;
  let isStale = false;

  const settle = (): void => {
    // A budget counts who is under way: one that did not see them enter must not see them leave.
    if (!isStale || underWay > 0) return;
    current = create();
    isStale = false;
  };
  const leave = (): void => {
    underWay -= 1;
    settle();
  };

  return {
    renew() {
      isStale = true;
      settle();
    },
    enter(call, clock, onWait) {
      underWay += 1;
      let turn: Promise<void> | undefined;
      try {
        turn = current.enter(call, clock, onWait);
      } catch (error) {
        leave();
        throw error;
      }
      return turn?.catch((error: unknown) => {
        leave();
        throw error;
      });
    },
    leave(call, clock, outcome) {
      current.leave(call, clock, outcome);
      leave();
    },
  };
}
