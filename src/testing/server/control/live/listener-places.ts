import { ControlError } from "../routing/control-error.js";

/** The most streams and waits at once. */
export const mostListeners = 64;

/** Counts the streams and waits of one served fake. */
export interface ListenerPlaces {
  /**
   * Takes a place until the returned function is called.
   *
   * @throws ControlError 503 when all are taken
   */
  take(): () => void;
}

/** Creates the places, all free. */
export function createListenerPlaces(): ListenerPlaces {
  let taken = 0;
  return {
    take() {
      if (taken >= mostListeners) {
        throw new ControlError(
          503,
          "too_many_listeners",
          `${mostListeners} streams and waits are open already: end one first`,
        );
      }
      taken += 1;
      let isTaken = true;
      return () => {
        if (isTaken) taken -= 1;
        isTaken = false;
      };
    },
  };
}
