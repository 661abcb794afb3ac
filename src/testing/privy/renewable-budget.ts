import type { Wait } from "../../http/call/wait.js";
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
    enter(entrant) {
      underWay += 1;
      let isInside = true;
      const leaveOnce = (): void => {
        if (isInside) leave();
        isInside = false;
      };
      let wait: Wait<void> | undefined;
      try {
        wait = current.enter(entrant);
      } catch (error) {
        leaveOnce();
        throw error;
      }
      if (wait === undefined) return undefined;
      const { turn, giveUp } = wait;
      const refused = (error: unknown): never => {
        leaveOnce();
        throw error;
      };
      return {
        turn: turn.catch(refused),
        giveUp: () => {
          giveUp();
          leaveOnce();
        },
      };
    },
    leave(entrant, outcome) {
      current.leave(entrant, outcome);
      leave();
    },
  };
}
