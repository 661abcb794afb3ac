import type { Clock } from "../../http/clock.js";
import { onClockChange } from "../kit/clock/clock-changes.js";
import { createSubscriptions, type Subscriptions } from "../kit/subscriptions.js";

/** An event for the listeners of `privy.subscribe`, sent after the change. */
export type FakePrivyEvent =
  /** A request got its response: its `position`, for `privy.request`. */
  | { readonly type: "request"; readonly position: number }
  /** The clock was moved, stopped or started. */
  | { readonly type: "clock" }
  /** A fault was set, has struck for the last time, or was removed. */
  | { readonly type: "faults" }
  /** The account changed without a request: by `reset` or `restore`, or by another action of the test. */
  | { readonly type: "account"; readonly because: "reset" | "restore" | "change" };

/** Creates the events of one fake. It listens to the clock, which others may share, only while it has listeners itself. */
export function createPrivyEvents(clock: Clock): Subscriptions<FakePrivyEvent> {
  const events = createSubscriptions<FakePrivyEvent>();
  let leaveClock = (): void => undefined;
  return {
    get hasListeners() {
      return events.hasListeners;
    },
    notify: events.notify,
    subscribe(listener) {
      if (!events.hasListeners) {
        leaveClock = onClockChange(clock, () => events.notify({ type: "clock" }));
      }
      const leave = events.subscribe(listener);
      return () => {
        leave();
        if (!events.hasListeners) leaveClock();
      };
    },
  };
}
