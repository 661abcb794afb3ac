import { type Clock, systemClock } from "../../../http/clock.js";
import { checkKeys } from "../options/check-keys.js";
import { FakeUsageError } from "../options/fake-usage-error.js";
import { createSubscriptions } from "../subscriptions.js";
import { CLOCK_CHANGES } from "./clock-changes.js";
import { type Duration, parseDuration } from "./duration.js";
import { macrotask } from "./macrotask.js";
import { lastMomentMs, type Moment, momentForms, readMoment } from "./moment.js";
import { TimerQueue } from "./timer-queue.js";

/** Options of a running clock. */
export interface RunningClockOptions {
  /** The initial time. Default: the time of the clock that it runs by. */
  readonly startAt?: Moment | undefined;
  /** The clock that it runs by. Default `systemClock`, the machine's. */
  readonly base?: Clock | undefined;
}

/** A clock that runs like the machine's and can be moved: for a served fake, whose rate windows must end. */
export interface RunningClock extends Clock {
  /** Whether it is stopped until `run`. */
  readonly isFrozen: boolean;
  /** How far it is ahead of the clock that it runs by, in milliseconds; negative when it is behind. */
  readonly offsetMs: number;
  /**
   * Moves the clock forward and runs the timers that fall due, in the order of time; before each timer, the work that
   * the one before started comes to rest. A call made during another one runs after it.
   *
   * @throws TypeError for an invalid duration
   * @throws FakeUsageError when the clock would leave the range of `Date`
   */
  advance(duration: Duration): Promise<void>;
  /**
   * Moves the clock to a moment: forward as `advance` does; back, timers keep their remaining time.
   *
   * @throws FakeUsageError for an invalid moment
   */
  set(moment: Moment): Promise<void>;
  /** Stops the clock. Timers wait until it is moved or runs again. */
  freeze(): void;
  /** Starts a stopped clock again from its current time. */
  run(): void;
}

function requireMoment(moment: Moment): number {
  const span = readMoment(moment);
  if (span === undefined) throw new FakeUsageError(`The clock needs a moment: ${momentForms}.`);
  return span.startMs;
}

/**
 * Creates a clock that runs and can be moved.
 *
 * @throws FakeUsageError when `startAt` is not a valid moment
 */
export function createRunningClock(options: RunningClockOptions = {}): RunningClock {
  checkKeys("options", options, ["startAt", "base"]);
  const { base = systemClock } = options;
  const timers = new TimerQueue();
  const changes = createSubscriptions<void>();
  // Timers have a time scale of their own, so that setting the clock back does not move them: now is origin + elapsed.
  const baseStartMs = base.now();
  let originMs = options.startAt === undefined ? baseStartMs : requireMoment(options.startAt);
  let skippedMs = 0;
  let frozenAtMs: number | undefined;
  let disarm = (): void => undefined;
  let lastMove: Promise<void> = Promise.resolve();

  const runningMs = (): number => base.now() - baseStartMs + skippedMs;
  const elapsedMs = (): number => frozenAtMs ?? runningMs();
  const now = (): number => originMs + elapsedMs();

  /** Sets the scale to a time; it continues from there if the clock runs. */
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
    // Only the timers that were due at the wake-up: a timer that sets another one must not block the process.
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
      // Whole milliseconds, as the machine's clock has them.
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

/** The same number of turns of the event loop that the virtual clock counts as rest. */
const turnsOfRest = 3;
