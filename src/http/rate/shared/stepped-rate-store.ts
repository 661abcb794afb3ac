import type { RateStore } from "./rate-store.js";
import { EMPTY_RATE_STATE, type SharedRateState, stepAcquire, stepRelease } from "./shared-rate-state.js";

/** Where a stepped store keeps an account's state. */
export interface RateStateKeeper {
  /**
   * Reads the state, changes it and keeps what `change` gives, all in one transaction.
   *
   * @param change is given the state, if there is one, and the time by the store's clock in milliseconds
   */
  update<Result>(
    change: (
      state: SharedRateState | undefined,
      nowMs: number,
    ) => { readonly state: SharedRateState; readonly result: Result },
  ): Promise<Result> | Result;
}

/** A rate store over anything that can keep one JSON value and change it in a transaction: memory, SQLite, a Durable Object. */
export function steppedRateStore(keeper: RateStateKeeper): RateStore {
  return {
    acquire: async (request) =>
      keeper.update((before = EMPTY_RATE_STATE, nowMs) => {
        const { state, decision } = stepAcquire(before, request, nowMs);
        return { state, result: decision };
      }),
    release: async (id, report) =>
      keeper.update((before = EMPTY_RATE_STATE, nowMs) => ({
        state: stepRelease(before, id, report, nowMs),
        result: undefined,
      })),
  };
}
