import type {
  SequenzyCustomer,
  SequenzyCustomerTotals,
  SequenzyItem,
  SequenzyOrderStatus,
} from "../../sequenzy/order-input.js";

/** The name of the event that a pushed order fires. */
export type FakeSequenzyEventName = `ecommerce.order_${SequenzyOrderStatus}`;

/** An order as the fake read it: documented fields only, with defaults. */
export interface FakeSequenzyPush {
  readonly orderId: string;
  readonly orderNumber?: string;
  readonly status: SequenzyOrderStatus;
  readonly totalCents: number;
  readonly currency: string;
  /** ISO 8601, UTC. */
  readonly orderedAt: string;
  readonly customer: SequenzyCustomer;
  readonly items: readonly SequenzyItem[];
  readonly refundAmountCents?: number;
  readonly customerTotals?: SequenzyCustomerTotals;
  /** Without reserved keys. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** One accepted push, queued or done. */
export interface FakeSequenzyJob {
  readonly jobId: string;
  readonly orderId: string;
  readonly status: SequenzyOrderStatus;
  /** By the fake's clock: ISO 8601, UTC. */
  readonly queuedAt: string;
  /** Null while it is queued. */
  readonly settledAt: string | null;
  /** Whether the same event of the same order had taken effect before; null while the job is queued. */
  readonly isRepeat: boolean | null;
}

/** An order after the settled jobs: the latest push, and every status it has had. */
export interface FakeSequenzyOrder extends FakeSequenzyPush {
  /** Each status once, in the order of arrival. */
  readonly statuses: readonly SequenzyOrderStatus[];
  /** What it added to its buyer's totals, in minor units; null if it was never placed. */
  readonly countedCents: number | null;
}

/** A person. Amounts are in minor units; those of different currencies are added without conversion. */
export interface FakeSequenzySubscriber {
  readonly email: string;
  readonly externalId?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly ltv: number;
  readonly totalSpent: number;
  readonly ordersCount: number;
  /** `totalSpent` by `ordersCount`, rounded; 0 without orders. */
  readonly aov: number;
}

/** An event that was fired. */
export interface FakeSequenzyEvent {
  readonly name: FakeSequenzyEventName;
  readonly email: string;
  readonly orderId: string;
  readonly jobId: string;
  /** By the fake's clock: ISO 8601, UTC. */
  readonly firedAt: string;
  /** The order's extra properties, with those that Sequenzy adds. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A scheduled message to a subscriber about a product. */
export interface FakeSequenzyAutomation {
  readonly automationId: string;
  readonly kind: "replenishment" | "back_in_stock";
  readonly email: string;
  readonly productId: string;
  /** `sent`: its time has passed, by the fake's clock. */
  readonly state: "waiting" | "sent" | "cancelled";
  /** The order that superseded it, or whose cancellation ended it. */
  readonly cancelledByOrderId: string | null;
}

/** A replenishment automation, with its due time. */
export interface FakeSequenzyReminder extends FakeSequenzyAutomation {
  readonly kind: "replenishment";
  /** The order that was placed. */
  readonly orderId: string;
  /** ISO 8601, UTC. */
  readonly dueAt: string;
}
