import type { RateLimitWindow } from "../../../errors/rate-limit-error.js";
import type { WindowReport, WindowRule } from "../window-state.js";

/** What a process asks a rate store for: one request of the account. */
export interface RateStoreRequest {
  /** Names the place; unique among all processes. Asked for again, it is granted again without taking a second place. */
  readonly id: string;
  /** After this time the place counts as lost, should it not have been released: a process that was killed gives it back. Milliseconds. */
  readonly leaseMs: number;
  /** What must be left over of every window at its beginning, from 0 to 1 of its limit. */
  readonly reserveShare: number;
  /** How much of every window may be used at most, from 0 to 1 of its limit. Default 1. */
  readonly maxShare?: number | undefined;
  /** The windows of the account. One that calls do not wait for, such as the day, comes first. */
  readonly windows: readonly WindowRule[];
}

/** Whether the request may go, and otherwise when. Milliseconds from now. */
export type RateStoreDecision =
  | { readonly granted: true }
  | {
      readonly granted: false;
      /** When it may go at the latest. */
      readonly inMs: number;
      /** The window that is used up; `shut`: a 429 asked for a pause; `unknown`: the first response is still awaited. */
      readonly reason: RateLimitWindow | "shut" | "unknown";
      /** When it makes sense to ask again. Default: `inMs`. */
      readonly lookInMs?: number | undefined;
      /** Whether a response that is under way may open it earlier. Default false. */
      readonly pending?: boolean | undefined;
    };

/** What became of a request. */
export interface RateStoreReport {
  /** The windows of the account, each with what the response said about it, if it did. `inMs`: until its end, by the response's own clock. */
  readonly windows: readonly (WindowRule &
    Partial<Pick<WindowReport, "limit" | "remaining">> & { readonly inMs?: number | undefined })[];
  /** The pause that a 429 asks for; 0 when it names none. Absent when the response was no 429. */
  readonly shutMs?: number | undefined;
  /** `answered`: a response arrived. `lost`: none did, but the request may have been counted. `unused`: nothing was sent. */
  readonly fate: "answered" | "lost" | "unused";
}

/**
 * The shared state of one account's rate limit across processes. Each method is one atomic step, by the store's own
 * clock, independent of the machines' clocks.
 */
export interface RateStore {
  /** Takes a place, or returns how long to wait for one, in one atomic step. */
  acquire(request: RateStoreRequest): Promise<RateStoreDecision>;
  /** Releases a place with what the response's headers reported, in one atomic step. */
  release(id: string, report: RateStoreReport): Promise<void>;
}
