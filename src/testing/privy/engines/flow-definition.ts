import type { Duration } from "../../kit/clock/duration.js";
import type { NumberTest } from "./number-test.js";

/**
 * What starts a flow: a new order, or an order that is marked delivered.
 *
 * @see https://help.privy.com/docs (Custom Integration)
 */
export type FlowTrigger = "order_placed" | "order_received";

/**
 * An id of a product or variant in the store's own system. Numbers and text with the same digits are the same id.
 *
 * @see https://help.privy.com/docs (Custom Integration)
 */
export type CatalogId = string | number | bigint;

/** Order Value: compares the order's total, in the order's own currency; with `currency`, only orders in that one hold. */
export type OrderValueCondition = {
  readonly type: "order_value";
  readonly currency?: string | undefined;
} & NumberTest;

/** Order Count: compares how many orders the contact has, this one included unless `orderCountIncludesThis` is `no`. */
export type OrderCountCondition = { readonly type: "order_count" } & NumberTest;

/** Purchased Product: looks for `product_id` in the order's `line_items`. */
export interface PurchasedProductCondition {
  readonly type: "purchased_product";
  readonly productIds: readonly CatalogId[];
  /** Whether one of the ids is enough (the default) or the order must hold them all. */
  readonly match?: "any" | "all" | undefined;
}

/** Purchased Variant: looks for `variant_id` in the order's `line_items`. */
export interface PurchasedVariantCondition {
  readonly type: "purchased_variant";
  readonly variantIds: readonly CatalogId[];
  /** Whether one of the ids is enough (the default) or the order must hold them all. */
  readonly match?: "any" | "all" | undefined;
}

/**
 * What must hold for an order to start a flow. Purchased from Collection is not available for Custom Integrations.
 *
 * @see https://help.privy.com/docs (Custom Integration)
 */
export type FlowCondition =
  | OrderValueCondition
  | OrderCountCondition
  | PurchasedProductCondition
  | PurchasedVariantCondition;

/**
 * How often a contact may enter a flow: again at once, again `after` a time since it last entered, or only once.
 *
 * @see https://help.privy.com/docs (flow editor)
 */
export type FlowEntry =
  | { readonly frequency: "immediate" | "never"; readonly after?: undefined }
  | { readonly frequency: "delayed"; readonly after: Duration };

/**
 * A flow, as a merchant would build it in Privy's flow editor.
 *
 * @see https://help.privy.com/docs (Custom Integration, flow editor)
 */
export interface FlowDefinition {
  /** Unique among the flows. */
  readonly name: string;
  readonly trigger: FlowTrigger;
  /** The conditions, which must all hold; without any, every order starts the flow. */
  readonly conditions?: readonly FlowCondition[] | undefined;
  /** How often a contact may enter. Default `{ frequency: "immediate" }`. */
  readonly entry?: FlowEntry | undefined;
  /**
   * Whether a contact leaves the flow when it places another order. Default false.
   *
   * @see https://help.privy.com/docs (flow editor)
   */
  readonly exitWhenContactBuys?: boolean | undefined;
  /** Whether the flow is switched on. Default true. */
  readonly active?: boolean | undefined;
}
