import type { Duration } from "../../kit/clock/duration.js";
import type { Moment } from "../../kit/clock/moment.js";
import type { NumberTest } from "./number-test.js";

/**
 * A comparison of a date. A bare date means the whole UTC day: `before` means before it begins, `after` means after it
 * has ended, `between` includes both ends. `on` compares the UTC day. `within_last` and `not_within_last` count back
 * from the fake's clock at the time of reading; exactly that long ago is within.
 */
export type DateTest =
  | { readonly operator: "before" | "after" | "on"; readonly value: Moment }
  | { readonly operator: "between"; readonly value: readonly [Moment, Moment] }
  | { readonly operator: "within_last" | "not_within_last"; readonly value: Duration };

/**
 * A condition of a segment on contacts from Custom Integration orders: the number of orders, and the date of
 * the first and the most recent one. Lifetime spend and products are not available.
 *
 * @see https://help.privy.com/docs (segments, Custom Integration)
 */
export type SegmentCondition =
  | ({ readonly type: "order_count" } & NumberTest)
  | ({ readonly type: "first_order_date" | "last_order_date" } & DateTest);

/**
 * A segment, as a merchant would build it in Privy.
 *
 * @see https://help.privy.com/docs (segments)
 */
export interface SegmentDefinition {
  readonly name: string;
  /** Whether all conditions must hold (the default) or one is enough. */
  readonly match?: "all" | "any" | undefined;
  /** The conditions, at least one. */
  readonly conditions: readonly SegmentCondition[];
}
