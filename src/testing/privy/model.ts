import type { Clock } from "../../http/clock.js";
import type { FakeEmailConsent, FakeSmsConsent } from "./consents.js";

/** A contact as the fake stores it: Privy's fields, and fields that only the fake has. */
export interface FakeContact {
  /** Privy's own id, `cus_…`. */
  readonly id: string;
  /** The first name. */
  readonly first_name: string | null;
  /** The last name. */
  readonly last_name: string | null;
  /** The e-mail address. */
  readonly email: string | null;
  /** The consent to e-mail marketing. */
  readonly email_consent: FakeEmailConsent;
  /** E.164. */
  readonly phone_number: string | null;
  /** The consent to SMS marketing. */
  readonly sms_consent: FakeSmsConsent;
  /** The tags, trimmed. */
  readonly tags: readonly string[];
  /** The custom fields. Integers that a number cannot hold are bigint. */
  readonly custom_fields: Readonly<Record<string, string | number | bigint | boolean | null>>;
  /** When it was created. ISO 8601, UTC. */
  readonly created_at: string;
  /** When it last changed. ISO 8601, UTC. */
  readonly updated_at: string;
  /** Set while the contact is deleted (soft delete). */
  readonly deleted_at: string | null;
}

/** An order as the fake stores it: the response's fields, and fields that only the fake has. */
export interface FakeOrder {
  /** The exact digits, as text. */
  readonly order_id: string;
  /** The source: `api` for orders that were reported through the API. */
  readonly source: "api";
  /** The e-mail address of the buyer. */
  readonly email?: string;
  /** The phone number of the buyer. */
  readonly phone?: string;
  /** A decimal string, as in the response: "95.00". */
  readonly total_amount: string;
  /** ISO 4217. */
  readonly currency_code: string;
  /** The value of `order_date`. */
  readonly placed_at: string;
  /** Your own id of the customer. */
  readonly customer_id?: string;
  /** How many items were bought. */
  readonly total_items?: number;
  /** Whether the order is paid, refunded and so on. */
  readonly financial_status?: string;
  /** Whether the order is sent, delivered and so on. */
  readonly fulfillment_status?: string;
  /** Whether the buyer agreed to e-mail marketing. */
  readonly accepts_email_marketing?: boolean;
  /** Whether the buyer agreed to SMS marketing. */
  readonly accepts_sms_marketing?: boolean;
  /** Before tax, shipping and discounts, in major units. */
  readonly subtotal?: number;
  /** The discounts, each with its code and amount. A list replaces the stored one. */
  readonly discounts?: readonly Readonly<Record<string, unknown>>[];
  /** The taxes, each with its title and amount. A list replaces the stored one. */
  readonly tax_lines?: readonly Readonly<Record<string, unknown>>[];
  /** The items that were bought. A list replaces the stored one. */
  readonly line_items?: readonly Readonly<Record<string, unknown>>[];
  /** The address of the buyer. */
  readonly billing_address?: Readonly<Record<string, unknown>>;
  /** The address that the order is sent to. A new contact gets its name from here. */
  readonly shipping_address?: Readonly<Record<string, unknown>>;
  /** When it was stored. ISO 8601, UTC. */
  readonly created_at: string;
  /** When it last changed. ISO 8601, UTC. */
  readonly updated_at: string;
  /** The contact that the order is linked to. */
  readonly contact_id: string;
  /** The Custom Integration that the order is tied to; null when it is tied to none. */
  readonly integration_id: string | null;
  /** Whether the call that created the order had `initial_sync: true`. */
  readonly initial_sync: boolean;
  /** Whether the order counts in its contact's statistics (see the decision `initialSyncStats`). */
  readonly counts_in_statistics: boolean;
}

/**
 * A welcome text message that a confirmed SMS opt-in caused.
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

/** The state that the flow, segment and attribution engines use. */
export interface EngineContext {
  readonly clock: Clock;
  /** Returns the orders that count in this contact's statistics, in no particular order. */
  statisticsOrdersOf(contactId: string): readonly FakeOrder[];
}
