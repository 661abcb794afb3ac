import { abandonedAt } from "../abandoned-call.js";
import { type Clock, randomOf } from "../clock.js";
import { DEFAULTS } from "../options/defaults.js";
import { parseHttpDate } from "../retry/http-date.js";
import { retryAfterMs } from "../retry/retry-after.js";
import { type PauseState, pauseAfterEnd, pauseAfterRefusal, pauseAfterSend } from "./pause-state.js";
import type { RateCall } from "./rate-call.js";
import type { RateGate, RateOutcome } from "./rate-gate.js";
import { createRateLanes, type Waiter } from "./rate-lanes.js";
import { type Opening, openingOf } from "./rate-opening.js";
import { rateRefusal } from "./rate-refusal.js";
import type { RateWindow } from "./rate-window.js";

export interface RateBudgetOptions {
  readonly windows: readonly RateWindow[];
  /** The share of every window that backfill leaves to live calls, from 0 to 1. */
  readonly liveReserve?: number | undefined;
  /** How much of every window may be used at most, from 0 to 1. Default 1. */
  readonly maxShare?: number | undefined;
  /** From 0 (included) to 1 (excluded). Default: by the clock of the call that waits. */
  readonly random?: (() => number) | undefined;
}

const cannotWait = (call: RateCall, opening: Opening): boolean =>
  !opening.free && !opening.pending && (!opening.waitable || opening.atMs > call.deadlineAt);

/**
 * Makes the budgets of one account, with two lanes on them: live calls always go before backfill.
 *
 * ```text
 *         enter: room             leave
 * outside ──────────► under way ────────► outside; the response corrects the windows, then the lanes are pumped
 *    │                    ▲
 *    │ enter: no room     │ pump: room, whenever one leaves, a window opens, or a 429's pause is over
 *    └─────────► waits in its lane ──► refused, when the turn cannot come before its deadline
 * ```
 *
 * Nothing is known before the first response: one request goes ahead as a probe, and a further one each second.
 */
export function createWindowedBudget(options: RateBudgetOptions): RateGate {
  const { windows, liveReserve = DEFAULTS.liveReserve, maxShare = 1, random } = options;
  const lanes = createRateLanes();
  /** Each with the time when it was let go. */
  const underWay = new Map<RateCall, number>();
  let hasResponse = false;
  let lastSentAt = 0;
  let pause: PauseState | undefined;
  let wake: { readonly atMs: number; readonly cancel: () => void } | undefined;
  /** When the window opens that is waited for, and from then on when the next one may be let go. */
  let opensAt = Number.POSITIVE_INFINITY;
  let nextRelease = 0;
  /** How many are expected to be let go then. */
  let expected = 1;

  /** Gives back the places of abandoned calls; what they sent may have been counted. Returns whether there were any. */
  const dropAbandonedCalls = (nowMs: number): boolean => {
    const abandoned = [...underWay.keys()].filter(({ deadlineAt }) => nowMs >= abandonedAt(deadlineAt));
    for (const call of abandoned) {
      underWay.delete(call);
      for (const window of windows) if (nowMs < call.deadlineAt + window.windowMs) window.onLost(nowMs);
    }
    return abandoned.length > 0;
  };

  const opening = (call: RateCall, nowMs: number, ahead: number): Opening => {
    const known = [];
    for (const window of windows) {
      const state = window.at(nowMs);
      if (state !== undefined) known.push(state);
    }
    const reserveShare = call.priority === "backfill" ? liveReserve : 0;
    const found = openingOf(
      { windows: known, pause, inFlight: underWay.size, hasResponse, lastSentAt },
      { nowMs, ahead, reserveShare, maxShare },
    );
    return found.free || found.window === undefined || !dropAbandonedCalls(nowMs)
      ? found
      : opening(call, nowMs, ahead);
  };

  const send = (call: RateCall, nowMs: number): void => {
    underWay.set(call, nowMs);
    lastSentAt = nowMs;
    pause = pauseAfterSend(pause, call, nowMs);
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
    ((random?.() ?? randomOf(clock)) * 2 * DEFAULTS.wakeSpreadMs) / Math.max(2, expected);

  const expectWaiting = (nowMs: number): void => {
    const limits = windows.map((window) => window.at(nowMs)?.limit ?? Number.POSITIVE_INFINITY);
    expected = Math.min(lanes.length, ...limits);
  };

  const pump = (): void => {
    for (let waiter = lanes.first(); waiter !== undefined; waiter = lanes.first()) {
      const nowMs = waiter.call.clock.now();
      const state = opening(waiter.call, nowMs, 0);
      if (cannotWait(waiter.call, state)) {
        lanes.shift();
        waiter.refuse(rateRefusal(waiter.call, state, nowMs));
        continue;
      }
      if (!state.free) {
        opensAt = state.nextLookMs ?? state.atMs;
        expectWaiting(nowMs);
        nextRelease = opensAt + releaseStep(waiter.call.clock);
        wakeAt(waiter.call.clock, opensAt);
        return;
      }
      // Opened by time, not by a response: all that wait, here and elsewhere, see it in the same instant.
      const paced = nowMs >= opensAt;
      if (paced && nowMs < nextRelease) {
        wakeAt(waiter.call.clock, nextRelease);
        return;
      }
      if (paced) nextRelease = nowMs + releaseStep(waiter.call.clock);
      lanes.shift();
      send(waiter.call, nowMs);
      waiter.go();
    }
    wake?.cancel();
    wake = undefined;
    opensAt = Number.POSITIVE_INFINITY;
  };

  /** The first one to wait does what an abandoned timer should have done; those behind it look again later. */
  const wakeOverdue = (waiter: Waiter): number => {
    const isFirst = lanes.first() === waiter;
    if (isFirst) {
      wake?.cancel();
      wake = undefined;
      pump();
    }
    const nextMs = Math.max(waiter.call.clock.now(), wake?.atMs ?? 0);
    return isFirst ? nextMs : nextMs + DEFAULTS.wakeSpreadMs;
  };

  const leave = (call: RateCall, { response, sent }: RateOutcome): void => {
    const nowMs = call.clock.now();
    const sentAt = underWay.get(call) ?? 0;
    underWay.delete(call);
    if (response !== undefined) {
      const { status, headers, rateLimit } = response;
      hasResponse = true;
      const isDescribed = rateLimit.minute !== undefined || rateLimit.day !== undefined;
      const serverNowMs = isDescribed ? parseHttpDate(headers.get("date") ?? "") : undefined;
      const report = { rateLimit, serverNowMs, sentAt };
      for (const window of windows) window.onResponse(report, nowMs);
      pause = pauseAfterEnd(pause, call, status !== 429);
      const askedMs =
        status === 429 ? retryAfterMs(headers.get("retry-after"), headers.get("date"), nowMs) : undefined;
      if (askedMs !== undefined) pause = pauseAfterRefusal(pause, askedMs, nowMs);
    } else if (sent) {
      pause = pauseAfterEnd(pause, call, false);
      for (const window of windows) window.onLost(nowMs);
    }
    pump();
  };

  return {
    enter(call) {
      const nowMs = call.clock.now();
      const ahead = lanes.ahead(call.priority);
      const state = opening(call, nowMs, ahead);
      if (state.free && ahead === 0) {
        send(call, nowMs);
        return undefined;
      }
      if (cannotWait(call, state)) throw rateRefusal(call, state, nowMs);
      call.onWait(Math.max(0, state.atMs - nowMs));
      const wait = lanes.join(call, {
        atMs: state.nextLookMs ?? state.atMs,
        onLeave: pump,
        onReturn: () => leave(call, { response: undefined, sent: false }),
        onOverdue: wakeOverdue,
      });
      pump();
      return wait;
    },
    leave,
  };
}
