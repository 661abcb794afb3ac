import { type Clock, systemClock } from "../../../../http/clock.js";
import { type Duration, parseDuration } from "../../../kit/clock/duration.js";
import { type Moment, readMoment } from "../../../kit/clock/moment.js";
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
  /** Moves the clock forward. Throws FakeUsageError when it cannot be moved there, TypeError for an invalid duration. */
  advance(by: Duration): Promise<void>;
  /** Sets the clock; `"now"` is the machine's time. Throws FakeUsageError when it cannot be set, or for an invalid moment. */
  set(at: Moment): Promise<void>;
  /** Stops the clock. Throws FakeUsageError when it cannot be stopped. */
  freeze(): void;
  /** Starts the clock. Throws FakeUsageError when it cannot run. */
  run(): void;
  /** Lets the clock run or stand, as far as it can. */
  setMode(mode: ClockView["mode"]): void;
  /** Restores the clock's initial state; a clock that cannot be moved continues. */
  reset(): Promise<void>;
}

/** Further away, a date that the fake computes could be beyond the range of `Date`. */
const [earliestMs, latestMs] = [Date.UTC(1901, 0), Date.UTC(10_000, 0) - 1];

function refuseFarTime(momentMs: number): void {
  if (momentMs < earliestMs || momentMs > latestMs)
    throw new FakeUsageError("The clock of a served fake stays between the years 1901 and 9999.");
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
    const moment = at === "now" ? systemClock.now() : at;
    // An invalid moment is refused by the clock itself.
    refuseFarTime(readMoment(moment)?.startMs ?? 0);
    await clock.set(moment);
  };
  const run = (): void => (clock.run === undefined ? refuse("made to run") : clock.run());
  const freeze = (): void => {
    if (clock.freeze !== undefined) clock.freeze();
    else if (!isVirtual) refuse("frozen");
  };
  const setMode = (mode: ClockView["mode"]): void => {
    if (read().mode === mode) return;
    if (mode === "frozen") clock.freeze?.();
    else clock.run?.();
  };
  return {
    read,
    set,
    run,
    freeze,
    setMode,
    async advance(by) {
      if (clock.advance === undefined) return refuse("moved");
      refuseFarTime(clock.now() + parseDuration(by));
      await clock.advance(by);
    },
    async reset() {
      if (clock.set === undefined) return;
      setMode(first.mode);
      await set(first.mode === "running" ? systemClock.now() + first.offsetMs : first.now);
    },
  };
}
