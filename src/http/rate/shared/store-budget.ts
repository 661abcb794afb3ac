import { RateLimitError } from "../../../errors/rate-limit-error.js";
import type { Wait } from "../../call/wait.js";
import { type Clock, systemClock } from "../../clock.js";
import { DEFAULTS } from "../../options/defaults.js";
import type { ReceivedResponse } from "../../response/received-response.js";
import { parseHttpDate } from "../../retry/http-date.js";
import { retryAfterMs } from "../../retry/retry-after.js";
import type { Priority } from "../priority.js";
import { createWindowedBudget } from "../rate-budget.js";
import type { RateCall } from "../rate-call.js";
import type { RateBudget, RateGate } from "../rate-gate.js";
import { type RateReservation, reservePlace } from "../rate-reservation.js";
import { type ReportedWindowRule, reportedWindow } from "../reported-window.js";
import type { RateStore, RateStoreReport } from "./rate-store.js";
import { createStoreAsker, STORE_RETRY_MS } from "./store-asker.js";

/** A rate budget that is shared with other processes. */
export interface SharedRateBudget extends RateBudget {
  /**
   * Waits for a place in the rate limit and takes it, for the option `reservation` of a call. Release it in a `finally`:
   * that does nothing when the call has used it.
   *
   * @throws RateLimitError when the day's budget is spent; the signal's own reason when it is aborted
   */
  reserve(priority?: Priority, signal?: AbortSignal): Promise<RateReservation>;
}

export interface SharedRateBudgetOptions {
  /** The store that the account's processes share: `redisRateStore`, `postgresRateStore`, or your own. */
  store: RateStore;
  /** The share of every window that backfill leaves to live calls at its beginning; it melts away towards its end. 0 to 1, default 0.1. */
  liveReserve?: number | undefined;
  /**
   * How much of every window these processes use at most, so that other integrations of the account keep a share. Above
   * 0, to 1; default 1.
   */
  maxShare?: number | undefined;
  /**
   * What happens while the store does not respond. `"own"` (default): each process keeps the pace alone, by what the
   * responses say, and the observer is warned. `"refuse"`: calls fail with a `RateLimitError`.
   */
  withoutStore?: "own" | "refuse" | undefined;
  /** The clock of `reserve`. Default: the machine's. */
  clock?: Clock | undefined;
}

function windowReports(
  rules: readonly ReportedWindowRule[],
  { headers, rateLimit }: Pick<ReceivedResponse, "headers" | "rateLimit">,
  nowMs: number,
): RateStoreReport["windows"] {
  const serverNowMs = parseHttpDate(headers.get("date") ?? "") ?? nowMs;
  return rules.map((rule) => {
    const told = rateLimit[rule.name];
    if (told === undefined) return rule;
    const { limit, remaining, resetAt } = told;
    return { ...rule, limit, remaining, inMs: Math.round(resetAt.getTime() - serverNowMs) };
  });
}

function reportOf(
  rules: readonly ReportedWindowRule[],
  response: ReceivedResponse | undefined,
  { sent, nowMs }: { readonly sent: boolean; readonly nowMs: number },
): RateStoreReport {
  if (response === undefined) return { windows: rules, fate: sent ? "lost" : "unused" };
  const { status, headers } = response;
  const windows = windowReports(rules, response, nowMs);
  if (status !== 429) return { windows, fate: "answered" };
  const shutMs = retryAfterMs(headers.get("retry-after"), headers.get("date"), nowMs) ?? 0;
  return { windows, shutMs, fate: "answered" };
}

/**
 * A budget of two gates. The inner one is the process's own, led by what its responses say: it holds the lanes, and goes on
 * alone when it must. A call that it lets go asks the store for a place beside the other processes.
 */
export function createStoreBudget(
  rules: readonly ReportedWindowRule[],
  options: SharedRateBudgetOptions,
): SharedRateBudget {
  const { store, liveReserve = DEFAULTS.liveReserve, maxShare = 1, withoutStore = "own" } = options;
  const own = createWindowedBudget({ windows: rules.map(reportedWindow), liveReserve, maxShare });
  let last: { readonly report: RateStoreReport; readonly atMs: number } | undefined;

  const release = (id: string, report: RateStoreReport): void => {
    // Not waited for: should it fail, the lease ends by itself.
    new Promise<void>((resolve) => resolve(store.release(id, report))).catch(() => undefined);
  };
  const asker = createStoreAsker({
    store,
    windows: rules,
    liveReserve,
    maxShare,
    onUnused: (id) => release(id, { windows: rules, fate: "unused" }),
    onReturn({ clock }) {
      if (last === undefined) return;
      // What happened meanwhile, so that the store does not take the window for whole.
      const passedMs = clock.now() - last.atMs;
      const windows = last.report.windows.map(({ inMs, ...rule }) => ({
        ...rule,
        ...(inMs !== undefined && { inMs: inMs - passedMs }),
      }));
      release("back", { windows, fate: "answered" });
    },
    onGone(call, reason) {
      if (withoutStore === "own") {
        if (reason !== undefined)
          call.onWarning(
            "rate_store_gone",
            "was sent without the shared rate store, which did not respond: this process keeps the pace alone for now. Check the store",
          );
        return undefined;
      }
      const nowMs = call.clock.now();
      return new RateLimitError(
        `${call.operation} was not sent: the shared rate store did not respond. Check the store, or set withoutStore: "own".`,
        { attempts: call.attempts, retryAfterMs: STORE_RETRY_MS, retryAt: new Date(nowMs + STORE_RETRY_MS) },
      );
    },
  });

  const leaveOwn = (call: RateCall): void => own.leave(call, { response: undefined, sent: false });

  /** The own budget has let the call go; now the store must. */
  const joinStore = (call: RateCall): Wait<void> => {
    try {
      const { turn, giveUp } = asker.join(call);
      const refused = (error: unknown): never => {
        leaveOwn(call);
        throw error;
      };
      return {
        turn: turn.catch(refused),
        giveUp: () => {
          giveUp();
          leaveOwn(call);
        },
      };
    } catch (error) {
      leaveOwn(call);
      throw error;
    }
  };

  const budget: RateGate = {
    enter(call) {
      const first = own.enter(call);
      if (first === undefined) return joinStore(call);
      let { giveUp } = first;
      let hasGivenUp = false;
      const turn = first.turn.then(() => {
        // It was given up between its turn and this.
        if (hasGivenUp) return new Promise<never>(() => undefined);
        const second = joinStore(call);
        giveUp = second.giveUp;
        return second.turn;
      });
      return {
        turn,
        giveUp: () => {
          hasGivenUp = true;
          giveUp();
        },
      };
    },
    leave(call, outcome) {
      const nowMs = call.clock.now();
      const { response, sent } = outcome;
      const report = reportOf(rules, response, { sent, nowMs });
      if (response !== undefined) last = { report, atMs: nowMs };
      const id = asker.takeGrant(call);
      if (id !== undefined) release(id, report);
      own.leave(call, outcome);
    },
  };
  const { clock = systemClock } = options;
  return {
    ...budget,
    reserve: (priority = "live", signal) => reservePlace(budget, { priority, signal, clock }),
  };
}
