/**
 * Workers stop a call together with the request it belongs to: its timers never fire and its cleanup never runs. What it
 * holds (a turn, a place in the rate limit, a token that others wait for) would stay taken for ever. Every call is over at
 * its deadline, so one that is not counts as abandoned shortly after it. Milliseconds.
 */
const graceMs = 1_000;

/** How long after its time a timer that another request set counts as abandoned with that request. Milliseconds. */
export const TIMER_GRACE_MS = 100;

/** When a call with this deadline counts as abandoned, should it not be over by then. */
export function abandonedAt(deadlineAt: number): number {
  return deadlineAt + graceMs;
}
