import type { Clock } from "../../http/clock.js";
import type { FakeEmailConsent, FakeSmsConsent } from "./consents.js";

/** A contact as the fake stores it: Privy's own fields, plus what only the fake can know. */
export interface FakeContact {
  readonly id: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly email_consent: FakeEmailConsent;
  readonly phone_number: string | null;
  readonly sms_consent: FakeSmsConsent;
  readonly tags: readonly string[];
  /** Integers that a number cannot hold are bigint. */
  readonly custom_fields: Readonly<Record<string, string | number | bigint | boolean | null>>;
  readonly created_at: string;
  readonly updated_at: string;
  /** Set while the contact is deleted (soft delete). */
  readonly deleted_at: string | null;
}

/** An order as the fake stores it: the response's field names, plus what only the fake can know. */
export interface FakeOrder {
  /** The exact digits. */
  readonly order_id: string;
  readonly source: "api";
  readonly email?: string;
  readonly phone?: string;
  /** A decimal string, as in the response: "95.00". */
  readonly total_amount: string;
  readonly currency_code: string;
  readonly placed_at: string;
  readonly customer_id?: string;
  readonly total_items?: number;
  readonly financial_status?: string;
  readonly fulfillment_status?: string;
  readonly accepts_email_marketing?: boolean;
  readonly accepts_sms_marketing?: boolean;
  readonly subtotal?: number;
  readonly discounts?: readonly Readonly<Record<string, unknown>>[];
  readonly tax_lines?: readonly Readonly<Record<string, unknown>>[];
  readonly line_items?: readonly Readonly<Record<string, unknown>>[];
  readonly billing_address?: Readonly<Record<string, unknown>>;
  readonly shipping_address?: Readonly<Record<string, unknown>>;
  readonly created_at: string;
  readonly updated_at: string;
  /** The contact that the order is linked to. */
  readonly contact_id: string;
  /** The Custom Integration that the order is tied to; null when it is tied to none. */
  readonly integration_id: string | null;
  /** Whether the call that created the order said `initial_sync: true`. */
  readonly initial_sync: boolean;
  /** Whether the order counts in its contact's statistics (see the decision `initialSyncStats`). */
  readonly counts_in_statistics: boolean;
}

/**
 * A welcome text message that a confirmed SMS opt-in set off.
 *
 * @see https://help.privy.com/docs (create a contact, update a contact)
 */
export interface FakeWelcomeSms {
  readonly contactId: string;
  /** E.164. */
  readonly phone_number: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What the flow, segment and attribution engines may look at. */
export interface EngineContext {
  readonly clock: Clock;
  /** The orders that count in this contact's statistics, in no particular order. */
  statisticsOrdersOf(contactId: string): readonly FakeOrder[];
}
