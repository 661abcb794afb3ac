import type { Clock } from "../../http/clock.js";
import type { HookOutcome, RefusalStatus } from "../delivery/hook-outcome.js";
import { withinTime } from "../delivery/within-time.js";
import type { IncomingHook, WebhookSource } from "../webhook-source.js";
import { type HookBody, readHookBody } from "./read-hook-body.js";

export interface ReceiveHookOptions {
  readonly source: WebhookSource;
  readonly clock: Clock;
  readonly maxBodyBytes: number;
  /** How long the body may take to arrive, in milliseconds. */
  readonly timeoutMs: number;
}

/** A signed webhook, or the outcome of any other request. */
export type ReceivedHook = { readonly hook: IncomingHook } | { readonly outcome: HookOutcome };

const refused = (status: RefusalStatus): ReceivedHook => ({ outcome: { kind: "refused", status } });

/**
 * `application/json`, `application/vnd.api+json`, and the form of WooCommerce's first request; a request may also name
 * none.
 */
const readableType = /^(?:application\/(?:[\w.-]+\+)?json|application\/x-www-form-urlencoded)\s*(?:;|$)/i;

/** Reads a request and checks its signature. The content of an unsigned request is not read. */
export async function receiveHook(request: Request, options: ReceiveHookOptions): Promise<ReceivedHook> {
  const { source, clock, maxBodyBytes, timeoutMs } = options;
  const { headers, method } = request;
  if (method !== "POST") return refused(405);
  const encoding = headers.get("Content-Encoding") ?? "identity";
  if (encoding !== "identity" || !readableType.test(headers.get("Content-Type") ?? "application/json"))
    return refused(415);
  let read: HookBody;
  try {
    read = await withinTime({ clock, timeoutMs, what: "The body" }, (signal) =>
      readHookBody(request, maxBodyBytes, signal),
    );
  } catch {
    return refused(408);
  }
  if (!read.ok) return refused(read.reason === "too_large" ? 413 : 400);
  const hook: IncomingHook = { headers, body: read.body };
  if (source.isGreeting?.(hook) === true) return { outcome: { kind: "greeted" } };
  try {
    return (await source.verify(hook, clock.now())) ? { hook } : refused(401);
  } catch {
    // The signature cannot be checked now, for example because the platform's keys cannot be fetched.
    return refused(503);
  }
}
