import type {
  SequenzyCustomer,
  SequenzyCustomerTotals,
  SequenzyItem,
  SequenzyOrderStatus,
} from "../../sequenzy/order-input.js";

/** The name of the event that a pushed order fires (Push Order). */
export type FakeSequenzyEventName = `ecommerce.order_${SequenzyOrderStatus}`;

/** An order as the fake read it: documented fields only, defaults filled in. */
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
  /** Reserved keys left out. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** One accepted push, waiting in the queue or done. */
export interface FakeSequenzyJob {
  readonly jobId: string;
  readonly orderId: string;
  readonly status: SequenzyOrderStatus;
  /** By the fake's clock: ISO 8601, UTC. */
  readonly queuedAt: string;
  /** Null while it waits. */
  readonly settledAt: string | null;
  /** Whether the same event of the same order had taken effect before; null while the job waits. */
  readonly isRepeat: boolean | null;
}

/** An order as far as settled jobs tell it: what was pushed last, and every status it has had. */
export interface FakeSequenzyOrder extends FakeSequenzyPush {
  /** Each status once, in the order in which they came. */
  readonly statuses: readonly SequenzyOrderStatus[];
  /** What it added to its buyer's totals, in minor units; null while it was never placed. */
  readonly countedCents: number | null;
}

/** A person. Amounts are minor units, those of different currencies added up as they are. */
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
  /** The extras of the order, with what Sequenzy puts there itself. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What waits to write to a subscriber about a product. */
export interface FakeSequenzyAutomation {
  readonly automationId: string;
  readonly kind: "replenishment" | "back_in_stock";
  readonly email: string;
  readonly productId: string;
  /** `sent`: its time has come, by the fake's clock. */
  readonly state: "waiting" | "sent" | "cancelled";
  /** The order that superseded it, or whose end ended it. */
  readonly cancelledByOrderId: string | null;
}

/** A replenishment automation, with its time. */
export interface FakeSequenzyReminder extends FakeSequenzyAutomation {
  readonly kind: "replenishment";
  /** The order that was placed. */
  readonly orderId: string;
  /** ISO 8601, UTC. */
  readonly dueAt: string;
}
