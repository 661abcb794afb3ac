import { formatPath } from "../../errors/invalid-input-error.js";
import { isPrivyOrdersError } from "../../errors/is-privy-orders-error.js";
import { hasErrorBrand } from "../../errors/privy-orders-error.js";
import { judgeFailure } from "../../import/run/import-verdict.js";
import { QUEUE_DEFAULTS } from "../queue-options.js";
import type { DeliveryResult, DeliverySituation, DeliveryVerdict } from "./delivery-verdict.js";
import { failureWithin } from "./failure-within.js";

/** How many workers may end with an order before the order counts as the cause. */
const mostCrashes = 5;
/** How many failures in a row, across orders, count as an outage. */
const mostFailures = 5;
const longestRetryMs = 15 * 60_000;
const longestOutageHoldMs = 5 * 60_000;
const firstHoldMs = 5 * 60_000;
const longestHoldMs = 60 * 60_000;
/** The pause after a refusal that names no time. */
const leastHoldMs = 1_000;
/** The longest hold by a response. */
const longestServerHoldMs = 25 * 3_600_000;

function errorOf(result: unknown): unknown {
  if (result instanceof Error || hasErrorBrand(result)) return result;
  if (typeof result !== "object" || result === null) return undefined;
  if ("ok" in result) return failureWithin(result);
  return Reflect.get(result, "error") ?? undefined;
}

function deadOf(error: unknown): Extract<DeliveryVerdict, { kind: "dead" }> {
  if (!isPrivyOrdersError(error)) return { kind: "dead", reason: "rejected", fields: [] };
  const status = error.status === undefined ? {} : { status: error.status };
  if (error.code === "invalid_input") {
    const fields = [...new Set(error.issues.map(({ path }) => formatPath(path)))];
    return { kind: "dead", reason: "invalid_input", code: error.issues[0]?.code ?? error.code, fields };
  }
  if (error.code === "rejected") {
    const fields = [...new Set(error.details.map(({ field }) => field))];
    return { kind: "dead", reason: "rejected", code: error.serverCode ?? error.code, fields, ...status };
  }
  const reason = error.code === "not_found" ? "not_found" : "rejected";
  return { kind: "dead", reason, code: error.code, fields: [], ...status };
}

/** Full jitter, from 1 s, doubling to 15 min. */
function backoffOf({ attempts = 0, random = Math.random }: DeliverySituation): number {
  const most = Math.min(longestRetryMs, 1_000 * 2 ** Math.min(attempts, 30));
  return Math.max(1, Math.round(random() * most));
}

const growing = (inARow: number, firstMs: number, longestMs: number): number =>
  Math.min(longestMs, firstMs * 2 ** Math.min(inARow, 30));

const hold = (
  reason: "rate_limited" | "credentials" | "wrong_address",
  delayMs: number,
): DeliveryVerdict => ({
  kind: "retry",
  scope: "account",
  reason,
  delayMs,
  countsAttempt: reason === "wrong_address",
});

function untilOf(until: Date, { nowMs = Date.now() }: DeliverySituation): number {
  const delayMs = until.getTime() - nowMs;
  return Number.isNaN(delayMs) ? leastHoldMs : Math.min(Math.max(leastHoldMs, delayMs), longestServerHoldMs);
}

function outage(until: Date | undefined, situation: DeliverySituation): DeliveryVerdict {
  const { failuresInARow = 0 } = situation;
  const askedMs = until === undefined ? 0 : untilOf(until, situation);
  const inARow = failuresInARow + 1 - mostFailures;
  if (inARow < 0) {
    const delayMs = Math.max(askedMs, backoffOf(situation));
    return { kind: "retry", scope: "order", reason: "unavailable", delayMs, countsAttempt: true };
  }
  const delayMs = Math.max(askedMs, growing(inARow, 5_000, longestOutageHoldMs));
  return { kind: "retry", scope: "account", reason: "unavailable", delayMs, countsAttempt: true };
}

/**
 * Checks an order before it is sent: whether it is too old, or ends its workers. Returns undefined when it can be sent.
 */
export function judgeWaiting({
  crashes = 0,
  ageMs = 0,
  late,
}: DeliverySituation): Extract<DeliveryVerdict, { kind: "dead" }> | undefined {
  if (crashes >= mostCrashes) return { kind: "dead", reason: "crashed_worker", fields: [] };
  const { afterMs, do: action } = late ?? { afterMs: QUEUE_DEFAULTS.lateAfterMs, do: "dead" };
  if (ageMs > afterMs && action === "dead") return { kind: "dead", reason: "too_late", fields: [] };
  return undefined;
}

/**
 * Decides what to do after a delivery to Privy. A pure function: time and randomness are arguments. For this package's
 * engines and for your own queues.
 *
 * | the delivery ended with | verdict |
 * |---|---|
 * | 200, 201 | done |
 * | 429, a spent day | retry, the whole account, at that time; no attempt counted |
 * | 401, 403, a refused integration token | retry, the whole account, after 5 minutes growing to an hour; never dead |
 * | no connection, a timeout, 5xx, a broken response | retry, this order, full jitter from 1 s to 15 min; after five in
 * a row the account |
 * | 422 or `InvalidInputError` of several merged states | split |
 * | the same of one state | dead, with code and field names |
 * | 404, a foreign page | retry, the whole account: the base URL is wrong for every order |
 * | a failure that is the order's own, of one that is too old or killed five workers | dead |
 *
 * @param result what `orders.upsert` resolved to or threw, bare or as `{ ok, result }` or `{ ok, error }`; or what
 *   `sendToAll` resolved to, where the failure that may pass counts before one that is the order's own
 */
export function judgeDelivery(result: unknown, situation: DeliverySituation = {}): DeliveryVerdict {
  const error = errorOf(result);
  if (error === undefined) return { kind: "done" };
  const verdict = judgeError(error, situation);
  // A held account is not the fault of the order: a revoked token makes no dead letter, however long that takes.
  const isOfAccount = verdict.kind === "retry" && verdict.scope === "account";
  return (isOfAccount ? undefined : judgeWaiting(situation)) ?? verdict;
}

function judgeError(error: unknown, situation: DeliverySituation): DeliveryVerdict {
  // An error from outside this package is treated as an outage: the order is tried again.
  if (!isPrivyOrdersError(error)) return outage(undefined, situation);
  const verdict = judgeFailure(error);
  const { states = 1, holdsInARow = 0 } = situation;
  switch (verdict.kind) {
    case "day":
    case "wait":
      return hold("rate_limited", untilOf(verdict.until, situation));
    case "outage":
      return outage(verdict.until, situation);
    case "stop": {
      if (error.code === "not_found" && situation.othersDelivered === true) return deadOf(error);
      const isRefused = verdict.reason === "credentials" || verdict.reason === "integration_token";
      const delayMs = growing(holdsInARow, firstHoldMs, longestHoldMs);
      return hold(isRefused ? "credentials" : "wrong_address", delayMs);
    }
    case "record":
      return states > 1 ? { kind: "split" } : deadOf(error);
  }
}

/** Converts a delivery's result into the form that `judgeDelivery` expects. A result with `ok: false` is a failure. */
export async function settledDelivery(delivery: Promise<unknown>): Promise<DeliveryResult> {
  try {
    const result = await delivery;
    const error = failureWithin(result);
    return error === undefined ? { ok: true, result } : { ok: false, error };
  } catch (error) {
    return {
      ok: false,
      error: isReadable(error) ? error : new Error("The delivery failed with an error that cannot be read."),
    };
  }
}

/** Returns whether the members of an error can be looked at: those of a revoked proxy throw. */
function isReadable(error: unknown): boolean {
  try {
    errorOf(error);
    Reflect.get(Object(error), "code");
    return true;
  } catch {
    return false;
  }
}
