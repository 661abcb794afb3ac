import { type Clock, systemClock } from "../../../../http/clock.js";
import type { Duration } from "../../../kit/clock/duration.js";
import type { Moment } from "../../../kit/clock/moment.js";
import type { RunningClock } from "../../../kit/clock/running-clock.js";
import type { VirtualClock } from "../../../kit/clock/virtual-clock.js";
import { FakeUsageError } from "../../../kit/options/fake-usage-error.js";

/** The state of a clock. */
export interface ClockView {
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly mode: "running" | "frozen";
  /** How far it is ahead of the machine's clock, in milliseconds. */
  readonly offsetMs: number;
}

/** Controls the clock of a served fake, of any kind. */
export interface ClockControl {
  read(): ClockView;
  /** Moves the clock forward. Throws FakeUsageError when it cannot be moved, TypeError for an invalid duration. */
  advance(by: Duration): Promise<void>;
  /** Sets the clock; `"now"` is the machine's time. Throws FakeUsageError when it cannot be set, or for an invalid moment. */
  set(at: Moment): Promise<void>;
  /** Stops the clock. Throws FakeUsageError when it cannot be stopped. */
  freeze(): void;
  /** Starts the clock. Throws FakeUsageError when it cannot run. */
  run(): void;
  /** Restores the clock's initial state; a clock that cannot be moved continues. */
  reset(): Promise<void>;
}

type AnyClock = Clock &
  Partial<Omit<RunningClock, keyof Clock>> &
  Partial<Pick<VirtualClock, "pendingTimers">>;

/** Creates the controls of one clock. */
export function createClockControl(given: Clock): ClockControl {
  // The optional members of a clock of the kit.
  const clock = given as AnyClock;
  const isVirtual = clock.pendingTimers !== undefined;
  const read = (): ClockView => {
    const nowMs = clock.now();
    return {
      now: new Date(nowMs).toISOString(),
      mode: isVirtual || clock.isFrozen === true ? "frozen" : "running",
      offsetMs: nowMs - systemClock.now(),
    };
  };
  const first = read();
  const refuse = (what: string): never => {
    throw new FakeUsageError(
      `The clock of this fake cannot be ${what}: create the fake with createRunningClock(), as the command does.`,
    );
  };
  const set = async (at: Moment): Promise<void> => {
    if (clock.set === undefined) return refuse("set");
    await clock.set(at === "now" ? systemClock.now() : at);
  };
  const run = (): void => (clock.run === undefined ? refuse("made to run") : clock.run());
  const freeze = (): void => {
    if (clock.freeze !== undefined) clock.freeze();
    else if (!isVirtual) refuse("frozen");
  };
  return {
    read,
    set,
    run,
    freeze,
    async advance(by) {
      if (clock.advance === undefined) return refuse("moved");
      await clock.advance(by);
    },
    async reset() {
      if (clock.set === undefined) return;
      if (first.mode === "running") {
        run();
        await set(systemClock.now() + first.offsetMs);
      } else {
        freeze();
        await set(first.now);
      }
    },
  };
}
