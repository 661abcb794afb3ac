import type { Wait } from "../../http/call/wait.js";
import { gateOf, type RateBudget, type RateGate } from "../../http/rate/rate-gate.js";

/** A rate budget that can be cleared while clients use it. */
export interface RenewableBudget extends RateGate {
  /** Clears what the budget knows; while requests are running, as soon as the last of them has ended. */
  renew(): void;
}

/**
 * Creates a budget that starts again whenever its account does. Clients that outlive a `reset` or `restore` would
 * otherwise wait for a window that no longer exists.
 */
export function createRenewableBudget(create: () => RateBudget): RenewableBudget {
  let current = gateOf(create());
  let underWay = 0;
  let isStale = false;

  const settle = (): void => {
    // A budget counts running requests: one that did not see them start must not see them end.
    if (!isStale || underWay > 0) return;
    current = gateOf(create());
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
