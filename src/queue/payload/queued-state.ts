import type { Priority } from "../../http/call-options.js";
import type { OrderPayload } from "../../schemas/order/order.js";

/** How a dead letter is sent again: unchanged, or as a past order that starts no flow. */
export type ReplayAs = "live" | "past";

/** One state of one order, as a queue stores it: version 1 of the payload. It has no secrets, only their names. */
export interface QueuedState {
  /** The queue's own id of this state. */
  readonly id: string;
  /** The name of the account that it goes to. */
  readonly account: string;
  /** The name of the integration that it belongs to; absent for the client's own. */
  readonly integration?: string | undefined;
  /** When it was accepted, in milliseconds since 1970. */
  readonly at: number;
  /** How new the state is; absent when the order's states are ordered by arrival. */
  readonly version?: number | undefined;
  readonly priority: Priority;
  /** `traceparent` of the span in which it was accepted. */
  readonly trace?: string | undefined;
  /** When a dead letter was put back, in milliseconds since 1970; its age counts from then. */
  readonly replayedAt?: number | undefined;
  /** The order, as `parseOrder` returns it. */
  readonly order: OrderPayload;
}
