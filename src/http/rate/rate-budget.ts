import { RateLimitError } from "../../errors/rate-limit-error.js";
import { abandonedAt } from "../abandoned-call.js";
import type { Call } from "../call/call.js";
import type { Wait } from "../call/wait.js";
import { type Clock, randomOf } from "../clock.js";
import { DEFAULTS } from "../options/defaults.js";
import type { ReceivedResponse } from "../response/received-response.js";
import { parseHttpDate } from "../retry/http-date.js";
import { retryAfterMs } from "../retry/retry-after.js";
import type { RateEntrant } from "./rate-entrant.js";
import { createRateLanes, type Waiter } from "./rate-lanes.js";
import { type Opening, openingOf } from "./rate-opening.js";
import type { RateWindow } from "./rate-window.js";
import { RequestedPause } from "./requested-pause.js";

/** How a request ended, for the budget. */
export interface RateOutcome {
  /** Absent when none arrived. */
  readonly response: ReceivedResponse | undefined;
  /** Whether anything was sent at all. */
  readonly sent: boolean;
}

/** One account's budgets, shared by every client that is given it. */
export interface RateBudget {
  /**
   * Lets a request pass at once (then nothing is returned), or makes it wait for its turn.
   *
   * @throws RateLimitError at once when the turn cannot come before the call's deadline, or a day's budget is spent
   */
  enter(entrant: RateEntrant): Wait<void> | undefined;
  /** The request of this entrant is over. */
  leave(entrant: RateEntrant, outcome: RateOutcome): void;
}

export interface RateBudgetOptions {
  readonly windows: readonly RateWindow[];
  /** The share of every window that backfill leaves to live calls, from 0 to 1. */
  readonly liveReserve?: number | undefined;
  /** From 0 (included) to 1 (excluded). Default: that of the clock of who waits. */
  readonly random?: (() => number) | undefined;
}

function refusal({ call, progress }: RateEntrant, opening: Opening, nowMs: number): RateLimitError {
  const retryAfterMs = Math.max(0, Math.ceil((opening.nextLookMs ?? opening.atMs) - nowMs));
  const whose = call.priority === "backfill" ? " as far as backfill may use it" : "";
  const reason =
    opening.window === undefined
      ? "an earlier response (429) asked for a pause"
      : `the ${opening.window} limit is used up${whose}`;
  return new RateLimitError(
    `${call.request.operation} was not sent: ${reason}. Try again in ${Math.ceil(retryAfterMs / 1000)} s.`,
    {
      attempts: progress.attempts,
      retryAfterMs,
      retryAt: new Date(nowMs + retryAfterMs),
      window: opening.window,
    },
  );
}

const cannotWait = (call: Call, opening: Opening): boolean =>
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
export function createWindowedBudget(options: RateBudgetOptions): RateBudget {
  const { windows, liveReserve = DEFAULTS.liveReserve, random } = options;
  const lanes = createRateLanes();
  const underWay = new Set<RateEntrant>();
  let hasResponse = false;
  let lastSentAt = 0;
  const pause = new RequestedPause();
  let wake: { readonly atMs: number; readonly cancel: () => void } | undefined;
  /** When the window opens that is waited for, and from then on when the next one may be let go. */
  let opensAt = Number.POSITIVE_INFINITY;
  let nextRelease = 0;
  /** How many are expected to be let go then. */
  let expected = 1;

  /** Gives back the places of abandoned calls; what they sent may have been counted. Returns whether there were any. */
  const dropAbandonedCalls = (nowMs: number): boolean => {
    const abandoned = [...underWay].filter(({ call }) => nowMs >= abandonedAt(call.deadlineAt));
    for (const entrant of abandoned) {
      underWay.delete(entrant);
      const { deadlineAt } = entrant.call;
      for (const window of windows) if (nowMs < deadlineAt + window.windowMs) window.onLost(nowMs);
    }
    return abandoned.length > 0;
  };

  const opening = (call: Call, nowMs: number, ahead: number): Opening => {
    const paused = pause.opening(nowMs);
    if (paused !== undefined) return paused;
    // Nothing is known yet: one request goes ahead to find out, so that a small rest of a budget is not overrun.
    const probeAt = lastSentAt + DEFAULTS.probeIntervalMs;
    if (!hasResponse && underWay.size > 0 && nowMs < probeAt)
      return { free: false, atMs: probeAt, window: undefined, waitable: true, pending: true };
    const reserveShare = call.priority === "backfill" ? liveReserve : 0;
    const found = openingOf(windows, { nowMs, inFlight: underWay.size, ahead, reserveShare });
    return found.free || !dropAbandonedCalls(nowMs) ? found : opening(call, nowMs, ahead);
  };

  const send = (entrant: RateEntrant, nowMs: number): void => {
    underWay.add(entrant);
    lastSentAt = nowMs;
    pause.onSend(entrant, nowMs);
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

  const expectWaiting = (): void => {
    const limits = windows.map((window) => window.limit() ?? Number.POSITIVE_INFINITY);
    expected = Math.min(lanes.length, ...limits);
  };

  const pump = (): void => {
    for (let waiter = lanes.first(); waiter !== undefined; waiter = lanes.first()) {
      const nowMs = waiter.entrant.clock.now();
      const state = opening(waiter.entrant.call, nowMs, 0);
      if (cannotWait(waiter.entrant.call, state)) {
        lanes.shift();
        waiter.refuse(refusal(waiter.entrant, state, nowMs));
        continue;
      }
      if (!state.free) {
        opensAt = state.nextLookMs ?? state.atMs;
        expectWaiting();
        nextRelease = opensAt + releaseStep(waiter.entrant.clock);
        wakeAt(waiter.entrant.clock, opensAt);
        return;
      }
      // Opened by time, not by a response: all that wait, here and elsewhere, see it in the same instant.
      const paced = nowMs >= opensAt;
      if (paced && nowMs < nextRelease) {
        wakeAt(waiter.entrant.clock, nextRelease);
        return;
      }
      if (paced) nextRelease = nowMs + releaseStep(waiter.entrant.clock);
      lanes.shift();
      send(waiter.entrant, nowMs);
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
    const nextMs = Math.max(waiter.entrant.clock.now(), wake?.atMs ?? 0);
    return isFirst ? nextMs : nextMs + DEFAULTS.wakeSpreadMs;
  };

  const leave = (entrant: RateEntrant, { response, sent }: RateOutcome): void => {
    const nowMs = entrant.clock.now();
    underWay.delete(entrant);
    if (response !== undefined) {
      const { status, headers, rateLimit } = response;
      const date = headers.get("date");
      hasResponse = true;
      const report = { rateLimit, serverNowMs: parseHttpDate(date ?? "") };
      for (const window of windows) window.onResponse(report, nowMs);
      pause.onEnd(entrant, { hasPassed: status !== 429 });
      const askedMs = status === 429 ? retryAfterMs(headers.get("retry-after"), date, nowMs) : undefined;
      if (askedMs !== undefined) pause.begin(askedMs, nowMs);
    } else if (sent) {
      pause.onEnd(entrant, { hasPassed: false });
      for (const window of windows) window.onLost(nowMs);
    }
    pump();
  };

  return {
    enter(entrant) {
      const { call, clock } = entrant;
      const nowMs = clock.now();
      const ahead = lanes.ahead(call.priority);
      const state = opening(call, nowMs, ahead);
      if (state.free && ahead === 0) {
        send(entrant, nowMs);
        return undefined;
      }
      if (cannotWait(call, state)) throw refusal(entrant, state, nowMs);
      entrant.onWait(Math.max(0, state.atMs - nowMs));
      const wait = lanes.join(entrant, {
        atMs: state.nextLookMs ?? state.atMs,
        onLeave: pump,
        onReturn: () => leave(entrant, { response: undefined, sent: false }),
        onOverdue: wakeOverdue,
      });
      pump();
      return wait;
    },
    leave,
  };
}
