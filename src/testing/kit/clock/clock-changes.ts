import type { Clock } from "../../../http/clock.js";

/** The key under which a clock of the kit keeps its change listeners. Shared by all copies of this package. */
export const CLOCK_CHANGES: unique symbol = Symbol.for("privy-orders/clock-changes");

/** Calls the listener after each move of the clock, until the returned function is called; never for the machine's clock. */
export function onClockChange(clock: Clock, listener: () => void): () => void {
  // Only a clock of the kit has this key.
  const subscribe = Reflect.get(clock, CLOCK_CHANGES) as ((listener: () => void) => () => void) | undefined;
  return subscribe?.(listener) ?? (() => undefined);
}
