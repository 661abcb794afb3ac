import type { DeadReason } from "../engine/stored-state.js";

/** The members of every event. No event has a payload, a secret or a customer's value. */
export interface QueueEvent {
  readonly account: string;
}

/** The members of an event about one order, whose id is a key and not a personal value. */
export interface QueuedOrderEvent extends QueueEvent {
  readonly order_id: string;
}

/** Why an account is held. */
export type HoldReason =
  /** `pause` was called. */
  | "paused"
  /** The budget of the minute or the day is used up. */
  | "rate_limited"
  /** The token or the integration token is refused. */
  | "credentials"
  /** The server is not Privy: the base URL is wrong for every order. */
  | "wrong_address"
  /** Privy fails, or cannot be reached. */
  | "unavailable"
  /** `work({ client })` has no client for the account, or its function failed. */
  | "unknown_account"
  /** `work({ integrations })` has no token for the name, or an empty one. */
  | "unknown_integration";

/** Why one order is sent later. */
export type PutOffReason = HoldReason | "linger" | "unreadable" | "stopped";

export interface HeldEvent extends QueueEvent {
  readonly reason: HoldReason;
  readonly untilMs: number;
  /** The number of this hold among consecutive ones of its kind; 1 is worth an alarm. */
  readonly inARow: number;
}

export interface PutOffEvent extends QueuedOrderEvent {
  readonly reason: PutOffReason;
  readonly scope: "order" | "account";
  readonly delayMs: number;
  readonly attempts: number;
}

export interface DeliveryStartEvent extends QueuedOrderEvent {
  /** An empty object per delivery, the same at its start and end: a key for a `WeakMap`. */
  readonly identity: object;
  /** How many states are merged into it. */
  readonly states: number;
  /** The `traceparent`s of the spans in which they were accepted. */
  readonly traces: readonly string[];
}

export interface DeliveryEndEvent extends DeliveryStartEvent {
  readonly result: "delivered" | "split" | "put_off" | "dead" | "lost_lease" | "aborted";
  /** `created`, `updated` or `indeterminate`, if the client returns it. */
  readonly outcome?: string | undefined;
  readonly errorCode?: string | undefined;
  readonly durationMs: number;
  /** How long its oldest state has waited, in milliseconds. */
  readonly ageMs: number;
}

/** A state became a dead letter. */
export interface DeadEvent extends QueuedOrderEvent {
  /** Why it is not delivered. */
  readonly reason: DeadReason;
  /** The fields that were refused, without their values. */
  readonly fields: readonly string[];
}

/** States were dropped, because a newer version was delivered before. */
export interface StaleEvent extends QueuedOrderEvent {
  /** How many states were dropped. */
  readonly states: number;
}

/** An order moved to another worker, because its lease ran out. */
export interface TakeoverEvent extends QueuedOrderEvent {
  /** `taken`: this worker took an abandoned order. `lost`: the lease of this worker's own order ran out. */
  readonly side: "taken" | "lost";
}

/** An operation of the engine failed, or the function of `work({ client })`. */
export interface EngineErrorEvent {
  /** The engine's name: `sqlite`. */
  readonly engine: string;
  /** The operation: `take`, `renew`, `settle`, `housekeeping`; `client` when the function of `work({ client })` failed. */
  readonly operation: string;
  /** Do not log it: the error of another engine may quote a row. */
  readonly error: unknown;
}

/**
 * Observes a queue. Every method is optional and called synchronously; one that throws, or returns a promise that
 * rejects, has no effect.
 */
export interface QueueObserver {
  /** A delivery begins: one request, or one for each state if Privy refuses them merged. */
  onDeliveryStart?(event: DeliveryStartEvent): void;
  /**
   * Starts a delivery by calling `run` at once, for example within the context of its span, so that the spans of its
   * request are its children. The delivery runs exactly once in any case.
   */
  aroundDelivery?(event: DeliveryStartEvent, run: () => void): void;
  /** A delivery has ended, with any result. */
  onDeliveryEnd?(event: DeliveryEndEvent): void;
  /** An order is sent later. */
  onPutOff?(event: PutOffEvent): void;
  /** An account is held. */
  onHeld?(event: HeldEvent): void;
  /** An account continues after a hold. */
  onReleased?(event: QueueEvent): void;
  /** A state became a dead letter. */
  onDead?(event: DeadEvent): void;
  /** States were dropped, because a newer version was delivered. */
  onStale?(event: StaleEvent): void;
  /** A consent was left out of a late order. */
  onConsentDropped?(event: QueuedOrderEvent): void;
  /** An order moved to another worker. */
  onTakeover?(event: TakeoverEvent): void;
  /** The engine failed; the worker continues after a pause. */
  onEngineError?(event: EngineErrorEvent): void;
}

/** The events of one `enqueue` share an identity. */
export interface EnqueueEvent extends QueuedOrderEvent {
  /** An empty object per `enqueue`, the same in both of its events: a key for a `WeakMap`. */
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
  /** `enqueue` has ended: the order is stored, or it is not. */
  onEnqueued?(event: EnqueuedEvent): void;
}
