import { RateLimitError } from "../../errors/rate-limit-error.js";
import { type Clock, chance } from "../clock.js";
import type { ResponseHeaders } from "../fetch-like.js";
import { DEFAULTS } from "../options/defaults.js";
import type { Call } from "../transport.js";
import { createRateLanes, type Waiter } from "./rate-lanes.js";
import { type Opening, openingOf } from "./rate-opening.js";
import type { RateWindow } from "./rate-window.js";

/** How a request ended, for the budget. */
export interface RateOutcome {
  /** Absent when no answer arrived. */
  readonly headers?: ResponseHeaders | undefined;
  /** Whether anything was sent at all. */
  readonly sent: boolean;
  /** How long the server wants to be left alone (429). Milliseconds. */
  readonly shutMs?: number | undefined;
}

/** One account's budgets, shared by every client that is given it. */
export interface RateBudget {
  /**
   * Lets a call pass at once (then nothing is returned), or gives a promise of its turn.
   *
   * @throws RateLimitError at once when the turn cannot come before the call's deadline, or a day's budget is spent
   */
  enter(call: Call, clock: Clock, onWait: (delayMs: number) => void): Promise<void> | undefined;
  /** The request of this call is over. */
  leave(call: Call, clock: Clock, outcome: RateOutcome): void;
}

export interface RateBudgetOptions {
  readonly windows: readonly RateWindow[];
  /** The share of every window that backfill leaves to live calls, from 0 to 1. */
  readonly liveReserve?: number | undefined;
  /** From 0 (included) to 1 (excluded). Default: that of the clock of who waits. */
  readonly random?: (() => number) | undefined;
}

function refusal(call: Call, opening: Opening, nowMs: number): RateLimitError {
  const retryAfterMs = Math.max(0, Math.ceil(opening.atMs - nowMs));
  const whose = call.priority === "backfill" ? " as far as backfill may use it" : "";
  const reason =
    opening.window === undefined
      ? "an earlier answer (429) asked for a pause"
      : `the ${opening.window} limit is used up${whose}`;
  return new RateLimitError(
    `${call.request.operation} was not sent: ${reason}. Try again in ${Math.ceil(retryAfterMs / 1000)} s.`,
    {
      attempts: call.attempts,
      retryAfterMs,
      retryAt: new Date(nowMs + retryAfterMs),
      window: opening.window,
    },
  );
}

/** How long after its deadline a call is taken for dead: in Workers, it ends with its request and says no word. Milliseconds. */
const graceMs = 1_000;

const cannotWait = (call: Call, opening: Opening): boolean =>
  !opening.free && !opening.pending && (!opening.waitable || opening.atMs > call.deadlineAt);

/** Makes the budgets of one account, with two lanes on them: live calls always go before backfill. */
export function createWindowedBudget(options: RateBudgetOptions): RateBudget {
  const { windows, liveReserve = DEFAULTS.liveReserve, random } = options;
  const lanes = createRateLanes();
  const underWay = new Set<Call>();
  let answered = false;
  let lastSentAt = 0;
  let shutUntil = 0;
  let wake: { readonly atMs: number; readonly cancel: () => void } | undefined;
  /** When the window opens that is waited for, and from then on when the next one may be let go. */
  let opensAt = Number.POSITIVE_INFINITY;
  let nextRelease = 0;
  /** How many are expected to be let go then. */
  let expected = 1;

  /** Gives back the places of calls that are long over; what they sent may have been counted. Says whether there were any. */
  const forgetTheDead = (nowMs: number): boolean => {
    const dead = [...underWay].filter(({ deadlineAt }) => nowMs >= deadlineAt + graceMs);
    for (const call of dead) {
      underWay.delete(call);
      for (const window of windows) if (nowMs < call.deadlineAt + window.windowMs) window.onLost(nowMs);
    }
    return dead.length > 0;
  };

  const opening = (call: Call, nowMs: number, ahead: number): Opening => {
    const until = (atMs: number): Opening => ({
      free: false,
      atMs,
      window: undefined,
      waitable: true,
      pending: false,
    });
    if (nowMs < shutUntil) return until(shutUntil);
    // Nothing is known yet: one request goes ahead to find out, so that a small rest of a budget is not overrun.
    const probeAt = lastSentAt + DEFAULTS.probeIntervalMs;
    if (!answered && underWay.size > 0 && nowMs < probeAt) return { ...until(probeAt), pending: true };
    const reserveShare = call.priority === "backfill" ? liveReserve : 0;
    const found = openingOf(windows, { nowMs, inFlight: underWay.size, ahead, reserveShare });
    return found.free || !forgetTheDead(nowMs) ? found : opening(call, nowMs, ahead);
  };

  const send = (call: Call, nowMs: number): void => {
    underWay.add(call);
    lastSentAt = nowMs;
    for (const window of windows) window.onSend(nowMs);
  };

  const wakeAt = (clock: Clock, atMs: number): void => {
    if (wake !== undefined && wake.atMs <= atMs) return;
    wake?.cancel();
    const onWake = (): void => {
      wake = undefined;
      pump();
    };
    wake = { atMs, cancel: clock.setTimer(onWake, Math.max(1, atMs - clock.now()), "wait") };
  };

  /** The time between two releases after a reset, so that those who waited spread over `wakeSpreadMs`. */
  const releaseStep = (clock: Clock): number =>
    ((random?.() ?? chance(clock)) * 2 * DEFAULTS.wakeSpreadMs) / Math.max(2, expected);

  const expectWhoWait = (): void => {
    const limits = windows.map((window) => window.limit() ?? Number.POSITIVE_INFINITY);
    expected = Math.min(lanes.length, ...limits);
  };

  const pump = (): void => {
    for (let waiter = lanes.first(); waiter !== undefined; waiter = lanes.first()) {
      const nowMs = waiter.clock.now();
      const state = opening(waiter.call, nowMs, 0);
      if (cannotWait(waiter.call, state)) {
        lanes.shift();
        waiter.refuse(refusal(waiter.call, state, nowMs));
        continue;
      }
      if (!state.free) {
        opensAt = state.atMs;
        expectWhoWait();
        nextRelease = opensAt + releaseStep(waiter.clock);
        wakeAt(waiter.clock, state.atMs);
        return;
      }
      // Opened by time, not by an answer: everybody who waits, here and elsewhere, sees it in the same instant.
      const paced = nowMs >= opensAt;
      if (paced && nowMs < nextRelease) {
        wakeAt(waiter.clock, nextRelease);
        return;
      }
      if (paced) nextRelease = nowMs + releaseStep(waiter.clock);
      lanes.shift();
      send(waiter.call, nowMs);
      waiter.go();
    }
    wake?.cancel();
    wake = undefined;
    opensAt = Number.POSITIVE_INFINITY;
  };

  /** The first one to wait does what a timer should have done that is gone; whoever comes later looks again later. */
  const wakeOverdue = (waiter: Waiter): number => {
    const isFirst = lanes.first() === waiter;
    if (isFirst) {
      wake?.cancel();
      wake = undefined;
      pump();
    }
    const nextMs = Math.max(waiter.clock.now(), wake?.atMs ?? 0);
    return isFirst ? nextMs : nextMs + DEFAULTS.wakeSpreadMs;
  };

  return {
    enter(call, clock, onWait) {
      const nowMs = clock.now();
      const ahead = lanes.ahead(call.priority);
      const state = opening(call, nowMs, ahead);
      if (state.free && ahead === 0) {
        send(call, nowMs);
        return undefined;
      }
      if (cannotWait(call, state)) throw refusal(call, state, nowMs);
      onWait(Math.max(0, state.atMs - nowMs));
      const turn = lanes.join(call, clock, { atMs: state.atMs, onLeave: pump, onOverdue: wakeOverdue });
      pump();
      return turn;
    },
    leave(call, clock, { headers, sent, shutMs }) {
      const nowMs = clock.now();
      underWay.delete(call);
      if (headers !== undefined) {
        answered = true;
        for (const window of windows) window.onAnswer(headers, nowMs);
      } else if (sent) for (const window of windows) window.onLost(nowMs);
      if (shutMs !== undefined) shutUntil = Math.max(shutUntil, nowMs + shutMs);
      pump();
    },
  };
}
