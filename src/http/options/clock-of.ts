import { type Clock, systemClock } from "../clock.js";

/** Under this key a fake's `fetch` carries the fake's clock. Shared by all copies of this package in a process. */
export const CLOCK_OF_FETCH: unique symbol = Symbol.for("privy-orders/clock-of-fetch");

/**
 * The clock of a client: its own option, else the one that its `fetch` carries, else the machine's. With a fake's `fetch` a
 * client so waits by the fake's time, in which its rate windows end.
 */
export function clockOf(options: {
  readonly clock?: Clock | undefined;
  readonly fetch?: object | undefined;
}): Clock {
  const { clock, fetch } = options;
  if (clock !== undefined) return clock;
  // Only a fake sets the key, and to nothing but a clock.
  const carried = fetch === undefined ? undefined : (Reflect.get(fetch, CLOCK_OF_FETCH) as Clock | undefined);
  return carried ?? systemClock;
}
