import type { Clock } from "../../../http/clock.js";
import { checkKeys } from "../options/check-keys.js";
import { FakeUsageError } from "../options/fake-usage-error.js";
import { createSubscriptions } from "../subscriptions.js";
import { CLOCK_CHANGES } from "./clock-changes.js";
import { type Duration, parseDuration } from "./duration.js";
import { macrotask } from "./macrotask.js";
import { lastMomentMs, type Moment, momentForms, readMoment } from "./moment.js";
import { TimerQueue } from "./timer-queue.js";

/** Options of a virtual clock. */
export interface VirtualClockOptions {
  /** The initial time. Default `2026-01-01T00:00:00.000Z`. */
  readonly startAt?: Moment | undefined;
  /**
   * Whether the clock jumps to the next timer by itself when code waits (for a retry's pause or a rate window) and
   * nothing else runs. Timeouts alone never move it. Default true.
   */
  readonly autoAdvance?: boolean | undefined;
  /**
   * How many timers one {@link VirtualClock.advance} may run, and how often the clock may move by itself without one,
   * before it throws, because something waits without an end. Default 1,000,000.
   */
  readonly maxTimers?: number | undefined;
}

/** A clock that stands still until it is moved. It replaces no global: `Date` and `setTimeout` stay as they are. */
export interface VirtualClock extends Clock {
  /** How many timers have not run yet, timeouts included. */
  readonly pendingTimers: number;
  /**
   * Moves the clock forward and runs the timers that fall due, in the order of time; before each timer, the work that
   * the one before started comes to rest, and the timers that this work sets run too if they fall due. A call made
   * during another one runs after it.
   *
   * @throws TypeError for an invalid duration
   * @throws FakeUsageError when more than `maxTimers` timers run, or the clock would leave the range of `Date`
   */
  advance(duration: Duration): Promise<void>;
  /**
   * Runs timers, timeouts included, until none is left.
   *
   * @throws FakeUsageError when more than `maxTimers` timers run
   */
  runUntilIdle(): Promise<void>;
  /**
   * Corrects the clock, forward or back, as an operator does. No timer runs: each keeps its remaining time.
   *
   * @throws FakeUsageError for an invalid moment
   */
  set(moment: Moment): void;
}

/**
 * How many turns of the event loop count as rest. One is enough for promises; the others are for responses through
 * streams and interceptors.
 */
const turnsOfRest = 3;

async function rest(): Promise<void> {
  for (let turn = 0; turn < turnsOfRest; turn += 1) await macrotask();
}

function requireMomentMs(moment: Moment): number {
  const span = readMoment(moment);
  if (span === undefined) throw new FakeUsageError(`The clock needs a moment: ${momentForms}.`);
  return span.startMs;
}

/**
 * Creates a clock for tests: retries, token expiry, rate windows and re-entry delays take no real time.
 *
 * @throws FakeUsageError when `startAt` is not a valid moment
 */
export function createVirtualClock(options: VirtualClockOptions = {}): VirtualClock {
  checkKeys("options", options, ["startAt", "autoAdvance", "maxTimers"]);
  const { startAt = "2026-01-01T00:00:00.000Z", autoAdvance = true, maxTimers = 1_000_000 } = options;
  const timers = new TimerQueue();
  // Timers have a time scale of their own, so that `set` does not move them.
  let originMs = requireMomentMs(startAt);
  let elapsedMs = 0;
  let activity = 0;
  let movesByItself = 0;
  let movesUnderWay = 0;
  let lastMove: Promise<void> = Promise.resolve();
  let isWatching = false;
  const changes = createSubscriptions<void>();

  function runEarliest(): void {
    const timer = timers.take();
    if (timer === undefined) return;
    activity += 1;
    elapsedMs = timer.dueMs;
    timer.callback();
  }

  async function watch(): Promise<void> {
    isWatching = true;
    try {
      while (timers.waits > 0 && movesUnderWay === 0) {
        const activityBefore = activity;
        await rest();
        if (activity !== activityBefore || movesUnderWay > 0) continue;
        movesByItself += 1;
        runEarliest();
        changes.notify();
      }
    } finally {
      isWatching = false;
      watchIfNeeded();
    }
  }

  function watchIfNeeded(): void {
    // A callback that throws causes an unhandled rejection, as with a real timer.
    if (autoAdvance && !isWatching && movesUnderWay === 0 && timers.waits > 0) void watch();
  }

  async function runUntil(limitMs: number): Promise<void> {
    await rest();
    for (let count = 0; (timers.earliest()?.dueMs ?? Number.POSITIVE_INFINITY) <= limitMs; count += 1) {
      if (count >= maxTimers) {
        throw new FakeUsageError(
          `The clock ran ${maxTimers} timers in one go and there are still more: something sets a new timer whenever one ` +
            "runs. Advance by less, or look for a loop that waits without an end.",
        );
      }
      runEarliest();
      await rest();
    }
  }

  function move(run: () => Promise<void>): Promise<void> {
    movesByItself = 0;
    movesUnderWay += 1;
    const moved = lastMove.then(run).finally(() => {
      movesUnderWay -= 1;
      changes.notify();
      watchIfNeeded();
    });
    lastMove = moved.catch(() => undefined);
    return moved;
  }

  const clock: VirtualClock = {
    now: () => originMs + elapsedMs,
    get pendingTimers() {
      return timers.size;
    },
    setTimer(callback, delayMs, purpose) {
      activity += 1;
      if (purpose === "wait" && autoAdvance && movesByItself >= maxTimers) {
        throw new FakeUsageError(
          `The clock moved by itself ${maxTimers} times: something waits over and over. Stop it, or make the clock with ` +
            "`autoAdvance: false` and move it with `advance`.",
        );
      }
      // Whole milliseconds, as the machine's clock has them.
      const dueMs = elapsedMs + Math.max(0, Math.ceil(Number.isNaN(delayMs) ? 0 : delayMs));
      // It can never run beyond the range of `Date`.
      if (originMs + dueMs > lastMomentMs) return () => undefined;
      const remove = timers.add({ callback, dueMs, purpose });
      watchIfNeeded();
      return () => {
        activity += 1;
        remove();
      };
    },
    async advance(duration) {
      const lengthMs = parseDuration(duration);
      await move(async () => {
        const targetMs = elapsedMs + lengthMs;
        if (originMs + targetMs > lastMomentMs) {
          throw new FakeUsageError("The clock cannot move that far: no Date reaches beyond the year 275760.");
        }
        await runUntil(targetMs);
        elapsedMs = targetMs;
      });
    },
    runUntilIdle: () => move(() => runUntil(Number.MAX_VALUE)),
    set(moment) {
      activity += 1;
      movesByItself = 0;
      originMs = requireMomentMs(moment) - elapsedMs;
      changes.notify();
    },
  };
  return Object.defineProperty(clock, CLOCK_CHANGES, { value: changes.subscribe });
}
