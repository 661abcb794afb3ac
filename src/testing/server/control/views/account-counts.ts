import type { ServerState } from "../../../privy/account/server-state.js";

/** The counts of an account's content. */
export interface HeldCounts {
  /** How many requests have arrived. */
  readonly requests: number;
  /** How many of them the log still has. */
  readonly kept: number;
  readonly orders: number;
  /** Deleted ones excluded. */
  readonly contacts: number;
  readonly flowRuns: number;
  readonly engagements: number;
}

/** Counts the content of an account without copying it: every event has these numbers. */
export function countAccount({ log, orders, contacts, flows, attribution }: ServerState): HeldCounts {
  const { count, oldest } = log.position();
  return {
    requests: count,
    kept: count - oldest + 1,
    orders: orders.count(),
    contacts: contacts.liveCount(),
    flowRuns: flows.runCount(),
    engagements: attribution.engagements.length,
  };
}
