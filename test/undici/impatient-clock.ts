import type { Clock } from "privy-orders";

/** The machine's clock, except that a pause between attempts is over at once. Timeouts run as they are. */
export const impatientClock: Clock = {
  now: () => Date.now(),
  setTimer(callback, delayMs, purpose) {
    const handle = setTimeout(callback, purpose === "wait" ? 0 : delayMs);
    return () => clearTimeout(handle);
  },
};
