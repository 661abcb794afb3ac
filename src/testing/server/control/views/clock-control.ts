import { type Clock, systemClock } from "../../../../http/clock.js";
import type { Duration } from "../../../kit/clock/duration.js";
import type { Moment } from "../../../kit/clock/moment.js";
import type { RunningClock } from "../../../kit/clock/running-clock.js";
import type { VirtualClock } from "../../../kit/clock/virtual-clock.js";
import { FakeUsageError } from "../../../kit/options/fake-usage-error.js";

/** How a clock stands. */
export interface ClockView {
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly mode: "running" | "frozen";
  /** How far it is ahead of the machine's clock, in milliseconds. */
  readonly offsetMs: number;
}

/** Moves the clock of a served fake, whichever kind it is. */
export interface ClockControl {
  read(): ClockView;
  /** @throws FakeUsageError when the clock cannot be moved, TypeError for what is no duration */
  advance(by: Duration): Promise<void>;
  /** @throws FakeUsageError when the clock cannot be set, or for what is no moment; `"now"` is the machine's time */
  set(at: Moment): Promise<void>;
  /** @throws FakeUsageError when the clock cannot stand still */
  freeze(): void;
  /** @throws FakeUsageError when the clock cannot run */
  run(): void;
  /** Back to how it stood when this was made; a clock that cannot be moved goes on. */
  reset(): Promise<void>;
}

type AnyClock = Clock &
  Partial<Omit<RunningClock, keyof Clock>> &
  Partial<Pick<VirtualClock, "pendingTimers">>;

/** Makes the controls of one clock. */
export function createClockControl(given: Clock): ClockControl {
  // What a clock of the kit has beside, or has not.
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
      `The clock of this fake cannot be ${what}: make the fake with createRunningClock(), as the command does.`,
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
