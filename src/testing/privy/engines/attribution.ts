import type { Clock } from "../../../http/clock.js";
import { completeEngineDecisions, type EngineDecisions } from "../decisions/engine-decisions.js";
import type { FakeContact, FakeOrder } from "../model.js";
import { comparableEmail, createEngagement, type Engagement, type EngagementInput } from "./engagement.js";

/**
 * The revenue of an order, credited to a message.
 *
 * @see https://help.privy.com/docs (attribution)
 */
export interface Attribution {
  /** The order. */
  readonly orderId: string;
  /** By which channel the message went. */
  readonly channel: "email" | "sms";
  /** The message's name. */
  readonly message: string;
  /** What the contact did. */
  readonly kind: "open" | "click";
  /** ISO 8601, UTC. */
  readonly engagedAt: string;
  /** The order's total, a decimal string. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** What attribution needs from the fake. */
export interface AttributionContext {
  readonly clock: Clock;
  /**
   * The readings of what the documentation leaves open; attribution uses `attributionWindowEnd` and `attributionMatch`.
   */
  readonly decisions?: Partial<EngineDecisions> | undefined;
}

/** Records which contact opened or clicked which message, and returns the message that an order is credited to. */
export interface AttributionEngine {
  /** All engagements, in the order in which they were recorded. */
  readonly engagements: readonly Engagement[];
  /**
   * Records that a contact opened or clicked a message.
   *
   * @throws FakeUsageError when the contact, message, channel, kind or time is missing or wrong
   */
  record(input: EngagementInput): Engagement;
  /**
   * Returns what an order is credited to: for each channel the last message that was opened or clicked in the 7 days
   * before it, both ends included. Computed at each call from the engagements so far. The caller leaves out
   * `initial_sync` orders, which are never credited.
   *
   * @see https://help.privy.com/docs (attribution)
   */
  attribute(order: FakeOrder, contact: FakeContact): readonly Attribution[];
  /** Plain data. */
  snapshot(): readonly Engagement[];
  /** Replaces everything by a snapshot. */
  restore(snapshot: readonly Engagement[]): void;
}

/** How long after an engagement an order is still credited to it, in milliseconds: 7 days. */
const windowMs = 7 * 86_400_000;
const channels = ["email", "sms"] as const;

/** Returns a key for each way to recognise a contact; the prefixes separate an id from an address with the same text. */
function keysOf(who: {
  readonly contactId?: string | undefined;
  readonly email?: string | null | undefined;
  readonly phone_number?: string | null | undefined;
}): string[] {
  const keys: string[] = [];
  if (who.contactId !== undefined) keys.push(`id:${who.contactId}`);
  if (who.email) keys.push(`email:${comparableEmail(who.email)}`);
  if (who.phone_number) keys.push(`phone:${who.phone_number}`);
  return keys;
}

/** An engagement stored under one of its contact's keys. */
interface RecordedEngagement {
  readonly engagement: Engagement;
  readonly atMs: number;
  readonly sequence: number;
}

/** Creates the engine that simulates Privy's campaign-revenue attribution. */
export function createAttributionEngine(context: AttributionContext): AttributionEngine {
  const { attributionWindowEnd, attributionMatch } = completeEngineDecisions(context.decisions);
  const byKey = new Map<string, RecordedEngagement[]>();
  let engagements: Engagement[] = [];
  let view: readonly Engagement[] | undefined;

  function keep(engagement: Engagement): void {
    view = undefined;
    const recorded = { engagement, atMs: Date.parse(engagement.at), sequence: engagements.push(engagement) };
    for (const key of keysOf(engagement)) {
      const others = byKey.get(key);
      if (others === undefined) byKey.set(key, [recorded]);
      else others.push(recorded);
    }
  }

  function lastBefore(keys: ReadonlySet<string>, channel: string, endMs: number): Engagement | undefined {
    let last: RecordedEngagement | undefined;
    for (const key of keys) {
      for (const one of byKey.get(key) ?? []) {
        if (one.engagement.channel !== channel) continue;
        if (one.atMs > endMs || one.atMs < endMs - windowMs) continue;
        const isLater =
          last === undefined ||
          one.atMs > last.atMs ||
          (one.atMs === last.atMs && one.sequence > last.sequence);
        if (isLater) last = one;
      }
    }
    return last?.engagement;
  }

  function read(): readonly Engagement[] {
    view ??= Object.freeze([...engagements]);
    return view;
  }

  return {
    get engagements() {
      return read();
    },
    record(input) {
      const engagement = createEngagement(input, context.clock.now());
      keep(engagement);
      return engagement;
    },
    attribute(order, contact) {
      const endMs = Date.parse(attributionWindowEnd === "arrival" ? order.created_at : order.placed_at);
      const keys = new Set(
        keysOf({ contactId: contact.id, email: contact.email, phone_number: contact.phone_number }),
      );
      if (attributionMatch === "order_and_contact") {
        for (const key of keysOf({ email: order.email, phone_number: order.phone })) keys.add(key);
      }
      const attributions: Attribution[] = [];
      for (const channel of channels) {
        const engagement = lastBefore(keys, channel, endMs);
        if (engagement === undefined) continue;
        attributions.push(
          Object.freeze({
            orderId: order.order_id,
            channel,
            message: engagement.message,
            kind: engagement.kind,
            engagedAt: engagement.at,
            amount: order.total_amount,
            currency: order.currency_code,
          }),
        );
      }
      return Object.freeze(attributions);
    },
    snapshot: read,
    restore(snapshot) {
      engagements = [];
      byKey.clear();
      for (const engagement of snapshot) keep(Object.freeze({ ...engagement }));
    },
  };
}
