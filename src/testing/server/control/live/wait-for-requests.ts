import { compileQuery } from "../../../../query/match-query.js";
import { requestSubject } from "../../../../query/request-subject.js";
import type { RequestSummary } from "../../../../query/request-summary.js";
import { type Duration, parseDuration } from "../../../kit/clock/duration.js";
import type { ControlContext } from "../control-context.js";
import { ControlError } from "../routing/control-error.js";
import { readInteger } from "../routing/parameters.js";
import type { ControlCall } from "../routing/route.js";

/** The longest that a wait is held. */
export const longestWaitMs = 60_000;

const mostNearMisses = 5;

/** The requests that arrived, and the log's position then. */
export interface WaitResult {
  readonly data: readonly RequestSummary[];
  readonly position: number;
}

function readTimeout(query: URLSearchParams): number {
  const text = query.get("timeout") ?? "10s";
  try {
    // The parser checks any value at run time.
    const milliseconds = parseDuration((/^\d+$/.test(text) ? Number(text) : text) as Duration);
    if (milliseconds <= longestWaitMs) return milliseconds;
  } catch {
    // Reported below.
  }
  throw ControlError.badField("timeout", 'must be a duration of at most 60 s, such as "10s" or "500ms"');
}

/**
 * Waits until enough requests after a position fit a query.
 *
 * @throws ControlError 404 `not_in_time` with the requests that arrived and do not fit
 */
export function waitForRequests(call: ControlCall, context: ControlContext): Promise<WaitResult> {
  const { query, signal } = call;
  const fits = compileQuery(query.get("q") ?? "");
  const count = readInteger(query, "count", { least: 1, most: 1_000_000, otherwise: 1 });
  const timeoutMs = readTimeout(query);
  let after = readInteger(query, "after", { most: 1_000_000_000, otherwise: 0 });
  const { hook, privy, summaryOf } = context;
  let found: RequestSummary[] = [];
  let misses: RequestSummary[] = [];
  let { era } = hook.state().log.position();

  function look(): boolean {
    const { log } = hook.state();
    const position = log.position();
    // The account was reset or restored: its positions are others, and what a snapshot brought back did not arrive.
    if (position.era !== era) {
      [era, after] = [position.era, position.eraStart];
      [found, misses] = [[], []];
    }
    for (const entry of log.range(after + 1, position.count)) {
      after = entry.position;
      const summary = summaryOf(entry);
      if (fits(requestSubject(summary))) found.push(summary);
      else misses = [...misses, summary].slice(-mostNearMisses);
      if (found.length >= count) return true;
    }
    after = Math.max(after, position.count);
    return false;
  }

  if (look()) return Promise.resolve({ data: found, position: after });
  const leave = context.places.take();
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      unsubscribe();
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      leave();
      settle();
    };
    const unsubscribe = privy.subscribe((event) => {
      if (event.type !== "request" && event.type !== "account") return;
      if (look()) end(() => resolve({ data: found, position: after }));
    });
    const timer = setTimeout(() => {
      const message = `${found.length} of ${count} such requests arrived in time`;
      end(() =>
        reject(new ControlError(404, "not_in_time", message, { nearMisses: misses, found, position: after })),
      );
    }, timeoutMs);
    const onAbort = (): void =>
      end(() => reject(new ControlError(404, "not_in_time", "The caller closed the connection")));
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
