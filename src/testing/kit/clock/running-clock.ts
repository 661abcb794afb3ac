import { type Clock, systemClock } from "../../../http/clock.js";
import { FakeUsageError } from "../options/fake-usage-error.js";
import { createSubscriptions } from "../subscriptions.js";
import { CLOCK_CHANGES } from "./clock-changes.js";
import { type Duration, parseDuration } from "./duration.js";
import { macrotask } from "./macrotask.js";
import { lastMomentMs, type Moment, momentForms, readMoment } from "./moment.js";
import { TimerQueue } from "./timer-queue.js";

/** How a running clock starts. */
export interface RunningClockOptions {
  /** What time it shows first. Default: the time of the clock that it runs by. */
  readonly startAt?: Moment | undefined;
  /** The clock that it runs by. Default `systemClock`, the machine's. */
  readonly base?: Clock | undefined;
}

/** A clock that runs like the machine's and can be moved: for a fake that is served, whose rate windows must end. */
export interface RunningClock extends Clock {
  /** Whether it stands still until `run`. */
  readonly isFrozen: boolean;
  /** How far it is ahead of the clock that it runs by, in milliseconds; negative when it is behind. */
  readonly offsetMs: number;
  /**
   * Moves the clock forward and runs what falls due, in the order of time; before each timer, whatever the one before set in
   * motion comes to rest. Calls made while one is under way follow it.
   *
   * @throws TypeError when the duration is none
   * @throws FakeUsageError when the clock would leave the range of `Date`
   */
  advance(duration: Duration): Promise<void>;
  /**
   * Moves the clock to a moment. Forward it is as `advance`; back, each timer has as long to go as before.
   *
   * @throws FakeUsageError when the moment is none
   */
  set(moment: Moment): Promise<void>;
  /** Stops the clock. Timers wait until it is moved, or runs again. */
  freeze(): void;
  /** Lets a frozen clock run on from where it stands. */
  run(): void;
}

function requireMoment(moment: Moment): number {
  const span = readMoment(moment);
  if (span === undefined) throw new FakeUsageError(`The clock needs a moment: ${momentForms}.`);
  return span.startMs;
}

/**
 * Makes a clock that runs and can be moved.
 *
 * @throws FakeUsageError when `startAt` is no moment
 */
export function createRunningClock(options: RunningClockOptions = {}): RunningClock {
  const { base = systemClock } = options;
  const timers = new TimerQueue();
  const changes = createSubscriptions<void>();
  // Timers live on a scale of their own, so that setting the clock back leaves them alone: now is origin + elapsed.
  const baseStartMs = base.now();
  let originMs = options.startAt === undefined ? baseStartMs : requireMoment(options.startAt);
  let skippedMs = 0;
  let frozenAtMs: number | undefined;
  let disarm = (): void => undefined;
  let lastMove: Promise<void> = Promise.resolve();

  const runningMs = (): number => base.now() - baseStartMs + skippedMs;
  const elapsedMs = (): number => frozenAtMs ?? runningMs();
  const now = (): number => originMs + elapsedMs();

  /** Lets the scale stand at a time, and go on from there if it runs. */
  function skipTo(targetMs: number): void {
    if (targetMs <= elapsedMs()) return;
    if (frozenAtMs === undefined) skippedMs += targetMs - runningMs();
    else frozenAtMs = targetMs;
  }

  function arm(): void {
    disarm();
    const earliest = timers.earliest();
    if (earliest === undefined || frozenAtMs !== undefined) {
      disarm = () => undefined;
      return;
    }
    disarm = base.setTimer(wake, Math.max(0, earliest.dueMs - elapsedMs()), earliest.purpose);
  }

  function wake(): void {
    // Only those that were due when it woke: a timer that sets another one must not keep the process from everything else.
    const untilMs = elapsedMs();
    while ((timers.earliest()?.dueMs ?? Number.POSITIVE_INFINITY) <= untilMs) timers.take()?.callback();
    arm();
  }

  async function moveTo(targetMs: number): Promise<void> {
    if (originMs + targetMs > lastMomentMs) {
      throw new FakeUsageError("The clock cannot move that far: no Date reaches beyond the year 275760.");
    }
    for (;;) {
      const dueMs = timers.earliest()?.dueMs ?? Number.POSITIVE_INFINITY;
      if (dueMs > targetMs) break;
      skipTo(dueMs);
      timers.take()?.callback();
      for (let turn = 0; turn < turnsOfRest; turn += 1) await macrotask();
    }
    skipTo(targetMs);
  }

  function move(run: () => Promise<void>): Promise<void> {
    const moved = lastMove.then(run).finally(() => {
      arm();
      changes.notify();
    });
    lastMove = moved.catch(() => undefined);
    return moved;
  }

  const clock: RunningClock = {
    now,
    get isFrozen() {
      return frozenAtMs !== undefined;
    },
    get offsetMs() {
      return now() - base.now();
    },
    setTimer(callback, delayMs, purpose) {
      // Whole milliseconds, as a machine's clock shows them.
      const dueMs = elapsedMs() + Math.max(0, Math.ceil(Number.isNaN(delayMs) ? 0 : delayMs));
      const remove = timers.add({ callback, dueMs, purpose });
      arm();
      return () => {
        remove();
        arm();
      };
    },
    async advance(duration) {
      const lengthMs = parseDuration(duration);
      await move(() => moveTo(elapsedMs() + lengthMs));
    },
    async set(moment) {
      const momentMs = requireMoment(moment);
      await move(async () => {
        const byMs = momentMs - now();
        if (byMs < 0) originMs += byMs;
        else await moveTo(elapsedMs() + byMs);
      });
    },
    freeze() {
      frozenAtMs ??= runningMs();
      arm();
      changes.notify();
    },
    run() {
      if (frozenAtMs !== undefined) skippedMs += frozenAtMs - runningMs();
      frozenAtMs = undefined;
      arm();
      changes.notify();
    },
  };
  return Object.defineProperty(clock, CLOCK_CHANGES, { value: changes.subscribe });
}

/** As many turns of the event loop as the virtual clock takes for rest. */
const turnsOfRest = 3;
