import type { Clock } from "../../../http/clock.js";

/** Under this key a clock of the kit keeps how to be told when it is moved. Shared by all copies of this package. */
export const CLOCK_CHANGES: unique symbol = Symbol.for("privy-orders/clock-changes");

/** Calls the listener whenever the clock was moved or set, until the returned function is called. The machine's never is. */
export function onClockChange(clock: Clock, listener: () => void): () => void {
  // Only a clock of the kit has the key, and under it nothing else.
  const subscribe = Reflect.get(clock, CLOCK_CHANGES) as ((listener: () => void) => () => void) | undefined;
  return subscribe?.(listener) ?? (() => undefined);
}
