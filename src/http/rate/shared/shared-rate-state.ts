import {
  type PauseState,
  pauseAfterEnd,
  pauseAfterRefusal,
  pauseAfterSend,
  pauseAt,
} from "../pause-state.js";
import { openingOf } from "../rate-opening.js";
import {
  type WindowRule,
  type WindowState,
  windowAfterLoss,
  windowAfterReport,
  windowAt,
} from "../window-state.js";
import type { RateStoreDecision, RateStoreReport, RateStoreRequest } from "./rate-store.js";

interface Grant {
  readonly at: number;
  readonly until: number;
}

/** All that a store keeps of an account: JSON of whole numbers. Milliseconds by the store's clock. */
export interface SharedRateState {
  readonly hasResponse: boolean;
  readonly lastSentAt: number;
  /** The requests under way, by their ids. */
  readonly grants: Readonly<Record<string, Grant>>;
  readonly windows: Readonly<Record<string, WindowState>>;
  readonly pause?: PauseState | undefined;
}

/** An account of which nothing is known. */
export const EMPTY_RATE_STATE: SharedRateState = {
  hasResponse: false,
  lastSentAt: 0,
  grants: {},
  windows: {},
};

type Known = Record<string, WindowState>;

function put(windows: Known, name: string, next: WindowState | undefined): void {
  if (next === undefined) delete windows[name];
  else windows[name] = next;
}

/** The state as time has left it: windows that are over are whole again, and grants whose lease is over are lost. */
function settled(state: SharedRateState, rules: readonly WindowRule[], nowMs: number): SharedRateState {
  const windows: Known = { ...state.windows };
  for (const rule of rules) put(windows, rule.name, windowAt(windows[rule.name], rule, nowMs));
  let pause = pauseAt(state.pause, nowMs);
  const grants: Record<string, Grant> = {};
  for (const [id, given] of Object.entries(state.grants)) {
    // The clock was set back: the lease begins anew.
    const { at, until } = given.at > nowMs ? { at: nowMs, until: nowMs + given.until - given.at } : given;
    if (until > nowMs) {
      grants[id] = { at, until };
      continue;
    }
    pause = pauseAfterEnd(pause, id, false);
    for (const rule of rules) put(windows, rule.name, windowAfterLoss(windows[rule.name], rule, until));
  }
  return { hasResponse: state.hasResponse, lastSentAt: state.lastSentAt, grants, windows, pause };
}

/** One step of a store: a process asks for a place. Redis and PostgreSQL hold the same in their own languages. */
export function stepAcquire(
  before: SharedRateState,
  request: RateStoreRequest,
  nowMs: number,
): { readonly state: SharedRateState; readonly decision: RateStoreDecision } {
  const { id, leaseMs, reserveShare, maxShare = 1, windows: rules } = request;
  const state = settled(before, rules, nowMs);
  if (state.grants[id] !== undefined) return { state, decision: { granted: true } };
  const known = rules.flatMap((rule) => {
    const window = state.windows[rule.name];
    return window === undefined ? [] : [{ ...window, ...rule }];
  });
  const { pause, hasResponse, lastSentAt } = state;
  const opening = openingOf(
    { windows: known, pause, hasResponse, lastSentAt, inFlight: Object.keys(state.grants).length },
    { nowMs, ahead: 0, reserveShare, maxShare },
  );
  if (opening.free) {
    const grants = { ...state.grants, [id]: { at: nowMs, until: nowMs + leaseMs } };
    const next = { ...state, grants, lastSentAt: nowMs, pause: pauseAfterSend(pause, id, nowMs) };
    return { state: next, decision: { granted: true } };
  }
  const isShut = pause !== undefined && nowMs < pause.probeAtMs;
  const decision: RateStoreDecision = {
    granted: false,
    inMs: opening.atMs - nowMs,
    reason: opening.window ?? (isShut ? "shut" : "unknown"),
    lookInMs: (opening.nextLookMs ?? opening.atMs) - nowMs,
    pending: opening.pending,
  };
  return { state, decision };
}

/** One step of a store: a request is over, or something else asks for a pause (`shutMs`). */
export function stepRelease(
  before: SharedRateState,
  id: string,
  { windows: rules, shutMs, fate }: RateStoreReport,
  nowMs: number,
): SharedRateState {
  const state = settled(before, rules, nowMs);
  const { [id]: grant, ...grants } = state.grants;
  const windows: Known = { ...state.windows };
  for (const rule of rules) {
    const { name, limit, remaining, inMs } = rule;
    const known = windows[name];
    if (fate === "answered" && limit !== undefined && remaining !== undefined && inMs !== undefined) {
      const report = { limit, remaining, resetAt: nowMs + inMs };
      put(windows, name, windowAfterReport(known, report, { rule, nowMs, sentAt: grant?.at ?? 0 }));
    }
    // Without a grant its lease was over, and it has been counted as lost.
    if (fate === "lost" && grant !== undefined) put(windows, name, windowAfterLoss(known, rule, nowMs));
  }
  let pause = pauseAfterEnd(state.pause, id, fate === "answered" && shutMs === undefined);
  if (shutMs !== undefined && shutMs > 0) pause = pauseAfterRefusal(pause, shutMs, nowMs);
  const hasResponse = state.hasResponse || fate === "answered";
  return { hasResponse, lastSentAt: state.lastSentAt, grants, windows, pause };
}
