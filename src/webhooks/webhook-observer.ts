import type { SkipReason, WebhookEvent } from "./webhook-source.js";

/** A webhook that got its response. It has no header, no body and no customer's value. */
export interface HookSettledEvent extends Partial<WebhookEvent> {
  /** The platform's name. */
  readonly platform: string;
  /**
   * `lost`: the order was neither delivered nor handed over, and the platform does not repeat the webhook.
   * `undelivered`: it was not delivered now, and the platform repeats the webhook. `handed_over`: `onUndelivered` has
   * it.
   */
  readonly outcome:
    | "greeted"
    | "refused"
    | "skipped"
    | "delivered"
    | "rejected"
    | "handed_over"
    | "undelivered"
    | "lost";
  /** Why it was skipped. */
  readonly reason?: SkipReason | undefined;
  /** The status of the response; 0 for an event that came without HTTP. */
  readonly status: number;
  /** The time from the request's arrival to the end of the delivery, in milliseconds. */
  readonly durationMs: number;
  /** The `code` of the error, for example `server_error`; `unknown` for an error that is not from this package. */
  readonly errorCode?: string | undefined;
}

/** Observes the webhooks of a handler. Errors of its functions have no effect. */
export interface WebhookObserver {
  /** Called once for each request, except health checks. */
  onHookSettled?(event: HookSettledEvent): unknown;
}
