import type { Priority } from "../../http/call-options.js";
import type { OrderPayload } from "../../schemas/order/order.js";

/** How a dead letter goes out again: as what it was, or as a past order that starts no flow. */
export type ReplayAs = "live" | "past";

/** One state of one order, as a queue keeps it: version 1 of the payload. It holds no secret, only the secrets' names. */
export interface QueuedState {
  /** The queue's own name for this state. */
  readonly id: string;
  /** The name of the account that it goes to. */
  readonly account: string;
  /** The name of the integration that it belongs to; absent for the client's own. */
  readonly integration?: string | undefined;
  /** When it was accepted. Milliseconds since 1970. */
  readonly at: number;
  /** When the state is of, or its number; absent when the states of the order go by arrival. */
  readonly version?: number | undefined;
  readonly priority: Priority;
  /** `traceparent` of the span in which it was accepted. */
  readonly trace?: string | undefined;
  /** When a dead letter was sent on its way again; its age counts from then. Milliseconds since 1970. */
  readonly replayedAt?: number | undefined;
  /** The order, as `parseOrder` gives it. */
  readonly order: OrderPayload;
}
