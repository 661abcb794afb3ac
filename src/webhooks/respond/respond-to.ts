import { isPrivyOrdersError } from "../../errors/is-privy-orders-error.js";
import type { HookOutcome, RefusalStatus } from "../delivery/hook-outcome.js";
import { webhookDefaults } from "../webhook-defaults.js";
import type { PlatformRules } from "./platform-rules.js";

/** Returns the response to a webhook, by its outcome and the platform's reaction to a failure. */
export function respondTo(outcome: HookOutcome, rules: PlatformRules): Response {
  switch (outcome.kind) {
    case "refused":
      return refuse(outcome.status);
    case "undelivered":
      // A platform that never repeats gains nothing from a failure; WooCommerce would even disable the webhook.
      return outcome.handedOver || rules.repeatsForMs === 0 ? succeed(rules) : askAgain(outcome.error);
    default:
      return succeed(rules);
  }
}

/** Returns a success in the form that the platform expects. */
export function succeed({ acknowledgement }: PlatformRules): Response {
  const type = acknowledgement === undefined ? "text/plain" : "application/json";
  return new Response(acknowledgement ?? "ok", { status: 200, headers: { "Content-Type": type } });
}

const reasons = {
  400: "the connection ended before the request did",
  401: "bad signature",
  405: "send a POST",
  408: "the body took too long",
  413: "the body is too large",
  415: "send JSON",
  503: "the signature cannot be checked now",
} as const satisfies Readonly<Record<RefusalStatus, string>>;

function refuse(status: RefusalStatus): Response {
  const headers = new Headers({ "Content-Type": "text/plain" });
  if (status === 503) headers.set("Retry-After", String(webhookDefaults.retryAfterSeconds));
  if (status === 405) headers.set("Allow", "GET, HEAD, POST");
  return new Response(reasons[status], { status, headers });
}

function askAgain(error: unknown): Response {
  const known = isPrivyOrdersError(error) ? error.retryAfterMs : undefined;
  const seconds =
    known === undefined ? webhookDefaults.retryAfterSeconds : Math.max(1, Math.ceil(known / 1000));
  return new Response("not delivered now; send it again", {
    status: 503,
    headers: { "Content-Type": "text/plain", "Retry-After": String(seconds) },
  });
}
