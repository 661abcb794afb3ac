import { isPrivyOrdersError } from "../../errors/is-privy-orders-error.js";
import type { HookOutcome } from "../delivery/hook-outcome.js";
import type { HookSettledEvent, WebhookObserver } from "../webhook-observer.js";
import type { WebhookEvent, WebhookSource } from "../webhook-source.js";

/** A webhook's outcome, with its event as far as it was read. */
export interface Settled {
  readonly outcome: HookOutcome;
  readonly event?: WebhookEvent | undefined;
}

export interface SettledHook extends Settled {
  readonly source: Pick<WebhookSource, "platform" | "rules">;
  readonly status: number;
  readonly durationMs: number;
}

function nameOf(outcome: HookOutcome, { rules }: Pick<WebhookSource, "rules">): HookSettledEvent["outcome"] {
  if (outcome.kind !== "undelivered") return outcome.kind;
  if (outcome.handedOver) return "handed_over";
  return rules.repeatsForMs === 0 ? "lost" : "undelivered";
}

/** Reports a webhook's outcome to an observer, whose errors cannot change the response. */
export function notifyObserver(
  observer: WebhookObserver | undefined,
  { outcome, event, source, status, durationMs }: SettledHook,
): void {
  if (observer === undefined) return;
  const error = "error" in outcome ? outcome.error : undefined;
  const settled: HookSettledEvent = {
    ...event,
    platform: source.platform,
    outcome: nameOf(outcome, source),
    ...(outcome.kind === "skipped" ? { reason: outcome.reason } : {}),
    status,
    durationMs,
    ...(error === undefined ? {} : { errorCode: isPrivyOrdersError(error) ? error.code : "unknown" }),
  };
  try {
    const returned: unknown = observer.onHookSettled?.(settled);
    if (typeof returned === "object" && returned !== null && "then" in returned)
      Promise.resolve(returned).catch(() => undefined);
  } catch {
    // An observer's error has no effect.
  }
}
