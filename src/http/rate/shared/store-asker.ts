import { randomOf } from "../../clock.js";
import { DEFAULTS } from "../../options/defaults.js";
import type { RateCall } from "../rate-call.js";
import { createRateLanes, type RateLanes } from "../rate-lanes.js";
import type { Opening } from "../rate-opening.js";
import { rateRefusal } from "../rate-refusal.js";
import type { WindowRule } from "../window-state.js";
import type { RateStore, RateStoreDecision } from "./rate-store.js";

/** A response of a store that takes longer than this is not waited for. */
const storeTimeoutMs = 2_000;
/** How long a store that did not respond is left alone. */
export const STORE_RETRY_MS = 5_000;
/** How much longer a lease is than its attempt. */
const leaseGraceMs = 5_000;
/** How soon it is asked again when a response under way may open the account earlier. */
const pendingLookMs = 250;

export interface StoreAskerOptions {
  readonly store: RateStore;
  readonly windows: readonly WindowRule[];
  readonly liveReserve: number;
  readonly maxShare: number;
  /** Called when the store is asked again after it was gone, before it is asked. */
  readonly onReturn: (call: RateCall) => void;
  /** Called when the store does not respond. Returns the error that ends all who wait; nothing when they go on alone. */
  readonly onGone: (call: RateCall, reason: unknown) => Error | undefined;
  /** A call that was let go gives its turn back, or has it no longer. */
  readonly onUnused: (id: string) => void;
}

/** Asks a store for one place after another, for the calls that wait here: live ones first. */
export interface StoreAsker {
  readonly lanes: Pick<RateLanes, "length">;
  /** Waits for the store's grant. @throws RateLimitError when it is known that the turn cannot come in time */
  join(call: RateCall): { readonly turn: Promise<void>; readonly giveUp: () => void };
  /** The id of the place that a call has, if the store granted it; asked once. */
  takeGrant(call: RateCall): string | undefined;
}

type Denial = Opening & { readonly lookAt: number; readonly isLive: boolean };

const applies = (denial: Denial, call: RateCall): boolean => denial.isLive || call.priority === "backfill";

const cannotWait = (call: RateCall, { waitable, pending, atMs }: Opening): boolean =>
  !pending && (!waitable || atMs > call.deadlineAt);

export function createStoreAsker(options: StoreAskerOptions): StoreAsker {
  const { store, windows, onReturn, onGone, onUnused } = options;
  const lanes = createRateLanes();
  const owner = globalThis.crypto.randomUUID();
  const grants = new Map<RateCall, string>();
  const informed = new WeakSet<RateCall>();
  let count = 0;
  let asking: { readonly untilMs: number } | undefined;
  let denial: Denial | undefined;
  let goneUntil = 0;
  let isGone = false;
  let wake: { readonly atMs: number; readonly cancel: () => void } | undefined;

  const wakeAt = ({ clock }: RateCall, atMs: number): void => {
    if (wake !== undefined && wake.atMs <= atMs && wake.atMs > clock.now()) return;
    wake?.cancel();
    const onWake = (): void => {
      wake = undefined;
      pump();
    };
    wake = { atMs, cancel: clock.setTimer(onWake, Math.max(1, atMs - clock.now()), "wait") };
  };

  const onDecision = (asked: RateCall, id: string, decision: RateStoreDecision): void => {
    if (isGone) isGone = false;
    if (decision.granted) {
      denial = undefined;
      const waiter = lanes.first();
      if (waiter === undefined) {
        onUnused(id);
        return;
      }
      lanes.shift();
      grants.set(waiter.call, id);
      waiter.go();
      return;
    }
    const { inMs, lookInMs = inMs, reason, pending = false } = decision;
    const nowMs = asked.clock.now();
    const rule = windows.find(({ name }) => name === reason);
    const nextLookMs = nowMs + lookInMs;
    // Every process sees a window open in the same instant; what is under way elsewhere comes when it comes.
    const lookAt = pending
      ? Math.min(nextLookMs, nowMs + pendingLookMs)
      : nextLookMs + Math.ceil(randomOf(asked.clock) * DEFAULTS.wakeSpreadMs);
    denial = {
      free: false,
      atMs: nowMs + inMs,
      nextLookMs,
      window: rule?.name,
      waitable: rule?.waitable ?? true,
      pending,
      lookAt,
      isLive: asked.priority === "live",
    };
    for (const waiter of lanes.all()) {
      if (!applies(denial, waiter.call)) continue;
      if (cannotWait(waiter.call, denial)) {
        lanes.take(waiter);
        waiter.refuse(rateRefusal(waiter.call, denial, nowMs));
      } else if (!informed.has(waiter.call)) {
        informed.add(waiter.call);
        waiter.call.onWait(Math.max(0, inMs));
      }
    }
  };

  const onFailure = (asked: RateCall, reason: unknown): void => {
    isGone = true;
    denial = undefined;
    goneUntil = asked.clock.now() + STORE_RETRY_MS;
    const error = onGone(asked, reason);
    for (const waiter of lanes.all()) {
      lanes.take(waiter);
      if (error === undefined) waiter.go();
      else waiter.refuse(error);
    }
  };

  const ask = (call: RateCall, nowMs: number): void => {
    if (isGone) onReturn(call);
    const own = { untilMs: nowMs + storeTimeoutMs };
    asking = own;
    count += 1;
    const id = `${owner}-${count}`;
    const { clock, priority, timeoutMs } = call;
    const settle = (then: () => void): boolean => {
      cancel();
      if (asking !== own) return false;
      asking = undefined;
      then();
      pump();
      return true;
    };
    const tooLate = new Error("no response in time");
    const cancel = clock.setTimer(() => settle(() => onFailure(call, tooLate)), storeTimeoutMs, "timeout");
    const request = {
      id,
      leaseMs: Math.ceil(timeoutMs) + leaseGraceMs,
      reserveShare: priority === "backfill" ? options.liveReserve : 0,
      maxShare: options.maxShare,
      windows,
    };
    // In a promise, so that a store that throws at once fails as any other.
    new Promise<RateStoreDecision>((resolve) => resolve(store.acquire(request))).then(
      (decision) => {
        const isAwaited = settle(() => onDecision(call, id, decision));
        if (!isAwaited && decision.granted) onUnused(id);
      },
      (reason: unknown) => settle(() => onFailure(call, reason)),
    );
  };

  const pump = (): void => {
    const first = lanes.first();
    if (first === undefined) {
      wake?.cancel();
      wake = undefined;
      return;
    }
    const { call } = first;
    const nowMs = call.clock.now();
    // A call that asked in an abandoned request never gets the store's response.
    if (asking !== undefined && nowMs < asking.untilMs) return;
    if (denial !== undefined && applies(denial, call) && nowMs < denial.lookAt) wakeAt(call, denial.lookAt);
    else ask(call, nowMs);
  };

  return {
    lanes,
    join(call) {
      const nowMs = call.clock.now();
      if (isGone && nowMs < goneUntil) {
        const error = onGone(call, undefined);
        if (error !== undefined) throw error;
        return { turn: Promise.resolve(), giveUp: () => undefined };
      }
      const known =
        denial !== undefined && applies(denial, call) && nowMs < denial.lookAt ? denial : undefined;
      if (known !== undefined && cannotWait(call, known)) throw rateRefusal(call, known, nowMs);
      if (known !== undefined) {
        informed.add(call);
        call.onWait(Math.max(0, known.atMs - nowMs));
      }
      const wait = lanes.join(call, {
        atMs: nowMs + storeTimeoutMs,
        onLeave: pump,
        onReturn: () => {
          const id = grants.get(call);
          grants.delete(call);
          if (id !== undefined) onUnused(id);
        },
        onOverdue: () => {
          pump();
          return Math.max(call.clock.now() + storeTimeoutMs, denial?.lookAt ?? 0);
        },
      });
      pump();
      return wait;
    },
    takeGrant(call) {
      const id = grants.get(call);
      grants.delete(call);
      return id;
    },
  };
}
