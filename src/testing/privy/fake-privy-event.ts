import type { Clock } from "../../http/clock.js";
import { onClockChange } from "../kit/clock/clock-changes.js";
import { createSubscriptions, type Subscriptions } from "../kit/subscriptions.js";

/** What a listener of `privy.subscribe` is told, after it has happened. */
export type FakePrivyEvent =
  /** A request was answered: its `position`, for `privy.request`. */
  | { readonly type: "request"; readonly position: number }
  /** The clock was moved, or set to stand or to run. */
  | { readonly type: "clock" }
  /** A fault was set, has struck for the last time, or was taken back. */
  | { readonly type: "faults" }
  /** The account changed without a request: by `reset` or `restore`, or by another action of the test. */
  | { readonly type: "account"; readonly because: "reset" | "restore" | "change" };

/** Makes the events of one fake. Its clock, which others may share, is listened to only while something listens here. */
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
