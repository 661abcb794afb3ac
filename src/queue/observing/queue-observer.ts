import type { DeadReason } from "../engine/stored-state.js";

/** What every event carries. No event holds a payload, a secret or a customer's value. */
export interface QueueEvent {
  readonly account: string;
}

/** The same of one order. Its id is a key, no personal value. */
export interface QueuedOrderEvent extends QueueEvent {
  readonly order_id: string;
}

/** Why nothing of an account goes out. */
export type HoldReason =
  /** By `pause`. */
  | "paused"
  /** The budget of the minute or the day is spent. */
  | "rate_limited"
  /** The token or the integration token is refused. */
  | "credentials"
  /** What answers is not Privy: the base URL is wrong for every order. */
  | "wrong_address"
  /** Privy fails, or cannot be reached. */
  | "unavailable"
  /** `work({ client })` knows no such account. */
  | "unknown_account"
  /** `work({ integrations })` knows no such name. */
  | "unknown_integration";

/** Why one order goes out later. */
export type PutOffReason = HoldReason | "linger" | "unreadable" | "stopped";

export interface HeldEvent extends QueueEvent {
  readonly reason: HoldReason;
  readonly untilMs: number;
  /** How many holds of this kind follow on each other; 1 is worth an alarm. */
  readonly inARow: number;
}

export interface PutOffEvent extends QueuedOrderEvent {
  readonly reason: PutOffReason;
  readonly scope: "order" | "account";
  readonly delayMs: number;
  readonly attempts: number;
}

export interface DeliveryStartEvent extends QueuedOrderEvent {
  /** One empty object per delivery, the same in its end: a key for a `WeakMap`. */
  readonly identity: object;
  /** How many states are merged into it. */
  readonly states: number;
  /** `traceparent` of the spans in which they were accepted. */
  readonly traces: readonly string[];
}

export interface DeliveryEndEvent extends DeliveryStartEvent {
  readonly result: "delivered" | "split" | "put_off" | "dead" | "lost_lease" | "aborted";
  /** `created`, `updated`, `indeterminate`, when the client says so. */
  readonly outcome?: string | undefined;
  readonly errorCode?: string | undefined;
  readonly durationMs: number;
  /** How long its oldest state has waited. Milliseconds. */
  readonly ageMs: number;
}

/** A state became a dead letter. */
export interface DeadEvent extends QueuedOrderEvent {
  /** Why it is not delivered. */
  readonly reason: DeadReason;
  /** The fields that were refused, without their values. */
  readonly fields: readonly string[];
}

/** States were dropped, because a newer version had been delivered. */
export interface StaleEvent extends QueuedOrderEvent {
  /** How many states were dropped. */
  readonly states: number;
}

/** An order changed hands, because its worker did not respond in time. */
export interface TakeoverEvent extends QueuedOrderEvent {
  /** `taken`: an order was taken whose last worker died. `lost`: the lease of an own order ran out. */
  readonly side: "taken" | "lost";
}

/** The engine failed at something that a worker asked of it. */
export interface EngineErrorEvent {
  /** The engine's name: `sqlite`. */
  readonly engine: string;
  /** What was asked: `take`, `renew`, `settle`, `housekeeping`. */
  readonly operation: string;
  /** Not for a log as it is: the error of a foreign engine may quote a row. */
  readonly error: unknown;
}

/**
 * Sees what a queue does. Every method is optional and called synchronously; one that throws, or returns a promise that
 * rejects, changes nothing.
 */
export interface QueueObserver {
  /** A delivery begins: one request, or one for each state if Privy refuses them merged. */
  onDeliveryStart?(event: DeliveryStartEvent): void;
  /**
   * Begins a delivery by calling `run`, at once: for example within the context of its span, so that the spans of its request
   * stand below it. Whatever this does, the delivery runs, and once.
   */
  aroundDelivery?(event: DeliveryStartEvent, run: () => void): void;
  /** A delivery is over, whatever came of it. */
  onDeliveryEnd?(event: DeliveryEndEvent): void;
  /** An order goes out later. */
  onPutOff?(event: PutOffEvent): void;
  /** An account is held. */
  onHeld?(event: HeldEvent): void;
  /** An account goes on after a hold. */
  onReleased?(event: QueueEvent): void;
  /** A state needs a person: it is a dead letter now. */
  onDead?(event: DeadEvent): void;
  /** States were dropped, because a newer version has arrived. */
  onStale?(event: StaleEvent): void;
  /** Consent was left out of a late order. */
  onConsentDropped?(event: QueuedOrderEvent): void;
  /** An order changed hands. */
  onTakeover?(event: TakeoverEvent): void;
  /** The engine failed; the worker goes on after a pause. */
  onEngineError?(event: EngineErrorEvent): void;
}

/** The events of one `enqueue` share an identity. */
export interface EnqueueEvent extends QueuedOrderEvent {
  /** One empty object per `enqueue`, the same in both of its events: a key for a `WeakMap`. */
  readonly identity: object;
}

/** What became of an `enqueue`. */
export interface EnqueuedEvent extends EnqueueEvent {
  /** `stale`: a newer version had been delivered, so it was not kept. `failed`: `enqueue` rejects. */
  readonly result: "accepted" | "stale" | "failed";
  /** The `code` of the error that `enqueue` rejects with; `_OTHER` for one of another package. */
  readonly errorCode?: string | undefined;
  /** From the check of the order to the engine's response. Milliseconds. */
  readonly durationMs: number;
}

/** Sees what is put into a queue. */
export interface EnqueueObserver {
  /** An order is about to be kept; runs in the caller's own turn. Returns the `traceparent` to keep with it. */
  onEnqueue?(event: EnqueueEvent): string | undefined;
  /** It is over: the order is kept, or it is not. */
  onEnqueued?(event: EnqueuedEvent): void;
}
